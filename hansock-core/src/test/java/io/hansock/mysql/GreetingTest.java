package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.HansockException;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteReader;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class GreetingTest {
    @Test
    void mysql() {
        Greeting greeting = parse(Greetings.mysql());
        assertThat(greeting.serverVersion()).isEqualTo("9.7.4");
        assertThat(greeting.mariaDb()).isFalse();
        assertThat(greeting.connectionId()).isEqualTo(0xfedc_ba98L);
        assertThat(greeting.capabilities()).isEqualTo(Greetings.MYSQL);
        assertThat(greeting.plugin()).isEqualTo("caching_sha2_password");
        assertThat(new String(greeting.scramble(), US_ASCII)).isEqualTo(Greetings.SCRAMBLE);
    }

    @Test
    void mariaDbSaysMoreInsteadOfTheFirstCapability() {
        Greeting greeting = parse(Greetings.mariaDb());
        assertThat(greeting.mariaDb()).isTrue();
        assertThat(greeting.capabilities().has(Capability.CACHE_METADATA)).isTrue();
        assertThat(greeting.capabilities().has(Capability.PROGRESS)).isTrue();
    }

    @Test
    void whatAMysqlServerHasInMariaDbsPlaceIsNoCapability() {
        Greeting greeting = parse(Greetings.packet("9.7.4", Capabilities.ofBits(0xff_dfff_ffffL), "x"));
        assertThat(greeting.capabilities()).isEqualTo(Greetings.MYSQL);
    }

    @Test
    void theDisguiseOfOlderMariaDbServersIsTakenOff() {
        assertThat(parse(Greetings.packet("5.5.5-10.11.18-MariaDB", Greetings.MARIADB, "x"))
                        .serverVersion())
                .isEqualTo("10.11.18-MariaDB");
        assertThat(parse(Greetings.packet("5.5.5-m3", Greetings.MYSQL, "x")).serverVersion())
                .isEqualTo("5.5.5-m3");
        Greeting old = parse(Greetings.packet("5.5.5-10.0.38-MariaDB", Greetings.MYSQL, "x"));
        assertThat(old.mariaDb()).isTrue();
        assertThat(old.serverVersion()).isEqualTo("10.0.38-MariaDB");
    }

    @Test
    void anOldServersPluginNameHasNoEnd() {
        byte[] packet = Greetings.mysql();
        assertThat(parse(Arrays.copyOf(packet, packet.length - 1)).plugin()).isEqualTo("caching_sha2_password");
    }

    @Test
    void b23_noTruncatedGreetingIsTakenForAWholeOne() {
        byte[] packet = Greetings.mysql();
        int end = packet.length - "caching_sha2_password\0".length();
        for (int length = 0; length < end - 4; length++) {
            byte[] truncated = Arrays.copyOf(packet, 4 + length);
            assertThatExceptionOfType(ProtocolException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> parse(truncated));
        }
    }

    @Property
    void b23_anyBytesAreAGreetingOrRefused(@ForAll @Size(max = 120) byte[] payload) {
        byte[] packet = new byte[payload.length + 4];
        System.arraycopy(payload, 0, packet, 4, payload.length);
        try {
            assertThat(parse(packet).scramble()).hasSize(20);
        } catch (HansockException e) {
            Assertions.assertThat(e).isInstanceOfAny(ProtocolException.class, ServerException.class);
        }
    }

    @Test
    void oldServersAndOtherOnesAreNamed() {
        byte[] otherProtocol = Greetings.mysql();
        otherProtocol[4] = 9;
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(otherProtocol))
                .withMessageContaining("protocol 9");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(Greetings.packet(
                        "4.0.30", Greetings.MYSQL.without(Capability.PROTOCOL_41), "mysql_old_password")))
                .withMessageContaining("older than MySQL 4.1");
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> parse(Greetings.packet(
                        "4.0.30", Greetings.MYSQL.without(Capability.SECURE_CONNECTION), "mysql_old_password")))
                .withMessageContaining("older than MySQL 4.1");
    }

    @Test
    void hostileTextIsHarmless() {
        Greeting greeting = parse(Greetings.packet("9\u001b[2J\n" + "9".repeat(1000), Greetings.MYSQL, "p\r\n"));
        assertThat(greeting.serverVersion()).startsWith("9?[2J?999").hasSize(128);
        assertThat(greeting.plugin()).isEqualTo("p??");
    }

    @Test
    void aServerMayRefuseInPlaceOfAGreeting() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> parse(PacketsTest.err(0, 1129, "Host '127.0.0.1' is blocked")))
                .satisfies(blocked -> {
                    assertThat(blocked.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED);
                    assertThat(blocked.sqlState()).isEmpty();
                    assertThat(blocked).hasMessageStartingWith("db: ");
                });
    }

    private static Greeting parse(byte[] packet) {
        return Greeting.parse("db", new ByteReader(packet, 4, packet.length));
    }
}

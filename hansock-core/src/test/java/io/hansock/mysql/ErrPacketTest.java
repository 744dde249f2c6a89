package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.ServerException.Kind;
import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import org.junit.jupiter.api.Test;

class ErrPacketTest {
    @Test
    void codeStateAndTextAreRead() {
        ServerException duplicate = err(1062, "#23000Duplicate entry 'ann@example.org' for key 'email'");
        assertThat(duplicate.code()).isEqualTo(1062);
        assertThat(duplicate.sqlState()).contains("23000");
        assertThat(duplicate.kind()).isEqualTo(Kind.DUPLICATE_KEY);
        assertThat(duplicate.serverText()).isEqualTo("Duplicate entry 'ann@example.org' for key 'email'");
        assertThat(duplicate).hasMessageNotContaining("ann@example.org").hasMessageContaining("1062");
    }

    @Test
    void codesAreUnsigned() {
        assertThat(err(0xfffe, "#HY000far").code()).isEqualTo(65_534);
    }

    @Test
    void aServerThatRefusesAConnectionAtOnceGivesNoState() {
        ServerException full = err(1040, "Too many connections");
        assertThat(full.sqlState()).isEmpty();
        assertThat(full.serverText()).isEqualTo("Too many connections");
        assertThat(full.kind()).isEqualTo(Kind.TOO_MANY_CONNECTIONS);
        assertThat(full).hasMessageContaining("max_connections");
    }

    @Test
    void theStateDecidesWhereTheCodeIsUnknown() {
        assertThat(err(4999, "#22003out of range").kind()).isEqualTo(Kind.BAD_VALUE);
        assertThat(err(4025, "#23000CONSTRAINT `c` failed").kind()).isEqualTo(Kind.BAD_VALUE);
        assertThat(err(4999, "#42S02gone").kind()).isEqualTo(Kind.NO_SUCH_TABLE);
        assertThat(err(4999, "#HY000who knows").kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void b22_inTurnNumber4031IsNoGoodbye() {
        // MariaDB means a missing trigger by it
        assertThat(err(4031, "#HY000Referenced trigger does not exist").kind()).isEqualTo(Kind.OTHER);
    }

    @Test
    void textIsBoundedAndHarmless() {
        ServerException hostile = err(1064, "#42000a\u001b[2J\r\n\u202eb\u2028" + "x".repeat(5000));
        assertThat(hostile.serverText()).startsWith("a?[2J???b?xxx").hasSize(512);
        assertThat(err(1064, "#\u0007\n00\u0000text").sqlState()).contains("??00?");
        assertThat(err(1064, "#42000" + "😀".repeat(5000)).serverText()).doesNotContain("�");
    }

    @Test
    void b23_aTruncatedPacketIsAProtocolError() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ErrPacket.exception("db", new ByteReader(new byte[] {-1, 1})));
        assertThat(err(1064, "").serverText()).isEmpty();
        assertThat(err(1064, "#4200").serverText()).isEqualTo("#4200");
    }

    private static ServerException err(int code, String text) {
        ByteWriter out = new ByteWriter(16, 1 << 20);
        out.int8(0xff);
        out.int16(code);
        out.put(text.getBytes(UTF_8));
        return ErrPacket.exception("db", new ByteReader(out.toByteArray()));
    }
}

package io.hansock.discovery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.SqlClientBuilder;
import io.hansock.handlersocket.Port;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.sql.SqlClient;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.ScriptedServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whose port it is. */
class PortProofIT {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(5);
    private static final String SECRET = "a-secret-of-its-own";
    private static final IoThread IO = new IoThread("proof", Runnable::run);

    @AfterAll
    static void end() {
        IO.close();
    }

    @Test
    void h30_aPortThatKnowsTheSecretAndNoOtherIsTheServers() {
        try (MariaDbServer server = MariaDbServer.builder()
                        .readSecret(SECRET)
                        .writeSecret("another-secret")
                        .start();
                MariaDbServer other =
                        MariaDbServer.builder().readSecret("not-that").start();
                MariaDbServer open = MariaDbServer.start()) {
            assertThat(proof(server).knows(Port.READ, server.readPort(), SECRET, TIMEOUT))
                    .isTrue();
            assertThat(proof(server).knows(Port.WRITE, server.writePort(), "another-secret", TIMEOUT))
                    .isTrue();
            assertThat(proof(other).knows(Port.READ, other.readPort(), SECRET, TIMEOUT))
                    .as("another server's port")
                    .isFalse();
            assertThat(proof(open).knows(Port.READ, open.readPort(), SECRET, TIMEOUT))
                    .as("a port without a secret")
                    .isFalse();
        }
    }

    @Test
    void aPortThatTakesAnySecretProvesNothing() {
        try (ScriptedServer yes = ScriptedServer.repeating(client -> {
            for (String line = client.readLine(); line != null; line = client.readLine()) {
                client.send(line.isEmpty() ? "2\t1\tcmd\n" : "0\t1\n");
            }
        })) {
            assertThat(proof(yes).knows(Port.READ, yes.port(), SECRET, TIMEOUT)).isFalse();
        }
    }

    @Test
    void aPortThatIsNoHandlerSocketIsAnError() {
        try (ScriptedServer other = ScriptedServer.repeating(client -> client.send("SSH-2.0-OpenSSH_9.2\r\n"));
                ScriptedServer short0 = ScriptedServer.repeating(client -> {
                    client.readLine();
                    client.send("2\n");
                });
                ScriptedServer silent = ScriptedServer.repeating(client -> client.readLine())) {
            assertThatThrownBy(() -> proof(other).requireAnswer(Port.READ, other.port(), null, TIMEOUT))
                    .isInstanceOf(ProtocolException.class);
            assertThatThrownBy(() -> proof(short0).requireAnswer(Port.READ, short0.port(), null, TIMEOUT))
                    .isInstanceOf(ProtocolException.class);
            assertThatThrownBy(() -> proof(silent)
                            .requireAnswer(Port.READ, silent.port(), SECRET, TimeUnit.MILLISECONDS.toNanos(200)))
                    .isInstanceOfAny(DeadlineException.class, ChannelLostException.class);
        }
    }

    @Test
    void aRowOfTheTokenTableProvesAPortWithoutASecret() {
        try (MariaDbServer server = MariaDbServer.start();
                MariaDbServer other = MariaDbServer.start();
                SqlClient client = client(server)) {
            for (MariaDbServer each : new MariaDbServer[] {server, other}) {
                each.sql("create database tok;"
                        + "create table tok.hansock_token (id int primary key, token varchar(64) character set ascii not null);"
                        + "insert into tok.hansock_token values (1, '" + each.name() + "')");
            }
            TokenTable table = TokenTable.of("hansock_token", "tok");
            byte[] told = table.told(client).orElseThrow();
            assertThat(told).isEqualTo(server.name().getBytes(US_ASCII));
            assertThat(proof(server).reads(Port.READ, server.readPort(), null, table, told, TIMEOUT))
                    .isTrue();
            assertThat(proof(server).reads(Port.WRITE, server.writePort(), null, table, told, TIMEOUT))
                    .isTrue();
            assertThat(proof(other).reads(Port.READ, other.readPort(), null, table, told, TIMEOUT))
                    .as("another server's port")
                    .isFalse();
        }
    }

    @Test
    void h1_aViewIsNoTokenTable() {
        try (MariaDbServer server = MariaDbServer.start();
                SqlClient client = client(server)) {
            server.sql("create database tok; create view tok.hansock_token as select 1 as id, 'x' as token");
            assertThat(TokenTable.of("tok.hansock_token", null).told(client)).isEmpty();
            assertThat(TokenTable.of("tok.nowhere", null).told(client)).isEmpty();
        }
    }

    @Test
    void aRefusedSecretIsTold() {
        try (MariaDbServer server = MariaDbServer.builder().readSecret(SECRET).start()) {
            assertThatThrownBy(() -> proof(server).requireAnswer(Port.READ, server.readPort(), "guess", TIMEOUT))
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED));
            assertThatThrownBy(() -> proof(server).requireAnswer(Port.READ, server.readPort(), null, TIMEOUT))
                    .as("no secret, where one is wanted")
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED))
                    .hasMessageContaining("wants a secret");
            assertThatCode(() -> proof(server).requireAnswer(Port.WRITE, server.writePort(), null, TIMEOUT))
                    .as("no secret, where none is wanted")
                    .doesNotThrowAnyException();
            assertThatCode(() -> proof(server).requireAnswer(Port.READ, server.readPort(), SECRET, TIMEOUT))
                    .doesNotThrowAnyException();
        }
    }

    private static PortProof proof(MariaDbServer server) {
        return new PortProof(server.name(), server.host(), ChannelSettings.DEFAULTS, IO);
    }

    private static PortProof proof(ScriptedServer server) {
        return new PortProof("scripted", server.host(), ChannelSettings.DEFAULTS, IO);
    }

    private static SqlClient client(MariaDbServer server) {
        return SqlClientBuilder.to(server.host(), server.sqlPort()).user("app").build();
    }
}

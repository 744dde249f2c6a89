package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(MariaDbExtension.class)
class MariaDbServerIT {
    private static final String OPEN = "P\t0\tlauncher_it\tt\tPRIMARY\tid,v";
    private static final String FIND_ALL = "0\t>=\t1\t0\t10\t0";

    private static void layTable(MariaDbServer server, String value) {
        server.sql("create or replace database launcher_it;"
                + "create table launcher_it.t (id int primary key, v varchar(20));"
                + "insert into launcher_it.t values (1, '" + value + "'), (2, null)");
    }

    private static List<String> findAll(MariaDbServer server) throws IOException {
        try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort())) {
            return List.of(raw.ask(OPEN), raw.ask(FIND_ALL));
        }
    }

    @Test
    void answersSqlAndHandlerSocketFromTheSameRows(MariaDbServer server) throws IOException {
        layTable(server, "änn");

        assertThat(server.query("select * from launcher_it.t order by id"))
                .isEqualTo(List.of(List.of("1", "änn"), Arrays.asList("2", null)));
        assertThat(findAll(server)).containsExactly("0\t1", "0\t2\t1\tÃ¤nn\t2\t\u0000");
    }

    @Test
    void sqlThatFailsSaysWhatFailed(MariaDbServer server) {
        assertThatThrownBy(() -> server.sql("select 1; selekt 2"))
                .hasMessageContaining(server.name())
                .hasMessageContaining("selekt");
    }

    @Test
    void keepsItsRowsAndPortsWhenItIsKilledAndStartedAgain() throws IOException {
        try (MariaDbServer server = MariaDbServer.start();
                HandlerSocketRaw open = HandlerSocketRaw.connect(server.host(), server.readPort())) {
            layTable(server, "ann");
            assertThat(open.ask("X")).isEqualTo("2\t1\tcmd");
            long pid = server.pid();

            server.kill();

            assertThat(server.alive()).isFalse();
            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThatThrownBy(() -> HandlerSocketRaw.connect(server.host(), server.readPort()))
                    .isInstanceOf(IOException.class);

            server.restart();

            assertThat(open.atEnd()).isTrue();
            assertThat(server.alive()).isTrue();
            assertThat(server.pid()).isNotEqualTo(pid);
            assertThat(findAll(server)).containsExactly("0\t1", "0\t2\t1\tann\t2\t\u0000");
        }
    }

    @Test
    void endsInOrderWhenStopped() {
        try (MariaDbServer server = MariaDbServer.start()) {
            server.stop();

            assertThat(server.alive()).isFalse();
            assertThat(server.errorLog()).contains("Shutdown complete");
        }
    }

    @Test
    void answersNothingWhilePausedAndEverythingAfterwards() throws IOException {
        try (MariaDbServer server = MariaDbServer.start();
                HandlerSocketRaw raw =
                        HandlerSocketRaw.connect(server.host(), server.readPort(), Duration.ofMillis(300))) {
            server.pause();
            raw.send("X\n");
            assertThatThrownBy(raw::readLine).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.alive()).isTrue();

            server.resume();
            assertThat(raw.readLine()).isEqualTo("2\t1\tcmd");
        }
    }

    @Test
    void closeLeavesNeitherProcessNorFolderEvenWhenPaused() {
        MariaDbServer server = MariaDbServer.start();
        Path folder = server.socket().resolveSibling("");
        server.pause();

        server.close();

        assertThat(ProcessHandle.of(server.pid())).isEmpty();
        assertThat(folder).doesNotExist();
        assertThatThrownBy(server::restart).hasMessageContaining("closed");
        assertThat(folder).doesNotExist();
    }

    @Test
    void takesOptions() throws IOException {
        try (MariaDbServer server = MariaDbServer.builder()
                .name("east")
                .readSecret("rd1")
                .writeSecret("wr1")
                .readThreads(3)
                .environment("TZ", "UTC-9")
                .arguments("--log-bin", "--server-id=7")
                .readOnly()
                .start()) {
            assertThat(server.name()).isEqualTo("east");
            assertThat(server.query("select @@handlersocket_plain_secret, @@handlersocket_plain_secret_wr,"
                            + "@@handlersocket_threads, @@system_time_zone, @@log_bin, @@read_only"))
                    .containsExactly(List.of("rd1", "wr1", "3", "UTC", "1", "1"));
            assertThat(server.queryValue("select timestampdiff(hour, utc_timestamp(), now())"))
                    .isEqualTo("9");
            try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort())) {
                assertThat(raw.ask("A\t1\twr1")).isEqualTo("3\t1\tunauth");
                assertThat(raw.ask("A\t1\trd1")).isEqualTo("0\t1");
            }
        }
    }

    @Test
    void runsWithoutHandlerSocket() {
        try (MariaDbServer server =
                MariaDbServer.builder().withoutHandlerSocket().start()) {
            assertThat(server.query("show variables like 'handlersocket%'")).isEmpty();
            assertThatThrownBy(() -> HandlerSocketRaw.connect(server.host(), server.readPort()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysWhyItDoesNotStart() {
        assertThatThrownBy(() ->
                        MariaDbServer.builder().arguments("--no-such-flag").start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such-flag");
    }

    @Test
    void h30_aPortThatAnotherProcessTookIsNoticed() throws IOException {
        try (MariaDbServer server = MariaDbServer.start()) {
            server.kill();
            InetSocketAddress readPort = new InetSocketAddress(server.host(), server.readPort());
            try (ScriptedServer foreign = ScriptedServer.repeatingAt(readPort, client -> {
                while (client.readLine() != null) {
                    client.send("2\t1\tcmd\n");
                }
            })) {
                assertThatThrownBy(server::restart)
                        .hasMessageContaining("lost a port")
                        .hasRootCauseMessage(
                                "port " + foreign.port() + " is another server's: it answered [2\t1\tcmd, 2\t1\tcmd]");
            }
            server.restart();
            assertThat(server.alive()).isTrue();
        }
    }

    @Nested
    @Servers(count = 3, readSecret = "s3cret")
    class SideBySide {
        @Test
        void eachHasItsOwnRowsAndEndsAlone(List<MariaDbServer> servers, MariaDbServer first) throws IOException {
            assertThat(servers).hasSize(3).first().isSameAs(first);
            for (MariaDbServer server : servers) {
                layTable(server, server.name());
            }
            for (MariaDbServer server : servers) {
                try (HandlerSocketRaw raw = HandlerSocketRaw.connect(server.host(), server.readPort())) {
                    raw.ask("A\t1\ts3cret");
                    raw.ask(OPEN);
                    assertThat(raw.ask("0\t=\t1\t1")).isEqualTo("0\t2\t1\t" + server.name());
                }
            }
            first.kill();
            assertThat(servers).extracting(MariaDbServer::alive).containsExactly(false, true, true);
        }

        @Test
        void h30_theProofTellsOneServerFromAnother(List<MariaDbServer> servers) {
            MariaDbServer own = servers.get(1);
            MariaDbServer other = servers.get(2);
            ServerProof proof = new ServerProof(new SqlConsole(own.name(), own.jdbcUrl()));
            ServerPorts ports = new ServerPorts(own.sqlPort(), own.readPort(), other.writePort());

            assertThat(proof.objection(ports, own.readSecret(), own.writeSecret()))
                    .hasValueSatisfying(
                            objection -> assertThat(objection).contains("port " + other.writePort(), "another server"));
        }
    }
}

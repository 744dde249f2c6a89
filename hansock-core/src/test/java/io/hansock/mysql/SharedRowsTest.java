package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.net.Address;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.RowStream;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.ScriptedServer;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that several servers' rows arrive on come back, whatever happens to the rows. */
@Timeout(30)
class SharedRowsTest {
    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** More rows than are read in one piece, and then no word. */
    private static final ServerScript.Play STALLING = script -> {
        script.logIn();
        script.command();
        byte[][] messages = new byte[100][1000];
        messages[0] = new byte[] {1};
        messages[1] = Packets.definition("v", 0xfd, 0, 45);
        for (int i = 2; i < messages.length; i++) {
            Arrays.fill(messages[i], (byte) 'x');
            messages[i][0] = (byte) 0xfc;
            messages[i][1] = (byte) (997 & 0xff);
            messages[i][2] = (byte) (997 >> 8);
        }
        script.answer(messages);
        script.command();
    };

    private final IoThread io = new IoThread("shared-rows-test", Runnable::run);
    private final List<MysqlConnection> returned = new ArrayList<>();

    @AfterEach
    void close() {
        io.close();
    }

    /** Nothing can be stopped there, and nobody wants anything back. */
    private final class Unhelpful implements Lessor {
        @Override
        public void takeBack(MysqlConnection connection) {
            returned.add(connection);
            throw new IllegalStateException("no room");
        }

        @Override
        public boolean stop(MysqlConnection connection, long timeoutNanos) {
            return stopLater(connection)
                    .completeOnTimeout(false, timeoutNanos, TimeUnit.NANOSECONDS)
                    .join();
        }

        @Override
        public CompletableFuture<Boolean> stopLater(MysqlConnection connection) {
            return new CompletableFuture<>();
        }

        @Override
        public Executor callbacks() {
            return Runnable::run;
        }
    }

    private Leased leased(ScriptedServer server) {
        Address address = new Address.Tcp(server.host(), server.port());
        MysqlLogin login = MysqlLogin.of(
                "db",
                address,
                LoginSettings.user("ann").password(ServerScript.PASSWORD),
                TlsSettings.of(TlsMode.DISABLED));
        MysqlEndpoint endpoint = new MysqlEndpoint(
                "db",
                address,
                login,
                new ConnectionSettings(null, 8, 1 << 20, "+00:00", null, Map.of()),
                ChannelSettings.DEFAULTS,
                io);
        return new Leased(endpoint.open(ChannelListener.NONE), new Unhelpful());
    }

    @Test
    void closingSeveralTakesAsLongAsOneAndEachComesBack() {
        try (ScriptedServer server = ServerScript.repeating(STALLING)) {
            List<Leased> leased = List.of(leased(server), leased(server), leased(server));
            SharedRows rows = SharedQuery.of("select v").streams(io, leased, TIMEOUT_NANOS, TIMEOUT_NANOS);
            assertThat(rows.streams()).hasSize(3).allMatch(RowStream::hasNext);
            Stopwatch stopwatch = Stopwatch.start();
            assertThatThrownBy(rows::close).hasMessage("no room");
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(3));
            assertThat(returned).hasSize(3).doesNotHaveDuplicates().allMatch(MysqlConnection::isClosed);
        }
    }

    @Test
    void whereOneServerCannotBeReachedAllComeBack() {
        ScriptedServer gone = ServerScript.repeating(STALLING);
        try (ScriptedServer server = ServerScript.repeating(STALLING)) {
            List<Leased> leased = List.of(leased(server), leased(gone), leased(server));
            gone.close();
            assertThatThrownBy(() -> SharedQuery.of("select v").streams(io, leased, TIMEOUT_NANOS, TIMEOUT_NANOS))
                    .isInstanceOf(ChannelLostException.class)
                    .satisfies(problem -> assertThat(problem.getSuppressed())
                            .as("what giving back comes to")
                            .isNotEmpty());
            assertThat(returned).hasSize(3).doesNotHaveDuplicates();
        }
    }

    @Test
    void aRequestThatCannotEvenBeGivenUpEndsForItsConnectionAlone() {
        try (ScriptedServer server = ServerScript.repeating(ServerScript.ANSWERING)) {
            List<MysqlConnection> connections =
                    List.of(leased(server).connection(), leased(server).connection());
            MysqlConnection bad = connections.get(0);
            Request<Boolean> request = connection ->
                    connection == bad ? new Broken() : Upkeep.absorb().on(connection);
            GatheredCalls<Boolean> calls = new GatheredCalls<>(io, connections, request, TIMEOUT_NANOS);
            assertThat(calls.problem(0))
                    .hasMessage("begin")
                    .hasSuppressedException(new IllegalStateException("abandon"));
            assertThat(calls.problem(1)).isNull();
        }
    }

    private static final class Broken implements Conversation<Boolean> {
        @Override
        public CommandExchange begin() {
            throw new IllegalStateException("begin");
        }

        @Override
        public CommandExchange next(CommandExchange answered) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abandon() {
            throw new IllegalStateException("abandon");
        }

        @Override
        public Boolean result() {
            throw new UnsupportedOperationException();
        }
    }
}

package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.FaultyProxy.Flow;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** SQL is gone and HandlerSocket is well: who only reads hardly notices, although what tables are cannot be read anew any more. */
class SilentSqlIT {
    private static final Table<Row> T = Table.of("t", "id");
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Which a reading takes that is not answered: several times as long as anybody waits for it. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);

    /** Longer than any knowledge of a table is fresh, and than any look at the server takes to fail. */
    private static final long READING_NANOS = TimeUnit.SECONDS.toNanos(12);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Who waits in vain does so for half of the timeout. */
    private static final Duration LONG = Duration.ofMillis(750);

    /** How a row is asked for. */
    enum Caller {
        THREAD {
            @Override
            Optional<Row> find(Hansock hansock) {
                return hansock.findOne(T, 1);
            }
        },
        FUTURE {
            @Override
            Optional<Row> find(Hansock hansock) {
                return hansock.async().findOne(T, 1).join();
            }
        };

        abstract Optional<Row> find(Hansock hansock);
    }

    /** All at the same time, which takes long enough. */
    @Test
    void findsDoNotWaitOneAfterTheOther() {
        try (MariaDbServer server = MariaDbServer.builder().start()) {
            server.sql("create database silent; create table silent.t (id int primary key);"
                    + "insert into silent.t values (1)");
            Map<Caller, CompletableFuture<Integer>> unanswered = later(server, proxy -> proxy.flow(Flow.SWALLOWED));
            Map<Caller, CompletableFuture<Integer>> refused = later(server, proxy -> {
                proxy.refuse();
                proxy.cut(Cut.RESET);
            });
            assertThat(unanswered)
                    .as("where nothing is answered")
                    .allSatisfy((caller, slow) -> assertThat(slow.join()).isLessThanOrEqualTo(2));
            assertThat(refused)
                    .as("where connections are refused")
                    .allSatisfy((caller, slow) -> assertThat(slow.join()).isLessThanOrEqualTo(1));
        }
    }

    private static Map<Caller, CompletableFuture<Integer>> later(MariaDbServer server, Consumer<FaultyProxy> fault) {
        Map<Caller, CompletableFuture<Integer>> each = new EnumMap<>(Caller.class);
        for (Caller caller : Caller.values()) {
            each.put(
                    caller,
                    CompletableFuture.supplyAsync(
                            () -> slowFinds(server, caller, fault), what -> new Thread(what).start()));
        }
        return each;
    }

    private static int slowFinds(MariaDbServer server, Caller caller, Consumer<FaultyProxy> fault) {
        try (FaultyProxy proxy = FaultyProxy.to(server.sqlPort());
                Hansock hansock = client(server, proxy)) {
            PatientClient.awaitHandlerSocket(
                    hansock, () -> assertThat(hansock.findOne(T, 1)).isPresent());
            fault.accept(proxy);
            int slow = 0;
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < READING_NANOS) {
                Stopwatch stopwatch = Stopwatch.start();
                assertThat(caller.find(hansock)).isPresent();
                if (stopwatch.awake().compareTo(LONG) > 0) {
                    slow++;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            assertThat(hansock.states().get(0).sql().condition()).isEqualTo(Condition.DOWN);
            return slow;
        }
    }

    private static Hansock client(MariaDbServer server, FaultyProxy proxy) {
        return Hansock.builder()
                .user("app")
                .database("silent")
                .requestTimeout(TIMEOUT)
                .connectTimeout(CONNECT_TIMEOUT)
                .server(ServerSettings.of("east", server.host())
                        .sqlPort(proxy.port())
                        .readPort(server.readPort()))
                .build();
    }
}

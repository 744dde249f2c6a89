package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Table;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** There are more channels while callers queue, and fewer again when they do not. */
@ExtendWith(MariaDbExtension.class)
class ChannelGrowthIT {
    private static final String DB = "growth_it";
    private static final int THREADS = 32;
    private static final Table<Row> T = Table.of("t", "id", "v");

    /** How many channels are open. */
    private static final class Open implements HansockListener {
        private final AtomicInteger open = new AtomicInteger();

        @Override
        public void channelOpened(String server, int port) {
            open.incrementAndGet();
        }

        @Override
        public void channelClosed(String server, int port) {
            open.decrementAndGet();
        }

        int count() {
            return open.get();
        }
    }

    private final Open channels = new Open();

    private Hansock overSql(Kind kind) {
        return CommandFixture.builder(
                        kind, DB, "create table t (id int primary key, v int)", "insert into t values (1, 10), (2, 20)")
                .handlerSocket(HandlerSocketSettings.DEFAULT.off())
                .minSqlChannels(1)
                .sqlChannels(4)
                .idleTimeout(Duration.ofSeconds(1))
                .listener(channels)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void overSqlTheyGrowWithTheQueueAndShrinkWithoutIt(Kind kind) throws Exception {
        try (Hansock hansock = overSql(kind)) {
            growsAndShrinks(hansock);
        }
    }

    @Test
    void overHandlerSocketToo(MariaDbServer server) throws Exception {
        server.sql("create or replace database growth_hs; create table growth_hs.t (id int primary key, v int);"
                + "insert into growth_hs.t values (1, 10), (2, 20)");
        try (Hansock hansock = PatientClient.builder()
                .database("growth_hs")
                .server(ServerSettings.of("only", server.host()).readPort(server.readPort()))
                .minChannelsPerPort(1)
                .channelsPerPort(4)
                .idleTimeout(Duration.ofSeconds(1))
                .listener(channels)
                .build()) {
            growsAndShrinks(hansock);
        }
    }

    private void growsAndShrinks(Hansock hansock) throws Exception {
        for (int i = 0; i < 2000; i++) {
            find(hansock);
        }
        assertThat(channels.count()).as("one thread").isEqualTo(1);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> load = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                load.add(threads.submit(() -> {
                    while (!over.get()) {
                        find(hansock);
                    }
                }));
            }
            await().until(() -> channels.count() >= 3);
            over.set(true);
            for (Future<?> each : load) {
                each.get();
            }
            assertThat(channels.count()).isLessThanOrEqualTo(4);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        await().until(() -> {
            find(hansock);
            return channels.count() == 1;
        });
    }

    @ParameterizedTest
    @EnumSource
    void futuresThatQueueHaveThemGrowToo(Kind kind) throws ExecutionException, InterruptedException {
        try (Hansock hansock = overSql(kind)) {
            find(hansock);
            await().until(() -> {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < 500; i++) {
                    all.add(hansock.async().findOne(T, 1));
                }
                for (Future<?> each : all) {
                    each.get();
                }
                return channels.count() > 1;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(names = "MARIADB_10_11")
    void theLeastNumberIsNeverMoreThanTheMost(Kind kind) {
        try (Hansock hansock = CommandFixture.builder(
                        kind, DB, "create table t (id int primary key, v int)", "insert into t values (1, 10), (2, 20)")
                .sqlChannels(1)
                .build()) {
            find(hansock);
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Hansock.builder().minSqlChannels(0));
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> new ChannelRange(3, 2));
    }

    private static void find(Hansock hansock) {
        assertThat(hansock.findOne(T, 2)).map(row -> row.getInt("v")).contains(20);
    }
}

package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Table;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a client does at its bounds, on a real server. */
@ExtendWith(MariaDbExtension.class)
class HansockLimitsIT {
    record Text(int id, String body) {}

    private static final Table<Text> TEXTS = Table.of("texts", Text.class);

    private MariaDbServer server;

    @BeforeEach
    void createTable(MariaDbServer server) {
        this.server = server;
        server.sql(
                "create or replace database limits_it; create table limits_it.texts (id int primary key, body longtext);"
                        + "insert into limits_it.texts values (1, repeat('x', 100000)), (2, 'short')");
    }

    private HansockBuilder client() {
        return Hansock.builder()
                .database("limits_it")
                .channelsPerPort(1)
                .server(ServerSettings.of("east", server.host()).readPort(server.readPort()));
    }

    @Test
    void aReplyThatIsTooLongFailsItsCallerAloneAndIsNotAskedForAgain() {
        AtomicInteger batches = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        HansockListener counting = new HansockListener() {
            @Override
            public void batchWritten(String name, int port, int commands) {
                batches.addAndGet(commands);
            }

            @Override
            public void channelFailed(String name, int port, Throwable cause) {
                lost.incrementAndGet();
            }
        };
        try (Hansock hansock = client().maxReplyBytes(4096).listener(counting).build()) {
            assertThatThrownBy(() -> hansock.findOne(TEXTS, 1))
                    .isInstanceOfSatisfying(
                            ResultException.class, e -> assertThat(e.kind()).isEqualTo(ResultException.Kind.TOO_LARGE))
                    .hasMessageContaining("4096");
            assertThat(hansock.findOne(TEXTS, 2)).contains(new Text(2, "short"));
            await().untilAsserted(() -> assertThat(batches).hasValue(2));
            assertThat(lost).hasValue(0);
        }
    }

    @Test
    void aCallWithoutTimeSendsNothing() {
        try (Hansock hansock = client().requestTimeout(Duration.ofNanos(1)).build()) {
            assertThatThrownBy(() -> hansock.findOne(TEXTS, 2))
                    .isInstanceOfSatisfying(
                            DeadlineException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT));
        }
    }

    /** Trap H25: the server closes connections that were idle for handlersocket_timeout, with no more than an end of stream. */
    @Test
    void h25_aConnectionThatTheServerClosesWhileIdleIsNoticedBeforeItIsUsed() {
        AtomicInteger ends = new AtomicInteger();
        HansockListener counting = new HansockListener() {
            @Override
            public void channelFailed(String name, int port, Throwable cause) {
                ends.incrementAndGet();
            }

            @Override
            public void channelClosed(String name, int port) {
                ends.incrementAndGet();
            }
        };
        try (MariaDbServer shortLived = MariaDbServer.builder()
                        .arguments("--handlersocket_timeout=30")
                        .start();
                Hansock hansock = Hansock.builder()
                        .database("h25")
                        .channelsPerPort(1)
                        .idleTimeout(Duration.ZERO)
                        .listener(counting)
                        .server(ServerSettings.of("east", shortLived.host()).readPort(shortLived.readPort()))
                        .build()) {
            shortLived.sql("create database h25; create table h25.texts (id int primary key, body text);"
                    + "insert into h25.texts values (2, 'short')");
            assertThat(hansock.findOne(TEXTS, 2)).contains(new Text(2, "short"));
            Awaitility.await().atMost(60, TimeUnit.SECONDS).until(() -> ends.get() == 1);
            assertThat(hansock.findOne(TEXTS, 2)).contains(new Text(2, "short"));
        }
    }
}

package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hansock.BuiltSettings;
import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.Release;
import io.hansock.ServerSettings;
import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.InTime;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.value.Row;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** For how long the lock of a release is there: as long as its holder, and not much longer. */
class HeldReleaseIT {
    private static final Table<Row> T = Table.of("t", "id");
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final HoldTimes TIMES = new HoldTimes(SILENCE, Duration.ofMillis(500), Duration.ofMillis(700));
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final Duration TAKING = Duration.ofSeconds(10);

    private static MariaDbServer server;
    private static FaultyProxy proxy;
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private Cluster holder;
    private Hansock other;

    @BeforeAll
    static void start() {
        server = MariaDbServer.builder().randomSecrets().start();
        server.sql("create or replace database held; create table held.t (id int primary key)");
        proxy = FaultyProxy.to(server.sqlPort());
    }

    @AfterAll
    static void end() {
        proxy.close();
        server.close();
    }

    @BeforeEach
    void connect() {
        logged.start();
        logger().addAppender(logged);
        holder = new Cluster(BuiltSettings.of(builder(proxy.port())));
        other = builder(server.sqlPort()).build();
        awaitUsed(Duration.ofSeconds(5));
    }

    @AfterEach
    void close() {
        proxy.cut(FaultyProxy.Cut.FINISHED);
        proxy.flow(FaultyProxy.Flow.FREE);
        holder.close(0);
        other.close();
        logger().detachAppender(logged);
        server.sql("set global wait_timeout = default");
    }

    @Test
    void itIsHeldForLongerThanTheServerLetsSessionsBeIdle() {
        server.sql("set global wait_timeout = 1");
        try (Release release = holder.release(TAKING, TIMES)) {
            await().during(SILENCE.multipliedBy(2))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> isOff() && release.isHeld() && lockHolder() != null);
        }
        awaitUsed(Duration.ofSeconds(4));
        assertThat(logged.list).isEmpty();
    }

    @Test
    void aHolderThatFallsSilentHoldsNobodyUpAndIsTold() {
        try (Release release = holder.release(TAKING, TIMES)) {
            assertThat(isOff()).isTrue();
            proxy.keepServersWaiting();
            proxy.flow(FaultyProxy.Flow.SWALLOWED);
            InTime.within(TIMES.period().plus(TIMES.patience()).plus(MARGIN)).until(() -> !release.isHeld());
            awaitUsed(SILENCE.plusNanos(ReleaseLock.LOOK_NANOS).plus(MARGIN));
            assertThat(lockHolder()).isNull();
            assertThat(logged.list).singleElement().satisfies(HeldReleaseIT::tellsOfALoss);
        }
    }

    @Test
    void whoLosesItIsToldAndCanHaveItAgain() {
        try (Release release = holder.release(TAKING, TIMES)) {
            assertThat(release.isHeld()).isTrue();
            server.sql("kill " + lockHolder());
            InTime.within(TIMES.period().plus(MARGIN)).until(() -> !release.isHeld());
            awaitUsed(Duration.ofNanos(ReleaseLock.LOOK_NANOS).plus(MARGIN));
            assertThat(logged.list).singleElement().satisfies(HeldReleaseIT::tellsOfALoss);
        }
        try (Release again = holder.release(TAKING, TIMES)) {
            assertThat(again.isHeld()).isTrue();
            assertThat(isOff()).isTrue();
        }
        assertThat(logged.list).as("nothing new").hasSize(1);
    }

    @Test
    void itEndsWithItsClient() {
        Release release = holder.release(TAKING, TIMES);
        holder.close(0);
        assertThat(release.isHeld()).isFalse();
        awaitUsed(Duration.ofNanos(ReleaseLock.LOOK_NANOS).plus(MARGIN));
        release.close();
    }

    private static void tellsOfALoss(ILoggingEvent event) {
        assertThat(event.getLevel()).isEqualTo(Level.WARN);
        assertThat(event.getFormattedMessage()).startsWith("east: the lock of a release was lost");
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(HeldLock.class);
    }

    private static String lockHolder() {
        return server.queryValue("select is_used_lock('hansock.release')");
    }

    private boolean isOff() {
        assertThat(other.findOne(T, 1)).isEmpty();
        return other.states().get(0).isReleased();
    }

    private void awaitUsed(Duration most) {
        InTime.within(most).untilAsserted(() -> {
            assertThat(other.findOne(T, 1)).isEmpty();
            assertThat(other.states().get(0).reads().condition()).isEqualTo(Condition.UP);
        });
    }

    private static HansockBuilder builder(int sqlPort) {
        return PatientClient.builder()
                .user("app")
                .database("held")
                .server(ServerSettings.of("east", server.host()).sqlPort(sqlPort));
    }
}

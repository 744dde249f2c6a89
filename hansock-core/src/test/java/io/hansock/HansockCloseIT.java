package io.hansock;

import static io.hansock.StressTables.WORDS;
import static io.hansock.StressTables.WORD_COUNT;
import static io.hansock.StressTables.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.StressTables.Word;
import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Flow;
import io.hansock.testing.Footprint;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The end of a client that is in use. */
@ExtendWith(MariaDbExtension.class)
class HansockCloseIT {
    private static final int CALLS = 300;
    private static final long HANG_SECONDS = 20;
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final MariaDbServer server;
    private final String database = StressTables.newDatabase();
    private final Footprint before = Footprint.now("hansock");

    HansockCloseIT(MariaDbServer server) {
        this.server = server;
    }

    @BeforeEach
    void layTables() {
        StressTables.lay(database, List.of(server));
    }

    @AfterEach
    void nothingIsLeft() {
        before.awaitNoMore();
    }

    private HansockBuilder client() {
        return StressTables.client(database, List.of(server)).requestTimeout(Duration.ofSeconds(10));
    }

    private static void closeAtOnce(Hansock hansock) {
        Stopwatch stopwatch = Stopwatch.start();
        hansock.close(DRAIN);
        assertThat(stopwatch.awake()).isLessThan(DRAIN);
    }

    @Test
    void aCallThatComesWhileOthersEndIsRefused() throws Exception {
        try (FaultyProxy reads = FaultyProxy.to(server.readPort())) {
            Hansock hansock = StressTables.client(
                            database, List.of(server), List.of(reads.port()), List.of(server.writePort()))
                    .requestTimeout(Duration.ofSeconds(HANG_SECONDS))
                    .build();
            assertThat(hansock.findOne(WORDS, 1)).contains(word(1));
            reads.flow(Flow.STALLED);
            CompletableFuture<Optional<Word>> underWay = hansock.async().findOne(WORDS, 2);
            Crew closing = Crew.of(Crew.platform(), List.of(() -> hansock.close(DRAIN)));
            Hansock impatient = hansock.withTimeout(Duration.ofMillis(100));
            await().untilAsserted(() -> assertThatThrownBy(() -> impatient.findOne(WORDS, 3))
                    .isInstanceOfSatisfying(
                            ChannelLostException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT)));
            assertThat(underWay).isNotDone();
            reads.flow(Flow.FREE);
            assertThat(underWay.get(HANG_SECONDS, TimeUnit.SECONDS)).contains(word(2));
            closing.await(HANG_SECONDS);
        }
    }

    @Test
    void closeLetsCallsUnderWayEndAndRefusesLaterOnes() throws Exception {
        Hansock hansock = client().build();
        List<CompletableFuture<Optional<Word>>> pending = new ArrayList<>();
        for (long id = 0; id < CALLS; id++) {
            pending.add(hansock.async().findOne(WORDS, id));
        }
        closeAtOnce(hansock);
        for (int id = 0; id < CALLS; id++) {
            assertThat(pending.get(id).get(HANG_SECONDS, TimeUnit.SECONDS)).contains(word(id));
        }
        assertThatThrownBy(() -> hansock.findOne(WORDS, 1))
                .isInstanceOfSatisfying(
                        ChannelLostException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT));
        assertThatThrownBy(() -> hansock.async().findOne(WORDS, 1).join())
                .hasCauseInstanceOf(ChannelLostException.class);
        hansock.close();
    }

    @Test
    void closeEndsAlthoughCallersNeverPause() throws Exception {
        Hansock hansock = client().build();
        AtomicInteger answers = new AtomicInteger();
        Function<Integer, Runnable> caller = number -> () -> {
            for (long id = number; ; id = next(id)) {
                try {
                    assertThat(hansock.findOne(WORDS, id)).contains(word(id));
                    answers.incrementAndGet();
                } catch (ChannelLostException e) {
                    assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT);
                    return;
                }
            }
        };
        Crew crew =
                Crew.of(Crew.platform(), List.of(caller.apply(1), caller.apply(2), caller.apply(3), caller.apply(4)));
        await().until(() -> answers.get() > CALLS || crew.hasFailed());
        closeAtOnce(hansock);
        crew.await(HANG_SECONDS);
    }

    private static long next(long id) {
        return (id * 7 + 1) % WORD_COUNT;
    }
}

package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.testing.FaultyProxy;
import io.hansock.testing.Footprint;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Seed;
import io.hansock.testing.Servers;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Many threads with random commands on one client of several real servers, left alone and disturbed in every way. */
@Servers(count = 3, readSecret = "read", writeSecret = "write")
class HansockStressIT {
    private static final int PLATFORM_THREADS = 64;
    private static final int VIRTUAL_THREADS = 10_000;

    /** How long each test goes on: there are four, and the rest of a build takes its time too. */
    private static final long SECONDS = Math.max(1, Long.getLong("hansock.stress.seconds", 5) / 2);

    private static final long HANG_SECONDS = 60;
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final List<MariaDbServer> servers;
    private final long seed = Seed.value();
    private final String database = StressTables.newDatabase();
    private final StressLedger ledger = new StressLedger();

    HansockStressIT(List<MariaDbServer> servers) {
        this.servers = servers;
    }

    @BeforeEach
    void layTables() {
        StressTables.lay(database, servers);
    }

    @Test
    void platformThreadsGetTheirOwnAnswers() throws InterruptedException {
        everyCallerGetsItsOwnAnswers(Crew.platform(), PLATFORM_THREADS);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void virtualThreadsGetTheirOwnAnswers() throws InterruptedException {
        everyCallerGetsItsOwnAnswers(Crew.virtual(), VIRTUAL_THREADS);
    }

    @Test
    void disturbedPlatformThreadsGetTheirOwnAnswersOrNone() throws InterruptedException {
        noDisturbanceMixesAnswersOrLosesWrites(Crew.platform(), PLATFORM_THREADS);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void disturbedVirtualThreadsGetTheirOwnAnswersOrNone() throws InterruptedException {
        noDisturbanceMixesAnswersOrLosesWrites(Crew.virtual(), VIRTUAL_THREADS);
    }

    private void everyCallerGetsItsOwnAnswers(ThreadFactory threads, int count) throws InterruptedException {
        Footprint before = footprint(threads);
        ExecutorService callbacks = Executors.newFixedThreadPool(2);
        try (Hansock hansock = StressTables.client(database, servers)
                .requestTimeout(Duration.ofSeconds(30))
                .callbackExecutor(callbacks)
                .build()) {
            Crew crew = crew(threads, count, random -> new StressCalls.Undisturbed(hansock, random));
            crew.await(SECONDS + HANG_SECONDS);
            closeAtOnce(hansock);
        } finally {
            callbacks.shutdown();
        }
        before.awaitNoMore();
        assertThat(ledger.answers()).isGreaterThan(count);
        ledger.verify(database, servers);
    }

    private void noDisturbanceMixesAnswersOrLosesWrites(ThreadFactory threads, int count) throws InterruptedException {
        Footprint before = footprint(threads);
        List<FaultyProxy> reads =
                servers.stream().map(s -> FaultyProxy.to(s.readPort())).toList();
        List<FaultyProxy> writes =
                servers.stream().map(s -> FaultyProxy.to(s.writePort())).toList();
        List<FaultyProxy> proxies =
                Stream.of(reads, writes).flatMap(List::stream).toList();
        ExecutorService callbacks = Executors.newFixedThreadPool(2);
        try (Pace pace = new Pace(threads);
                Hansock hansock = StressTables.client(database, servers, ports(reads), ports(writes))
                        .requestTimeout(DisturbedCalls.TIMEOUT)
                        .callbackExecutor(callbacks)
                        .build()) {
            Crew crew = crew(threads, count, random -> new DisturbedCalls(hansock, random, pace, count));
            Disturbance disturbance = new Disturbance(proxies, crew.threads(), new Random(seed));
            try {
                crew.await(SECONDS + HANG_SECONDS);
            } finally {
                disturbance.stop();
            }
            worksAgain(hansock);
            closeAtOnce(hansock);
        } finally {
            proxies.forEach(FaultyProxy::close);
            callbacks.shutdown();
        }
        before.awaitNoMore();
        assertThat(ledger.answers()).isGreaterThan(count / 4);
        awaitWritesUnderWay();
        ledger.verify(database, servers);
    }

    /** What is held before anything begins; but the JDK opens what virtual threads wait by once, and keeps it. */
    private Footprint footprint(ThreadFactory threads) throws InterruptedException {
        try (Hansock hansock = StressTables.client(database, servers).build()) {
            Runnable find = () -> hansock.findAll(StressTables.COUNTERS, StressTables.counters());
            Crew.of(threads, Collections.nCopies(PLATFORM_THREADS, find)).await(HANG_SECONDS);
        }
        return Footprint.now("hansock");
    }

    private interface CallsOfOne {
        StressCalls with(Random random);
    }

    private Crew crew(ThreadFactory threads, int count, CallsOfOne calls) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        BooleanSupplier goesOn = () -> System.nanoTime() - end < 0;
        Random seeds = new Random(seed);
        List<StressCaller> callers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Random random = new Random(seeds.nextLong());
            callers.add(new StressCaller(i, random, calls.with(random), ledger, goesOn));
        }
        return Crew.of(threads, callers);
    }

    private static List<Integer> ports(List<FaultyProxy> proxies) {
        return proxies.stream().map(FaultyProxy::port).toList();
    }

    /**
     * Once the network is well again, so is the client, by itself. Connections that were cut last are met one by one, and after such
     * a storm the budget for repeating is spent.
     */
    private static void worksAgain(Hansock hansock) {
        Hansock patient = hansock.withTimeout(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(10)).ignoreExceptions().untilAsserted(() -> {
            assertThat(patient.findAll(StressTables.COUNTERS, StressTables.counters()))
                    .hasSize(StressTables.COUNTER_COUNT);
            assertThat(patient.findAll(StressTables.WORDS, List.of(1L, 2L, 3L)).values())
                    .containsExactly(StressTables.word(1), StressTables.word(2), StressTables.word(3));
        });
    }

    /** A call that left its place among the pending ones taken would keep the client from closing before the drain is over. */
    private static void closeAtOnce(Hansock hansock) {
        Stopwatch stopwatch = Stopwatch.start();
        hansock.close(DRAIN);
        assertThat(stopwatch.awake()).isLessThan(DRAIN);
    }

    /** A server has one worker for writes: once it has answered a later one, what came by connections that are gone is done. */
    private void awaitWritesUnderWay() {
        try (Hansock direct = StressTables.client(database, servers).build()) {
            for (ServerSettings server : direct.servers()) {
                assertThat(direct.delete(StressTables.NOTES.key(-1).on(server.name())))
                        .isFalse();
            }
        }
    }
}

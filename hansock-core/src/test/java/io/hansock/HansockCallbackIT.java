package io.hansock;

import static io.hansock.StressTables.WORDS;
import static io.hansock.StressTables.WORD_COUNT;
import static io.hansock.StressTables.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.StressTables.Word;
import io.hansock.index.Delete;
import io.hansock.index.Table;
import io.hansock.testing.Footprint;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** User code that the client runs: what it throws, and what it calls. */
@ExtendWith(MariaDbExtension.class)
class HansockCallbackIT {
    /** What completes futures. */
    enum Callbacks {
        COMMON_POOL,
        ONE_THREAD,
        /** Whichever thread has the answer: a caller that drives, or the client's own. */
        SAME_THREAD
    }

    /** Cannot be made of some rows. */
    record Picky(long id, String name, int bucket) {
        Picky {
            if (id % 3 == 1) {
                throw new IllegalArgumentException("picky");
            }
            if (id % 3 == 2) {
                throw new AssertionError("very picky");
            }
        }
    }

    private static final Table<Picky> PICKY = Table.of("words", Picky.class);
    private static final int CALLS = 300;
    private static final long HANG_SECONDS = 20;
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final MariaDbServer server;
    private final String database = StressTables.newDatabase();
    private final ExecutorService oneThread = Executors.newSingleThreadExecutor();
    private final Footprint before = Footprint.now("hansock");

    HansockCallbackIT(MariaDbServer server) {
        this.server = server;
    }

    @BeforeEach
    void layTables() {
        StressTables.lay(database, List.of(server));
    }

    @AfterEach
    void nothingIsLeft() {
        oneThread.shutdownNow();
        before.awaitNoMore();
    }

    private Hansock client(Callbacks callbacks) {
        Executor executor = switch (callbacks) {
            case COMMON_POOL -> ForkJoinPool.commonPool();
            case ONE_THREAD -> oneThread;
            case SAME_THREAD -> Runnable::run;
        };
        return StressTables.client(database, List.of(server))
                .requestTimeout(Duration.ofSeconds(10))
                .callbackExecutor(executor)
                .build();
    }

    /** As in the stress test, a call that left its place taken would make closing long. */
    private static void closeAtOnce(Hansock hansock) {
        Stopwatch stopwatch = Stopwatch.start();
        hansock.close(DRAIN);
        assertThat(stopwatch.awake()).isLessThan(DRAIN);
    }

    @ParameterizedTest
    @EnumSource
    void aCallbackThatThrowsCostsItselfAlone(Callbacks callbacks) throws Exception {
        Hansock hansock = client(callbacks);
        List<CompletableFuture<?>> throwing = new ArrayList<>();
        List<CompletableFuture<Optional<Word>>> plain = new ArrayList<>();
        for (long id = 0; id < CALLS; id++) {
            boolean asError = id % 2 == 0;
            CompletableFuture<Optional<Word>> found = hansock.async().findOne(WORDS, id);
            plain.add(found);
            throwing.add(found.thenApply(any -> {
                if (asError) {
                    throw new AssertionError("thrown by the user");
                }
                throw new IllegalStateException("thrown by the user");
            }));
            assertThat(hansock.findOne(WORDS, id)).contains(word(id));
        }
        for (int id = 0; id < CALLS; id++) {
            assertThat(plain.get(id).get(HANG_SECONDS, TimeUnit.SECONDS)).contains(word(id));
            assertThatThrownBy(throwing.get(id)::join).hasRootCauseMessage("thrown by the user");
        }
        closeAtOnce(hansock);
    }

    @ParameterizedTest
    @EnumSource
    void aRecordThatCannotBeMadeFailsItsOwnCallAlone(Callbacks callbacks) throws Exception {
        Hansock hansock = client(callbacks);
        List<CompletableFuture<Optional<Picky>>> pending = new ArrayList<>();
        for (long id = 0; id < CALLS; id++) {
            pending.add(hansock.async().findOne(PICKY, id));
        }
        CompletableFuture<?> many =
                hansock.async().findAll(PICKY, LongStream.range(0, 10).boxed().toList());
        for (int id = 0; id < CALLS; id++) {
            long key = id;
            CompletableFuture<Optional<Picky>> one = pending.get(id);
            if (id % 3 == 0) {
                assertThat(one.get(HANG_SECONDS, TimeUnit.SECONDS))
                        .map(Picky::id)
                        .contains(key);
            } else {
                assertThatThrownBy(() -> one.get(HANG_SECONDS, TimeUnit.SECONDS))
                        .rootCause()
                        .hasMessageEndingWith("picky");
                assertThatThrownBy(() -> hansock.findOne(PICKY, key)).hasMessageEndingWith("picky");
            }
        }
        assertThatThrownBy(() -> many.get(HANG_SECONDS, TimeUnit.SECONDS))
                .rootCause()
                .hasMessageEndingWith("picky");
        assertThat(hansock.findOne(WORDS, 1)).contains(word(1));
        closeAtOnce(hansock);
    }

    @ParameterizedTest
    @EnumSource
    void aCallbackMayCallHansockEitherWay(Callbacks callbacks) throws Exception {
        Hansock hansock = client(callbacks);
        List<CompletableFuture<List<Word>>> pending = new ArrayList<>();
        for (long id = 0; id < CALLS; id++) {
            pending.add(walk(hansock, id));
            // a caller that drives has callbacks of others to run
            assertThat(hansock.findOne(WORDS, id)).contains(word(id));
        }
        for (int id = 0; id < CALLS; id++) {
            assertThat(pending.get(id).get(HANG_SECONDS, TimeUnit.SECONDS))
                    .containsExactly(word(id), word(next(id)), word(next(next(id))));
        }
        closeAtOnce(hansock);
    }

    /** From a word to the next, in a callback, and to the one behind that, in another. */
    private static CompletableFuture<List<Word>> walk(Hansock hansock, long id) {
        return hansock.async().findOne(WORDS, id).thenCompose(first -> {
            Word second = hansock.findOne(WORDS, next(id)).orElseThrow();
            return hansock.async()
                    .findAll(WORDS, List.of(next(next(id))))
                    .thenApply(third -> List.of(first.orElseThrow(), second, third.get(next(next(id)))));
        });
    }

    private static long next(long id) {
        return (id * 7 + 1) % WORD_COUNT;
    }

    @Test
    void aCallbackThatBlocksHoldsUpNoOtherCaller() throws Exception {
        Hansock hansock = client(Callbacks.ONE_THREAD);
        CountDownLatch registered = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        // an answer that comes before the callback is registered would have it run here
        oneThread.execute(() -> awaitQuietly(registered));
        CompletableFuture<Void> blocked = hansock.async().findOne(WORDS, 1).thenAccept(any -> {
            entered.countDown();
            awaitQuietly(release);
        });
        registered.countDown();
        awaitQuietly(entered);
        for (long id = 0; id < CALLS; id++) {
            assertThat(hansock.findOne(WORDS, id)).contains(word(id));
        }
        assertThat(blocked).isNotDone();
        release.countDown();
        blocked.get(HANG_SECONDS, TimeUnit.SECONDS);
        closeAtOnce(hansock);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(HANG_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** By its second deletion a row would be said not to have been there. */
    @Test
    void whatAMapperThrowsHasNoWriteCarriedOutAgain() throws Exception {
        List<HansockException> problems = List.of(
                new RefusedException("other", "made-up", "a call that the mapper made"),
                new ChannelLostException("other", Outcome.NOTHING_SENT, "a call that the mapper made", null));
        Queue<HansockException> thrown = new ConcurrentLinkedQueue<>();
        Table<Long> words = Table.of("words", List.of("id"), row -> {
            HansockException problem = thrown.poll();
            if (problem != null) {
                throw problem;
            }
            return row.getLong("id");
        });
        try (MariaDbServer own = MariaDbServer.builder().randomSecrets().start()) {
            own.sql("create database shop; create table shop.words (id bigint primary key);"
                    + "insert into shop.words values (1), (2), (3), (4)");
            try (Hansock hansock = Hansock.builder()
                    .user("app")
                    .database("shop")
                    .writes(Writes.HANDLERSOCKET)
                    .server(ServerSettings.of("east", own.host()).sqlPort(own.sqlPort()))
                    .build()) {
                assertThat(hansock.find(words.primary().ge(1))).hasSize(4);
                long id = 0;
                for (HansockException problem : problems) {
                    // what has only just been read of a table is not doubted
                    TimeUnit.MILLISECONDS.sleep(300);
                    Delete<Long> first = words.key(++id).delete();
                    thrown.add(problem);
                    assertThatThrownBy(() -> hansock.change(first.returningOld()))
                            .isSameAs(problem);
                    Delete<Long> second = words.key(++id).delete();
                    thrown.add(problem);
                    CompletableFuture<List<Long>> later = hansock.async().change(second.returningOld());
                    assertThatThrownBy(() -> later.get(HANG_SECONDS, TimeUnit.SECONDS))
                            .hasCause(problem);
                }
                assertThat(thrown).isEmpty();
                assertThat(hansock.find(words.primary().ge(1))).isEmpty();
            }
        }
    }
}

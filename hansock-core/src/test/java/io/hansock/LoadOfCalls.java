package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.testing.InTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Threads that make calls all the time while somebody changes tables: what was refused is told apart from what was wrong. */
final class LoadOfCalls implements AutoCloseable {
    private static final int THREADS = 4;

    /** So long nothing may be refused before all counts as well. */
    private static final Duration CALM = Duration.ofMillis(200);

    /** With which a server may refuse what was made for a table as it was. */
    private static final Set<ServerException.Kind> BY_DEFINITION = EnumSet.of(
            ServerException.Kind.NO_SUCH_TABLE,
            ServerException.Kind.NO_SUCH_INDEX,
            ServerException.Kind.NO_SUCH_COLUMN,
            ServerException.Kind.BAD_REQUEST);

    private final int rows;
    private final List<IntConsumer> always;
    private final List<IntConsumer> byIndex;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong lastRefusal = new AtomicLong(System.nanoTime());
    private final AtomicLong lastIndexRefusal = new AtomicLong(System.nanoTime());
    private final AtomicLong made = new AtomicLong();
    private volatile boolean over;

    /**
     * Begins.
     *
     * @param rows each call is given a number below
     * @param always calls that are legal all the time
     * @param byIndex calls that an index is needed for, which may be gone
     */
    LoadOfCalls(int rows, List<IntConsumer> always, List<IntConsumer> byIndex) {
        this.rows = rows;
        this.always = always;
        this.byIndex = byIndex;
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> run(random), "load " + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(Random random) {
        while (!over) {
            boolean isByIndex = random.nextBoolean();
            List<IntConsumer> calls = isByIndex ? byIndex : always;
            try {
                calls.get(random.nextInt(calls.size())).accept(random.nextInt(rows));
            } catch (RuntimeException | AssertionError e) {
                Throwable cause = e instanceof CompletionException ? e.getCause() : e;
                if (isRefusal(cause)) {
                    (isByIndex ? lastIndexRefusal : lastRefusal).set(System.nanoTime());
                } else {
                    wrong.add(e);
                }
            }
            made.incrementAndGet();
        }
    }

    private static boolean isRefusal(Throwable problem) {
        return problem instanceof RefusedException
                || (problem instanceof ServerException refused && BY_DEFINITION.contains(refused.kind()));
    }

    /** Waits until nothing is refused any more, but for calls by the index if that is gone. */
    void awaitAllWell(Duration patience, boolean hasIndex) {
        long before = made.get();
        InTime.within(patience.plus(CALM)).until(() -> {
            long calm = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(CALM.toMillis());
            return lastRefusal.get() - calm < 0
                    && (!hasIndex || lastIndexRefusal.get() - calm < 0)
                    && made.get() > before + THREADS;
        });
        assertNothingWasMisread();
    }

    void assertNothingWasMisread() {
        assertThat(wrong).isEmpty();
    }

    @Override
    public void close() {
        over = true;
        await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    }
}

package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.testing.Footprint;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many callers of every kind on few channels: each answer is its caller's own, each call ends by its deadline and a second, and
 * afterwards nothing is held that was not held before. For {@code hansock.stress.seconds} in all, 5 unless told.
 */
@Timeout(value = 15 * 60)
class ChannelStressTest {
    private static final long TIME = Long.getLong("hansock.stress.seconds", 5) * SECOND / 4;
    private static final int CHANNELS = 3;

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong syncLate = new AtomicLong();
    private final AtomicLong asyncLate = new AtomicLong();
    private final AtomicLong gatheredLate = new AtomicLong();
    private final AtomicLong worstLag = new AtomicLong();
    private final AtomicInteger number = new AtomicInteger();

    @Test
    void platformThreads() throws Exception {
        stress(64, Thread::new, false);
    }

    @Test
    void platformThreadsWhileEverythingBreaks() throws Exception {
        stress(64, Thread::new, true);
    }

    @Test
    void tenThousandVirtualThreads() throws Exception {
        stress(10_000, virtualThreads(), false);
    }

    @Test
    void tenThousandVirtualThreadsWhileEverythingBreaks() throws Exception {
        stress(10_000, virtualThreads(), true);
    }

    /** By reflection: the byte code is that of JDK 17. */
    private static ThreadFactory virtualThreads() throws Exception {
        assumeThat(Runtime.version().feature()).as("virtual threads").isGreaterThanOrEqualTo(21);
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Method unstarted = Class.forName("java.lang.Thread$Builder").getMethod("unstarted", Runnable.class);
        return task -> {
            try {
                return (Thread) unstarted.invoke(builder, task);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    private void stress(int callers, ThreadFactory threads, boolean breaking) throws Exception {
        // so that the JDK has what it opens once and keeps
        round(callers / 10, threads, breaking, 100 * MILLI);
        Footprint before = Footprint.now("rig");
        round(callers, threads, breaking, TIME);
        before.awaitNoMore();
    }

    private void round(int callers, ThreadFactory threads, boolean breaking, long time) throws Exception {
        List.of(syncLate, asyncLate, gatheredLate, worstLag).forEach(worst -> worst.set(0));
        try (LineServer server = LineServer.onTcp();
                Rig rig = new Rig()) {
            rig.maxPending = breaking ? 500 : 8192;
            rig.drainAfterBytes = 64 << 10;
            rig.discardTimeout = Duration.ofSeconds(1);
            AtomicReferenceArray<Channel> channels = new AtomicReferenceArray<>(CHANNELS);
            for (int i = 0; i < CHANNELS; i++) {
                channels.set(i, rig.channel(server));
            }
            long end = System.nanoTime() + time;
            List<Thread> all = new ArrayList<>();
            CountDownLatch done = new CountDownLatch(callers);
            for (int i = 0; i < callers; i++) {
                int seed = i;
                all.add(threads.newThread(() -> {
                    try {
                        calls(rig, server, channels, new SplittableRandom(seed), end, breaking);
                    } catch (Throwable e) {
                        wrong.add("threw " + e);
                    } finally {
                        done.countDown();
                    }
                }));
            }
            all.forEach(Thread::start);
            SplittableRandom random = new SplittableRandom(-1);
            while (breaking && System.nanoTime() < end) {
                for (int i = 0; i < 20; i++) {
                    all.get(random.nextInt(all.size())).interrupt();
                }
                if (random.nextInt(10) == 0) {
                    server.resetAll();
                } else if (random.nextInt(10) == 0) {
                    channels.get(random.nextInt(CHANNELS)).close(random.nextInt(2) * MILLI);
                }
                Thread.sleep(5);
            }
            for (Thread caller : all) {
                caller.join(30_000);
            }
            assertThat(done.getCount()).as("callers that hang").isZero();
            assertThat(wrong).isEmpty();
            assertThat(answers.get()).isGreaterThan(breaking ? 0 : callers / 4);
            if (!breaking) {
                assertThat(failures.get()).isZero();
            }
            // what is late because the machine is late is not ours
            assertThat(List.of(syncLate.get(), asyncLate.get(), gatheredLate.get()))
                    .as("nanoseconds after a deadline: sync, async, gathered, when the machine lags by %s", worstLag)
                    .allMatch(late -> late - 2 * worstLag.get() < SECOND);
            for (int i = 0; i < CHANNELS; i++) {
                Channel channel = channels.get(i);
                await("late replies").until(() -> channel.pending() == 0 && !channel.isDriven());
                if (!channel.isClosed()) {
                    assertThat(Rig.call(channel, "elast")).isEqualTo("last");
                }
            }
        }
    }

    /** How late a caller is woken that waits for nothing of ours: the same machine, the same crowd, the same queue for a processor. */
    private void nap() {
        long start = System.nanoTime();
        LockSupport.parkNanos(MILLI);
        lateness(worstLag, start, MILLI);
    }

    private void calls(
            Rig rig,
            LineServer server,
            AtomicReferenceArray<Channel> channels,
            SplittableRandom random,
            long end,
            boolean breaking)
            throws Exception {
        do {
            int slot = random.nextInt(CHANNELS);
            Channel channel = channels.get(slot);
            if (channel.isClosed()) {
                renew(rig, server, channels, slot);
                continue;
            }
            long timeout = breaking ? (1 + random.nextInt(random.nextInt(4) == 0 ? 3 : 1000)) * MILLI : 60 * SECOND;
            int kind = random.nextInt(10);
            if (random.nextInt(4) == 0) {
                nap();
            }
            if (kind < 6) {
                sync(channel, random, timeout, breaking);
            } else if (kind < 8) {
                async(channel, random, timeout, breaking);
            } else {
                gathered(rig, channels, random, timeout, breaking);
            }
            if (breaking) {
                Thread.interrupted();
            }
        } while (System.nanoTime() < end);
    }

    /** One caller makes the new channel: ten thousand, each with its buffers, would be a test of the garbage collector. */
    private synchronized void renew(Rig rig, LineServer server, AtomicReferenceArray<Channel> channels, int slot) {
        if (channels.get(slot).isClosed()) {
            channels.set(slot, rig.channel(server));
        }
    }

    private Asked ask(SplittableRandom random, boolean breaking) {
        int many = random.nextInt(20) == 0 ? 1 + random.nextInt(300) : 1;
        String[] lines = new String[many];
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < many; i++) {
            String text = "n" + number.incrementAndGet() + (random.nextInt(50) == 0 ? "x".repeat(5000) : "");
            lines[i] = (breaking && random.nextInt(500) == 0 ? "w3 " : "e") + text;
            expected.append(text).append('\n');
        }
        return new Asked(new LineExchange(lines), expected.substring(0, expected.length() - 1));
    }

    private record Asked(LineExchange exchange, String expected) {}

    private void sync(Channel channel, SplittableRandom random, long timeout, boolean breaking) {
        Asked asked = ask(random, breaking);
        long start = System.nanoTime();
        try {
            channel.call(asked.exchange, timeout);
            lateness(syncLate, start, timeout);
            check(asked);
        } catch (HansockException e) {
            lateness(syncLate, start, timeout);
            failed(e, breaking);
        }
    }

    private void async(Channel channel, SplittableRandom random, long timeout, boolean breaking) throws Exception {
        List<Asked> all = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Asked asked = ask(random, breaking);
            all.add(asked);
            // each has a clock of its own, and at the bound each may wait for its whole time
            start = System.nanoTime();
            channel.submit(asked.exchange, timeout);
        }
        for (Asked asked : all) {
            if (breaking && random.nextInt(5) == 0 && asked.exchange.cancel()) {
                continue;
            }
            waitFor(asked);
            lateness(asyncLate, start, timeout);
            HansockException problem = asked.exchange.problem("x");
            if (problem != null) {
                failed(problem, breaking);
            } else {
                check(asked);
            }
            if (asked.exchange.deliveries.get() != 1) {
                wrong.add("delivered " + asked.exchange.deliveries + " times");
            }
        }
    }

    private static void waitFor(Asked asked) {
        // uninterruptibly: what is tested is when the future ends
        try {
            asked.exchange.future.join();
        } catch (CompletionException e) {
            // its problem says the same
        }
    }

    private void gathered(
            Rig rig, AtomicReferenceArray<Channel> channels, SplittableRandom random, long timeout, boolean breaking)
            throws Exception {
        Gathering gathering = new Gathering(rig.io);
        List<Asked> all = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Asked asked = ask(random, breaking);
            all.add(asked);
            gathering.add(channels.get(random.nextInt(CHANNELS)), asked.exchange);
        }
        long start = System.nanoTime();
        gathering.run(timeout);
        lateness(gatheredLate, start, timeout);
        for (Asked asked : all) {
            HansockException problem = asked.exchange.problem("x");
            if (problem != null) {
                failed(problem, breaking);
            } else {
                check(asked);
            }
        }
    }

    private static void lateness(AtomicLong worst, long start, long timeout) {
        worst.accumulateAndGet(System.nanoTime() - start - timeout, Math::max);
    }

    private void check(Asked asked) {
        if (asked.exchange.text().equals(asked.expected)) {
            answers.incrementAndGet();
        } else {
            wrong.add("expected " + shown(asked.expected) + ", got " + shown(asked.exchange.text()));
        }
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(60, text.length()));
    }

    private void failed(HansockException e, boolean breaking) {
        failures.incrementAndGet();
        boolean expected = e instanceof ChannelLostException
                || e instanceof DeadlineException
                || e instanceof HansockInterruptedException;
        if (!breaking || !expected) {
            wrong.add(e.toString());
        }
    }
}

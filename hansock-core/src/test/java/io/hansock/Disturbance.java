package io.hansock;

import io.hansock.testing.FaultyProxy;
import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.FaultyProxy.Flow;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** Cuts, stalls and slows connections and interrupts threads, all at random, until stopped. Has a thread of its own. */
final class Disturbance {
    private static final long SHORTEST_PAUSE_NANOS = 500_000;
    private static final long LONGEST_PAUSE_NANOS = 8_000_000;
    private static final int LONGEST_TICKS = 30;

    /** Long enough for calls to run into their deadline. */
    private static final int LONG_STALL_TICKS =
            (int) (2 * DisturbedCalls.TIMEOUT.toNanos() / (SHORTEST_PAUSE_NANOS + LONGEST_PAUSE_NANOS));

    private static final int LONGEST_UNTIL_RESET = 20_000;

    private final List<FaultyProxy> proxies;
    private final List<Thread> victims;
    private final Random random;
    private final int[] ticksLeft;
    private final Thread thread = new Thread(this::run, "disturbance");
    private volatile boolean stopped;

    Disturbance(List<FaultyProxy> proxies, List<Thread> victims, Random random) {
        this.proxies = proxies;
        this.victims = victims;
        this.random = random;
        this.ticksLeft = new int[proxies.size()];
        thread.start();
    }

    private void run() {
        while (!stopped) {
            interruptSome();
            for (int i = 0; i < ticksLeft.length; i++) {
                if (ticksLeft[i] > 0 && --ticksLeft[i] == 0) {
                    proxies.get(i).flow(Flow.FREE);
                }
            }
            disturb(random.nextInt(proxies.size()));
            LockSupport.parkNanos(SHORTEST_PAUSE_NANOS + random.nextLong(LONGEST_PAUSE_NANOS));
        }
    }

    private void interruptSome() {
        for (int left = 1 + victims.size() / 1000; left > 0; left--) {
            victims.get(random.nextInt(victims.size())).interrupt();
        }
    }

    private void disturb(int number) {
        FaultyProxy proxy = proxies.get(number);
        switch (random.nextInt(20)) {
            case 0 -> proxy.cut(Cut.RESET);
            case 1 -> proxy.cut(Cut.FINISHED);
            case 2, 3 -> proxy.resetAfter(random.nextInt(LONGEST_UNTIL_RESET));
            case 4, 5 -> slow(number, Flow.STALLED, LONGEST_TICKS);
            case 6, 7 -> slow(number, Flow.TRICKLING, LONGEST_TICKS);
            case 8 -> {
                if (random.nextInt(10) == 0) {
                    slow(number, Flow.STALLED, LONG_STALL_TICKS);
                }
            }
            default -> {
                // most of the time things go well
            }
        }
    }

    private void slow(int number, Flow flow, int mostTicks) {
        ticksLeft[number] = 1 + random.nextInt(mostTicks);
        proxies.get(number).flow(flow);
    }

    /** Things go well from now on. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join(Duration.ofSeconds(10).toMillis());
        proxies.forEach(proxy -> proxy.flow(Flow.FREE));
    }
}

package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.HansockException;
import java.io.EOFException;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The hand-over of the wheel over real sockets, in very many very short rounds; its single steps are raced by jcstress (profile
 * {@code jcstress}). Here actors sleep in selectors, park, are woken and leave, for that is where a wheel would be lost. A round is a handful of actors let
 * go at one instant with nothing but the channel between them, whose small delays sweep over one another's steps; what it may end in is
 * checked after each. A lost wheel or wake-up shows as a call that waits for its deadline although its answer needs no time.
 */
@Timeout(10 * 60)
class WheelStressTest {
    private static final long TIME = Math.max(2, Long.getLong("hansock.stress.seconds", 5) / 4) * SECOND;
    private static final int ACTORS = 4;
    private static final long LONG = 20 * SECOND;

    /** What an owner and a driver may do to one exchange at the same time, and what can have come of it. */
    @Test
    void oneSideDecidesHowAnExchangeEnds() throws Exception {
        long end = System.nanoTime() + TIME / 2;
        CyclicBarrier barrier = new CyclicBarrier(2);
        AtomicBoolean running = new AtomicBoolean(true);
        LineExchange[] shared = new LineExchange[1];
        boolean[] abandoned = new boolean[1];
        Thread owner = new Thread(() -> {
            SplittableRandom random = new SplittableRandom(1);
            while (meet(barrier) && running.get()) {
                spin(random.nextInt(60));
                abandoned[0] = shared[0].abandon(Exchange.Abandoned.DEADLINE);
                shared[0].abandon(Exchange.Abandoned.CANCELLED);
                meet(barrier);
            }
        });
        owner.start();
        byte[] reply = {'a', '\n'};
        SplittableRandom random = new SplittableRandom(2);
        while (System.nanoTime() < end) {
            LineExchange exchange = new LineExchange("e");
            exchange.start(null, LONG);
            shared[0] = exchange;
            meet(barrier);
            spin(random.nextInt(60));
            boolean begun = exchange.begin();
            if (begun) {
                exchange.complete(reply, 0, 2);
            }
            meet(barrier);
            HansockException problem = exchange.problem("x");
            if (abandoned[0]) {
                assertThat(problem).hasMessageContaining("no answer within");
                assertThat(problem).hasMessageContaining(begun ? "outcome unknown" : "nothing was done");
                assertThat(exchange.raw()).isEmpty();
            } else {
                assertThat(problem).isNull();
                assertThat(exchange.text()).isEqualTo("a");
            }
        }
        running.set(false);
        meet(barrier);
        owner.join();
    }

    /** Offering against leaving: the wheel is with exactly one of the two. */
    @Test
    void aBatonIsTakenOrReturnedOrWasNeverGiven() throws Exception {
        long end = System.nanoTime() + TIME / 2;
        CyclicBarrier barrier = new CyclicBarrier(2);
        AtomicBoolean running = new AtomicBoolean(true);
        LineExchange[] shared = new LineExchange[1];
        AtomicInteger got = new AtomicInteger();
        Thread owner = new Thread(() -> {
            SplittableRandom random = new SplittableRandom(3);
            while (meet(barrier) && running.get()) {
                spin(random.nextInt(60));
                if (shared[0].takeBaton()) {
                    got.incrementAndGet();
                }
                spin(random.nextInt(20));
                if (shared[0].leave()) {
                    got.incrementAndGet();
                }
                meet(barrier);
            }
        });
        owner.start();
        SplittableRandom random = new SplittableRandom(4);
        while (System.nanoTime() < end) {
            LineExchange exchange = new LineExchange("e");
            exchange.start(Thread.currentThread(), LONG);
            shared[0] = exchange;
            got.set(0);
            meet(barrier);
            spin(random.nextInt(60));
            boolean offered = exchange.offerBaton();
            meet(barrier);
            assertThat(got.get()).isEqualTo(offered ? 1 : 0);
            assertThat(exchange.offerBaton()).isFalse();
        }
        running.set(false);
        meet(barrier);
        owner.join();
    }

    /** Between the failing of all that was queued and the letting go more can be queued: whoever lets go says that work is left. */
    @Test
    void whatIsQueuedOnALineThatHasJustEndedIsNotForgotten() {
        try (LineServer server = LineServer.onTcp();
                Rig rig = new Rig(Runnable::run)) {
            Channel channel = rig.channel(server);
            assertThat(channel.wheel().tryTake()).isTrue();
            channel.line().fail(new EOFException("gone"));
            LineExchange late = Rig.submit(channel, "e");
            assertThat(channel.wheel().handOver()).isTrue();
            rig.io.attend(channel);
            await().untilAsserted(() -> assertThat(late.future).isCompletedExceptionally());
            await().untilAsserted(() -> assertThat(channel.pending()).isZero());
        }
    }

    @Test
    void noWheelAndNoWakeUpIsLost() throws Exception {
        try (LineServer server = LineServer.onTcp();
                Rig rig = new Rig(Runnable::run)) {
            Rounds rounds = new Rounds(rig.channel(server), rig);
            rounds.run(TIME);
            assertThat(rounds.wrong).isEmpty();
            assertThat(rounds.count.get()).isGreaterThan(100);
            assertThat(server.accepted()).isEqualTo(1);
        }
    }

    private static boolean meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
            return true;
        } catch (Exception e) {
            return false;
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }

    /** Rounds of a few actors on one channel. */
    private static final class Rounds {
        private final Channel channel;
        private final Rig rig;
        private final CyclicBarrier barrier = new CyclicBarrier(ACTORS);
        private final AtomicInteger count = new AtomicInteger();
        private final AtomicLong number = new AtomicLong();
        private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
        private volatile boolean running = true;

        Rounds(Channel channel, Rig rig) {
            this.channel = channel;
            this.rig = rig;
        }

        void run(long nanos) throws InterruptedException {
            long end = System.nanoTime() + nanos;
            Thread[] actors = new Thread[ACTORS];
            for (int i = 0; i < ACTORS; i++) {
                boolean leader = i == 0;
                SplittableRandom random = new SplittableRandom(i);
                actors[i] = new Thread(() -> {
                    while (meet(barrier) && running) {
                        act(random);
                        meet(barrier);
                        if (leader) {
                            rest();
                            running = System.nanoTime() < end && wrong.isEmpty();
                        }
                    }
                });
                actors[i].start();
            }
            for (Thread actor : actors) {
                actor.join();
            }
        }

        /** Everything has ended: the wheel must be free, or be let go of soon, with nothing left behind. */
        private void rest() {
            count.incrementAndGet();
            long patience = System.nanoTime() + LONG;
            while (channel.isDriven() || channel.pending() > 0) {
                if (System.nanoTime() > patience) {
                    wrong.add("round " + count + ": driven " + channel.isDriven() + ", pending " + channel.pending());
                    return;
                }
                Thread.onSpinWait();
            }
        }

        private void act(SplittableRandom random) {
            spin(random.nextInt(2000));
            long start = System.nanoTime();
            String text = "n" + number.incrementAndGet();
            int kind = random.nextInt(8);
            try {
                switch (kind) {
                    case 0, 1, 2 -> check(Rig.call(channel, "e" + text, LONG), text);
                    case 3 -> Rig.call(channel, "e" + text, random.nextInt(100_000));
                    case 4 -> {
                        Thread.currentThread().interrupt();
                        Rig.call(channel, "e" + text, LONG);
                    }
                    case 5 -> check(Rig.submit(channel, "e" + text, LONG).future.join(), text);
                    case 6 -> {
                        LineExchange cancelled = Rig.submit(channel, "e" + text, LONG);
                        spin(random.nextInt(2000));
                        cancelled.cancel();
                    }
                    default -> gather(text, random);
                }
            } catch (HansockException e) {
                if (kind < 3 || kind == 5) {
                    wrong.add("kind " + kind + " failed: " + e);
                }
            } catch (Exception e) {
                wrong.add("kind " + kind + " threw " + e);
            }
            Thread.interrupted();
            if (System.nanoTime() - start > LONG / 2) {
                wrong.add("kind " + kind + " took " + (System.nanoTime() - start) / MILLI + " ms");
            }
        }

        private void gather(String text, SplittableRandom random) throws Exception {
            Gathering gathering = new Gathering(rig.io);
            LineExchange one = new LineExchange("e1" + text);
            LineExchange two = new LineExchange("e2" + text);
            gathering.add(channel, one);
            gathering.add(channel, two);
            boolean hurried = random.nextInt(3) == 0;
            gathering.run(hurried ? random.nextInt(100_000) : LONG);
            if (!hurried) {
                check(one.text(), "1" + text);
                check(two.text(), "2" + text);
            }
        }

        private void check(String answer, String expected) {
            if (!answer.equals(expected)) {
                wrong.add("expected " + expected + ", got " + answer);
            }
        }
    }
}

package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done beside the callers: how often, and never twice at a time. */
class ErrandTest {
    private final Housekeeping housekeeping = new Housekeeping();
    private final AtomicInteger times = new AtomicInteger();

    @AfterEach
    void end() {
        housekeeping.close();
    }

    @Test
    void isDoneOnlyWhenSomebodyWantsIt() {
        Errand errand = new Errand("an errand", housekeeping, () -> {
            times.incrementAndGet();
            return Errand.UNTIL_WANTED;
        });
        assertThat(times).hasValue(0);
        errand.soon();
        await().until(() -> times.get() == 1);
    }

    @Test
    void isDoneAgainAfterThePauseThatItAsksFor() {
        Errand errand = new Errand("an errand", housekeeping, () -> {
            times.incrementAndGet();
            return TimeUnit.MILLISECONDS.toNanos(5);
        });
        errand.soon();
        await().until(() -> times.get() > 5);
        errand.close();
        int last = times.get() + 1;
        await().during(Duration.ofMillis(100)).until(() -> times.get() <= last);
    }

    @Test
    void isNeverDoneTwiceAtATimeAndOnceMoreForThoseWhoWantedItMeanwhile() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger atATime = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Errand errand = new Errand("an errand", housekeeping, () -> {
            most.accumulateAndGet(atATime.incrementAndGet(), Math::max);
            times.incrementAndGet();
            begun.countDown();
            awaitQuietly(goOn);
            atATime.decrementAndGet();
            return Errand.UNTIL_WANTED;
        });
        errand.soon();
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 1000; i++) {
            errand.soon();
        }
        goOn.countDown();
        await().until(() -> times.get() == 2);
        await().during(Duration.ofMillis(100)).until(() -> times.get() == 2);
        assertThat(most).hasValue(1);
    }

    @Test
    void aThousandWhoWantItDoNotHaveItDoneAThousandTimes() {
        Errand errand = new Errand("an errand", housekeeping, () -> {
            times.incrementAndGet();
            return Errand.UNTIL_WANTED;
        });
        long begun = System.nanoTime();
        for (int i = 0; i < 100_000; i++) {
            errand.soon();
        }
        await().during(Duration.ofMillis(50)).until(() -> times.get() > 0);
        long periods = 1 + (System.nanoTime() - begun) / TimeUnit.MILLISECONDS.toNanos(20);
        assertThat((long) times.get()).isBetween(1L, periods + 1);
    }

    @Test
    void whatGoesWrongIsDoneAgainWhenItIsWanted() {
        Errand errand = new Errand("an errand", housekeeping, () -> {
            if (times.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time is the worst");
            }
            return Errand.UNTIL_WANTED;
        });
        errand.soon();
        await().until(() -> times.get() == 1);
        errand.soon();
        await().until(() -> times.get() == 2);
    }

    @Test
    void isNotDoneAfterTheEnd() {
        Errand errand = new Errand("an errand", housekeeping, () -> {
            times.incrementAndGet();
            return Errand.UNTIL_WANTED;
        });
        housekeeping.close();
        errand.soon();
        errand.close();
        errand.soon();
        await().during(Duration.ofMillis(50)).until(() -> times.get() == 0);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever leaves HandlerSocket to somebody who changes tables does not go back because it was just being found fit for use. */
@Timeout(30)
class WithheldTest {
    private static final int ROUNDS = 5_000;
    private static final int LOOKS = 2_000_000;

    @Test
    void whatIsGivenWhileItIsWithheldStaysAway() {
        Withheld<String> way = new Withheld<>();
        way.give("port");
        assertThat(way.get()).isEqualTo("port");
        way.withhold();
        assertThat(way.get()).isNull();
        way.give("port");
        assertThat(way.get()).isNull();
        way.allow();
        assertThat(way.get()).as("it has to be looked at first").isNull();
        way.give("port");
        assertThat(way.get()).isEqualTo("port");
        way.take();
        assertThat(way.get()).isNull();
    }

    @Test
    void whicheverComesFirstNobodyFindsIt() throws Exception {
        AtomicInteger found = new AtomicInteger();
        Withheld<String> way = new Withheld<>();
        CyclicBarrier round = new CyclicBarrier(2);
        Thread other = new Thread(() -> {
            for (int i = 0; i < ROUNDS; i++) {
                await(round);
                way.give("port");
                await(round);
            }
        });
        other.start();
        for (int i = 0; i < ROUNDS; i++) {
            way.allow();
            await(round);
            way.withhold();
            await(round);
            found.addAndGet(way.get() == null ? 0 : 1);
        }
        other.join();
        assertThat(found).hasValue(0);
    }

    @Test
    void nobodyFindsItForAMomentEither() throws Exception {
        Withheld<String> way = new Withheld<>();
        way.withhold();
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong given = new AtomicLong();
        Thread giving = new Thread(() -> {
            while (!done.get()) {
                way.give("port");
                given.incrementAndGet();
            }
        });
        giving.start();
        while (given.get() == 0) {
            Thread.onSpinWait();
        }
        int found = 0;
        for (int i = 0; i < LOOKS; i++) {
            found += way.get() == null ? 0 : 1;
        }
        done.set(true);
        giving.join();
        assertThat(found).isZero();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

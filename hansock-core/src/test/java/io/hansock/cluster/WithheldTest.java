package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever leaves HandlerSocket to somebody who changes tables does not go back because it was just being found fit for use. */
@Timeout(30)
class WithheldTest {
    private static final int ROUNDS = 5_000;

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

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}

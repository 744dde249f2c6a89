package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the page shows of a load, whatever came of it. */
class DemoLoadTest {
    @Test
    void whatCameOfItIsToldForEachWireThatCarriedSomething() {
        Histogram finds = new Histogram();
        for (int i = 0; i < 3_000; i++) {
            finds.record(TimeUnit.MICROSECONDS.toNanos(100));
        }
        LoadRun.Line line = new LoadRun.Line("finds", "SQL", finds.take());
        assertThat(DemoLoad.outcome(() -> new LoadRun.Result(List.of(line), 7, 2)))
                .matches(
                        "1,500 finds a second over SQL, half of them within (9|10)\\d µs, 99 % within (9|10)\\d µs; 7 failed\\.");
    }

    @Test
    void aFailureIsToldForWhatItIs() {
        assertThat(DemoLoad.outcome(() -> {
                    throw new IllegalStateException("no more threads");
                }))
                .isEqualTo("It failed: java.lang.IllegalStateException: no more threads");
        assertThat(DemoLoad.outcome(() -> {
                    throw new OutOfMemoryError("unable to create native thread");
                }))
                .endsWith("unable to create native thread");
    }

    @Test
    void anInterruptionIsToldAndStays() {
        assertThat(DemoLoad.outcome(() -> {
                    throw new InterruptedException();
                }))
                .isEqualTo("It was interrupted.");
        assertThat(Thread.interrupted()).isTrue();
    }
}

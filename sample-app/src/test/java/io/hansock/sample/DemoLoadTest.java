package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the page shows of a load that did not come to its end. */
class DemoLoadTest {
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

package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InTimeTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void whatComesIsWaitedFor() {
        InTime.within(LONG).until(() -> asked.incrementAndGet() == 3);
        assertThat(asked).hasValue(3);
    }

    @Test
    void whatDoesNotComeFailsWithTheReason() {
        assertThatThrownBy(() -> InTime.within(SHORT)
                        .untilAsserted(() -> assertThat(asked).hasValue(7)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("longer than PT0.2S")
                .hasRootCauseMessage(messageOf(() -> assertThat(asked).hasValue(7)));
    }

    @Test
    void whatComesTooLateByItselfFailsToo() {
        assertThatThrownBy(() -> InTime.within(SHORT).until(() -> {
                    // in steps that are no pauses of the machine
                    for (int i = 0; i < 100; i++) {
                        Thread.sleep(10);
                    }
                    return true;
                }))
                .hasMessageContaining("longer than PT0.2S");
    }

    @Test
    void anExceptionIsAFailureUnlessItIsToBeIgnored() {
        assertThatThrownBy(() -> InTime.within(LONG).until(this::thirdTime)).hasRootCauseMessage("not yet");
        asked.set(0);
        InTime.within(LONG).ignoreExceptions().until(this::thirdTime);
        assertThat(asked).hasValue(3);
    }

    private boolean thirdTime() {
        if (asked.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
        }
        return true;
    }

    private static String messageOf(Runnable assertion) {
        try {
            assertion.run();
            return "";
        } catch (AssertionError e) {
            return e.getMessage();
        }
    }
}

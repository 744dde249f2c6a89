package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void aServerThatNeverFailedMayBeTriedAtOnce() {
        assertThat(backoff.nanosLeft()).isLessThanOrEqualTo(0);
    }

    @Test
    void waitsTwiceAsLongAfterEachFailureButNotBeyondASecond() {
        long longest = TimeUnit.MILLISECONDS.toNanos(50);
        for (int failure = 1; failure <= 40; failure++) {
            long before = System.nanoTime();
            backoff.failed("refused");
            long left = backoff.nanosLeft();
            long passed = System.nanoTime() - before;
            assertThat(left)
                    .as("after failure %d", failure)
                    .isLessThanOrEqualTo(longest)
                    .isGreaterThanOrEqualTo(longest / 2 - passed);
            longest = Math.min(2 * longest, TimeUnit.SECONDS.toNanos(1));
        }
        assertThat(backoff.reason()).isEqualTo("refused");
    }

    @Test
    void whereSomebodyElsePacesTheTriesEachIsDue() {
        Backoff none = Backoff.none();
        for (int failure = 1; failure <= 10; failure++) {
            none.failed("refused");
            assertThat(none.nanosLeft()).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void aSuccessForgetsTheFailures() {
        for (int failure = 0; failure < 10; failure++) {
            backoff.failed("refused");
        }
        backoff.succeeded();
        assertThat(backoff.nanosLeft()).isLessThanOrEqualTo(0);
        backoff.failed("refused");
        assertThat(backoff.nanosLeft()).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    }
}

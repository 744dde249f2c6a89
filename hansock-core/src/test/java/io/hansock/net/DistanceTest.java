package io.hansock.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DistanceTest {
    private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);

    private final Distance distance = new Distance();

    @Test
    void aSlowConnectIsFarUntilAnAnswerComesSooner() {
        distance.connectedIn(MILLISECOND);
        assertThat(distance.isFar()).isTrue();
        distance.asks();
        distance.heard(System.nanoTime() + MILLISECOND);
        assertThat(distance.isFar()).as("after a slow answer").isTrue();
        distance.heard(System.nanoTime());
        assertThat(distance.isFar())
                .as("bytes that answer nothing that was timed")
                .isTrue();
        long before = System.nanoTime();
        distance.asks();
        distance.heard(before);
        assertThat(distance.isFar()).as("after a quick answer").isFalse();
        distance.asks();
        distance.heard(System.nanoTime() + MILLISECOND);
        assertThat(distance.isFar()).as("a near server may be slow").isFalse();
        distance.connectedIn(MILLISECOND);
        assertThat(distance.isFar()).as("a new connection").isTrue();
    }

    @Test
    void aQuickConnectIsNearUnlessNoneOfTheFirstAnswersIsQuick() {
        distance.connectedIn(MILLISECOND / 10);
        for (int i = 0; i < 15; i++) {
            distance.asks();
            distance.heard(System.nanoTime() + 2 * MILLISECOND);
            assertThat(distance.isFar()).as("after %d slow answers", i + 1).isFalse();
        }
        distance.asks();
        distance.heard(System.nanoTime() + 2 * MILLISECOND);
        assertThat(distance.isFar()).as("after sixteen").isTrue();

        distance.connectedIn(MILLISECOND / 10);
        long before = System.nanoTime();
        distance.asks();
        distance.heard(before);
        for (int i = 0; i < 20; i++) {
            distance.asks();
            distance.heard(System.nanoTime() + 2 * MILLISECOND);
        }
        assertThat(distance.isFar()).as("one answer was quick").isFalse();
    }
}

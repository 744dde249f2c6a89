package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private final ChannelLostException unsent = lost(Outcome.NOTHING_SENT);
    private final ChannelLostException unknown = lost(Outcome.UNKNOWN);

    private final Repeats repeats = new Repeats();

    @Test
    void aLostReadAndAnUnsentWriteMayBeRepeatedAndNothingElse() {
        assertThat(repeats.mayRepeat(false, unsent)).isTrue();
        assertThat(repeats.mayRepeat(false, unknown)).isTrue();
        assertThat(repeats.mayRepeat(true, unsent)).isTrue();
        assertThat(repeats.mayRepeat(true, unknown)).isFalse();
        assertThat(repeats.mayRepeat(false, new DeadlineException("east", Outcome.NOTHING_SENT, Duration.ofSeconds(1))))
                .isFalse();
    }

    @Test
    void tenRepeatsAreSavedAtMostAndEachTenCallsSaveOneMore() {
        for (int call = 0; call < 10_000; call++) {
            repeats.called();
        }
        assertThat(repeated(100)).isEqualTo(10);
        for (int call = 0; call < 35; call++) {
            repeats.called();
        }
        assertThat(repeated(100)).isEqualTo(3);
    }

    @Test
    void whatMayNotBeRepeatedAnywaySpendsNothing() {
        for (int i = 0; i < 100; i++) {
            assertThat(repeats.mayRepeat(true, unknown)).isFalse();
        }
        assertThat(repeated(100)).isEqualTo(10);
    }

    @Test
    void callsOfManyThreadsCount() throws InterruptedException {
        assertThat(repeated(100)).isEqualTo(10);
        for (int i = 0; i < 50; i++) {
            Thread thread = new Thread(repeats::called);
            thread.start();
            thread.join();
        }
        assertThat(repeated(100)).isBetween(4, 5);
    }

    private int repeated(int wanted) {
        int granted = 0;
        for (int i = 0; i < wanted; i++) {
            granted += repeats.mayRepeat(false, unsent) ? 1 : 0;
        }
        return granted;
    }

    private static ChannelLostException lost(Outcome outcome) {
        return new ChannelLostException("east", outcome, "gone", null);
    }
}

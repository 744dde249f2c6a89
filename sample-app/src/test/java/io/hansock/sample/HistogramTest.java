package io.hansock.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    private final Histogram histogram = new Histogram();

    @ParameterizedTest
    @ValueSource(longs = {8, 9, 15, 16, 17, 999, 1_000, 65_535, 65_536, 1_234_567, 59_999_999_999L})
    void remembersATimeToWithinATenth(long nanos) {
        histogram.record(nanos);

        assertThat(histogram.take().micros(0.5)).isCloseTo(nanos / 1_000.0, Percentage.withPercentage(10));
    }

    @Test
    void knowsWhatPartOfTheCallsTookHowLong() {
        IntStream.rangeClosed(1, 1_000).forEach(i -> histogram.record(i * 1_000L));

        Histogram.Recorded recorded = histogram.take();
        assertThat(recorded.calls()).isEqualTo(1_000);
        assertThat(recorded.micros(0.5)).isCloseTo(500, Percentage.withPercentage(10));
        assertThat(recorded.micros(0.99)).isCloseTo(990, Percentage.withPercentage(10));
        assertThat(recorded.micros(1)).isCloseTo(1_000, Percentage.withPercentage(10));
    }

    @Test
    void startsAnewOnceItWasRead() {
        histogram.record(1_000);
        histogram.take();

        Histogram.Recorded none = histogram.take();
        assertThat(none.calls()).isZero();
        assertThat(none.micros(0.99)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void takesAnyNumber(long nanos) {
        histogram.record(nanos);

        assertThat(histogram.take().calls()).isEqualTo(1);
    }
}

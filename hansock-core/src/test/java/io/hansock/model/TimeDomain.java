package io.hansock.model;

import io.hansock.value.Row;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * TIME.
 *
 * @param digits the digits behind the second
 */
record TimeDomain(int digits) implements Domain<Duration> {
    private static final List<Duration> ODD = List.of(
            Duration.ZERO,
            Duration.ofHours(838).plusMinutes(59).plusSeconds(59),
            Duration.ofHours(-838).minusMinutes(59).minusSeconds(59),
            Duration.ofSeconds(-1),
            Duration.ofHours(24));

    @Override
    public String type(Dialect dialect) {
        return "time(" + digits + ")";
    }

    @Override
    public int compare(Duration one, Duration other) {
        return one.compareTo(other);
    }

    @Override
    public Duration draw(Random random) {
        if (random.nextInt(3) == 0) {
            return ODD.get(random.nextInt(ODD.size()));
        }
        long unit = Math.round(Math.pow(10, 9 - digits));
        return Duration.ofMinutes(random.nextInt(3) * 700L).plusNanos(unit * (random.nextInt(5) - 2));
    }

    @Override
    public Object parameter(Duration value, Random random) {
        return !value.isNegative() && value.toHours() < 24 && random.nextBoolean()
                ? LocalTime.ofNanoOfDay(value.toNanos())
                : value;
    }

    @Override
    public Duration of(Object parameter) {
        return parameter instanceof LocalTime time ? Duration.ofNanos(time.toNanoOfDay()) : (Duration) parameter;
    }

    @Override
    public Duration read(Row row, int position) {
        return Objects.requireNonNull(row.getDuration(position));
    }

    @Override
    public String literal(Duration value) {
        Duration size = value.abs();
        return "'%s%d:%02d:%02d.%06d'"
                .formatted(
                        value.isNegative() ? "-" : "",
                        size.toHours(),
                        size.toMinutesPart(),
                        size.toSecondsPart(),
                        size.toNanosPart() / 1000);
    }
}

package io.hansock.model;

import io.hansock.value.Row;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Random;

/**
 * DATETIME and TIMESTAMP, which sessions of Hansock see in UTC; and DATE, as midnight.
 *
 * @param kind which of them
 * @param digits the digits behind the second
 */
record DateTimeDomain(Kind kind, int digits) implements Domain<LocalDateTime> {
    /** How moments are kept. */
    enum Kind {
        DATE,
        DATETIME,
        TIMESTAMP
    }

    private static final int MICROS = 6;
    private static final LocalDateTime START = LocalDateTime.of(2024, 2, 28, 0, 0);

    @Override
    public String type(Dialect dialect) {
        return kind == Kind.DATE ? "date" : kind + "(" + digits + ")";
    }

    @Override
    public int compare(LocalDateTime one, LocalDateTime other) {
        return one.compareTo(other);
    }

    @Override
    public LocalDateTime draw(Random random) {
        LocalDateTime day = START.plusDays(random.nextInt(5));
        if (kind != Kind.TIMESTAMP && random.nextInt(6) == 0) {
            day = random.nextBoolean()
                    ? LocalDate.of(1000, 1, 1).atStartOfDay()
                    : LocalDate.of(9999, 12, 31).atStartOfDay();
        }
        if (kind == Kind.DATE) {
            return day;
        }
        long unit = Math.round(Math.pow(10, 9 - digits));
        return day.plusHours(random.nextInt(3) * 11L).plusNanos(unit * random.nextInt(digits == 0 ? 2 : 4));
    }

    @Override
    public Object parameter(LocalDateTime value, Random random) {
        if (kind == Kind.DATE || (value.toLocalTime().toNanoOfDay() == 0 && random.nextBoolean())) {
            return value.toLocalDate();
        }
        return switch (random.nextInt(4)) {
            case 0 -> value.toInstant(ZoneOffset.UTC);
            case 1 -> value.atOffset(ZoneOffset.UTC).withOffsetSameInstant(ZoneOffset.ofHours(5));
            default -> value;
        };
    }

    /** Moments with an offset are instants by the time they are in a command. */
    @Override
    public LocalDateTime of(Object parameter) {
        if (parameter instanceof LocalDate date) {
            return date.atStartOfDay();
        }
        return parameter instanceof java.time.Instant instant
                ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC)
                : (LocalDateTime) parameter;
    }

    @Override
    public LocalDateTime read(Row row, int position) {
        return kind == Kind.DATE
                ? Objects.requireNonNull(row.getLocalDate(position)).atStartOfDay()
                : Objects.requireNonNull(row.getLocalDateTime(position));
    }

    @Override
    public String literal(LocalDateTime value) {
        return "'" + value.toLocalDate() + " " + value.toLocalTime() + "'";
    }

    /** The fractions that columns are made with. */
    static int[] fractions() {
        return new int[] {0, 3, MICROS};
    }
}

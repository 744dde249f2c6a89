package io.hansock.guard;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import io.hansock.metadata.ColumnFacts;
import io.hansock.value.ColumnType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** DATE, TIME, DATETIME and TIMESTAMP columns: no digit of a second is rounded away. */
final class TimeCheck implements ValueCheck {
    private static final long NANOS = 1_000_000_000;

    /** 0 is what servers keep zero dates as, so that no moment is. */
    private static final Instant FIRST_TIMESTAMP = Instant.ofEpochSecond(1);

    /** Servers before MariaDB 11.5 go no further. */
    private static final Instant END_OF_31_BITS = Instant.ofEpochSecond(1L << 31);

    private static final Instant END_OF_32_BITS = Instant.ofEpochSecond(1L << 32);
    private static final Duration LONGEST_TIME =
            Duration.ofHours(838).plusMinutes(59).plusSeconds(59);
    private static final Misfit TIMESTAMP_RANGE = Misfit.of(
            Rule.VALUE_RANGE, "a TIMESTAMP is behind 1970 and before 2038 or 2106; a DATETIME column takes more");
    private static final Misfit TIME_RANGE = Misfit.of(Rule.VALUE_RANGE, "a TIME is within 838:59:59 both ways");

    private final ColumnType columnType;
    private final long nanosOfLastDigit;
    private final Pattern printed;
    private final Misfit fraction;
    private final Misfit type;
    private final Misfit form;

    TimeCheck(ColumnFacts column) {
        this.columnType = column.type();
        int digits = column.fractionDigits();
        long nanos = NANOS;
        for (int i = 0; i < digits; i++) {
            nanos /= 10;
        }
        this.nanosOfLastDigit = nanos;
        String date = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
        String seconds = ":[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,6})?";
        this.printed = Pattern.compile(
                switch (column.type()) {
                    case DATE -> date;
                    case TIME -> "-?([0-9]{2}|[1-8][0-9]{2})" + seconds;
                    default -> date + " [0-2][0-9]" + seconds;
                });
        this.fraction = Misfit.of(
                Rule.VALUE_RANGE,
                "the column keeps " + digits + " digits behind the second; use truncatedTo(…), or a column with more");
        this.type = Misfit.of(
                Rule.VALUE_TYPE,
                switch (column.type()) {
                    case DATE -> "the column takes LocalDate";
                    case TIME -> "the column takes Duration and LocalTime";
                    default -> "the column takes LocalDateTime, LocalDate and moments in UTC";
                });
        this.form =
                Misfit.of(Rule.VALUE_FORM, "the text is not a " + column.declaration() + " as the server prints it");
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        if (value instanceof String text) {
            return printed(text);
        }
        return switch (columnType) {
            case DATE -> value instanceof LocalDate ? null : type;
            case TIME -> time(value);
            default -> moment(value);
        };
    }

    private @Nullable Misfit time(Object value) {
        if (value instanceof LocalTime time) {
            return fraction(time.get(NANO_OF_SECOND));
        }
        return value instanceof Duration duration ? span(duration) : type;
    }

    /** Up to where the last second goes, servers disagree. */
    private @Nullable Misfit span(Duration duration) {
        Duration length = duration.abs();
        if (length.compareTo(LONGEST_TIME.plusSeconds(1)) >= 0) {
            return TIME_RANGE;
        }
        Misfit digits = fraction(length.toNanosPart());
        return digits == null && length.compareTo(LONGEST_TIME) > 0 ? Misfit.SERVER_DECIDES : digits;
    }

    private @Nullable Misfit moment(Object value) {
        if (value instanceof LocalDateTime dateTime) {
            return moment(dateTime);
        }
        if (value instanceof Instant instant) {
            return moment(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        }
        return value instanceof LocalDate date ? moment(date.atStartOfDay()) : type;
    }

    private @Nullable Misfit moment(LocalDateTime dateTime) {
        Misfit digits = fraction(dateTime.get(NANO_OF_SECOND));
        if (digits != null || columnType != ColumnType.TIMESTAMP) {
            return digits;
        }
        Instant instant = dateTime.toInstant(ZoneOffset.UTC);
        if (instant.isBefore(FIRST_TIMESTAMP) || !instant.isBefore(END_OF_32_BITS)) {
            return TIMESTAMP_RANGE;
        }
        return instant.isBefore(END_OF_31_BITS) ? null : Misfit.SERVER_DECIDES;
    }

    private @Nullable Misfit fraction(long nanos) {
        return nanos % nanosOfLastDigit == 0 ? null : fraction;
    }

    /** Dates with a month or a day of zero are for the server's mode to allow. */
    private @Nullable Misfit printed(String text) {
        if (!printed.matcher(text).matches()) {
            return form;
        }
        try {
            return switch (columnType) {
                case DATE -> isPartial(text) ? Misfit.SERVER_DECIDES : misfit(LocalDate.parse(text));
                case TIME -> text.charAt(0) == '-' && spanOf(text).isZero() ? form : span(spanOf(text));
                default ->
                    isPartial(text) ? Misfit.SERVER_DECIDES : misfit(LocalDateTime.parse(text.replace(' ', 'T')));
            };
        } catch (DateTimeException e) {
            return form;
        }
    }

    private static boolean isPartial(String text) {
        return text.startsWith("00", 5) || text.startsWith("00", 8);
    }

    private static Duration spanOf(String text) {
        boolean isNegative = text.charAt(0) == '-';
        int colon = text.indexOf(':');
        Duration clock = Duration.between(LocalTime.MIDNIGHT, LocalTime.parse("00" + text.substring(colon)));
        return clock.plusHours(Long.parseLong(text.substring(isNegative ? 1 : 0, colon)));
    }
}

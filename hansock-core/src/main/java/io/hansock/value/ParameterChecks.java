package io.hansock.value;

import static java.time.temporal.ChronoField.NANO_OF_SECOND;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.UUID;

/** Finds out whether a value has a text that the server reads back as the same value. Messages never hold the value. */
final class ParameterChecks {
    /** Well above the 65 digits of DECIMAL and the 309 of DOUBLE; more would only let a few bytes become gigabytes. */
    private static final int MOST_DIGITS = 512;

    private static final int BITS_OF_MOST_DIGITS = 1700;
    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10_000 = Instant.parse("+10000-01-01T00:00:00Z");
    private static final String OUTSIDE_YEARS = "the year is not within 0 to 9999";

    private ParameterChecks() {}

    static void check(Object value, String supported) {
        if (value instanceof String text) {
            checkSurrogates(text);
        } else if (value instanceof Number number) {
            checkNumber(number, supported);
        } else if (value instanceof Character character) {
            checkSurrogates(character.toString());
        } else if (!(value instanceof UUID || value instanceof Boolean || value instanceof Enum<?>)) {
            checkTemporal(value, supported);
        }
    }

    static IllegalArgumentException unsupported(Object value, String supported) {
        return new IllegalArgumentException(
                "a " + value.getClass().getName() + " cannot be a parameter; supported are " + supported);
    }

    private static void checkSurrogates(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            require(
                    codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE,
                    "an unpaired surrogate is no character");
        }
    }

    private static void checkNumber(Number value, String supported) {
        if (value instanceof Short || value instanceof Byte) {
            return;
        }
        if (value instanceof Double || value instanceof Float) {
            require(Double.isFinite(value.doubleValue()), "NaN and infinity are no numbers to the server");
        } else if (value instanceof BigDecimal decimal) {
            require(
                    decimal.precision() <= MOST_DIGITS && Math.abs((long) decimal.scale()) <= MOST_DIGITS,
                    "no column holds a decimal of so many digits");
        } else if (value instanceof BigInteger integer) {
            require(integer.bitLength() <= BITS_OF_MOST_DIGITS, "no column holds an integer of so many digits");
        } else {
            throw unsupported(value, supported);
        }
    }

    private static void checkTemporal(Object value, String supported) {
        if (value instanceof LocalDate date) {
            checkYear(date.getYear());
        } else if (value instanceof LocalDateTime dateTime) {
            checkYear(dateTime.getYear());
            checkNanos(dateTime.get(NANO_OF_SECOND));
        } else if (value instanceof Instant instant) {
            require(!instant.isBefore(YEAR_0) && instant.isBefore(YEAR_10_000), OUTSIDE_YEARS);
            checkNanos(instant.get(NANO_OF_SECOND));
        } else if (value instanceof LocalTime time) {
            checkNanos(time.get(NANO_OF_SECOND));
        } else if (value instanceof Year year) {
            checkYear(year.getValue());
        } else if (value instanceof Duration duration) {
            checkNanos(duration.toNanosPart());
            require(CalendarParts.isSpan(duration), "a duration beyond 838:59:59.999999 does not fit a TIME column");
        } else {
            throw unsupported(value, supported);
        }
    }

    private static void checkYear(int year) {
        require(year >= 0 && year <= 9999, OUTSIDE_YEARS);
    }

    /** The server would round silently; truncating is the caller's decision: {@code truncatedTo(ChronoUnit.MICROS)}. */
    private static void checkNanos(int nanos) {
        require(
                nanos % CalendarParts.NANOS_A_MICRO == 0,
                "columns hold microseconds, not nanoseconds; use truncatedTo(ChronoUnit.MICROS) first");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

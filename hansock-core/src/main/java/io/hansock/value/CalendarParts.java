package io.hansock.value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;

/** Years, months, days and the parts of a time as MySQL has them: some are in range and still in no calendar. */
final class CalendarParts {
    static final int NANOS_A_MICRO = 1000;

    private static final int LAST_YEAR = 9999;
    private static final Duration LONGEST =
            Duration.ofHours(838).plusMinutes(59).plusSeconds(59).plusNanos(999_999_000);
    private static final int MICROS_A_SECOND = 1_000_000;

    private CalendarParts() {}

    static void checkDate(int year, int month, int day) {
        require(isWithin(year, LAST_YEAR) && isWithin(month, 12) && isWithin(day, 31));
    }

    static void checkClock(int hour, int minute, int second, int microsecond) {
        require(isClock(hour, minute, second, microsecond));
    }

    static boolean isClock(int hour, int minute, int second, int microsecond) {
        return isWithin(hour, 23)
                && isWithin(minute, 59)
                && isWithin(second, 59)
                && isWithin(microsecond, MICROS_A_SECOND - 1);
    }

    /** Whether a TIME can be so long, in either direction. */
    static boolean isSpan(Duration span) {
        return span.compareTo(LONGEST) <= 0 && span.compareTo(LONGEST.negated()) >= 0;
    }

    private static boolean isWithin(int part, int most) {
        return part >= 0 && part <= most;
    }

    static void checkSpan(Duration span) {
        require(isSpan(span) && span.toNanosPart() % NANOS_A_MICRO == 0);
    }

    static void checkYear(int year) {
        require(isWithin(year, LAST_YEAR));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("a part of the date or time is out of its range");
        }
    }

    /**
     * The day.
     *
     * @throws DateTimeException if the calendar has none; the message never holds the date
     */
    static LocalDate date(int year, int month, int day) {
        if (month == 0 || day == 0) {
            throw new DateTimeException("its month or day is zero");
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            throw new DateTimeException("the calendar has no such day", e);
        }
    }

    /** The day, for a reader of cells. */
    static LocalDate dateOfCell(int year, int month, int day) {
        try {
            return date(year, month, day);
        } catch (DateTimeException e) {
            throw new CellException(String.valueOf(e.getMessage()));
        }
    }
}

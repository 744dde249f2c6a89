package io.hansock.value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * A date, a time or a year. Dates keep what no calendar has, and MySQL does: {@code 0000-00-00}, a month or day of zero, and
 * with {@code ALLOW_INVALID_DATES} the 31st of February.
 */
public sealed interface TimeValue extends Value {
    /**
     * A DATE.
     *
     * @param year from 0 to 9999
     * @param month from 0 to 12
     * @param day from 0 to 31
     */
    record Date(int year, int month, int day) implements TimeValue {
        /**
         * Checks the ranges, not the calendar.
         *
         * @param year from 0 to 9999
         * @param month from 0 to 12
         * @param day from 0 to 31
         * @throws IllegalArgumentException if one is outside
         */
        public Date {
            CalendarParts.checkDate(year, month, day);
        }

        /**
         * {@return the day}
         *
         * @throws DateTimeException if the calendar has no such day
         */
        public LocalDate toLocalDate() {
            return CalendarParts.date(year, month, day);
        }

        @Override
        public String toString() {
            return "Date";
        }
    }

    /**
     * A DATETIME: of no particular zone.
     *
     * @param year from 0 to 9999
     * @param month from 0 to 12
     * @param day from 0 to 31
     * @param hour from 0 to 23
     * @param minute from 0 to 59
     * @param second from 0 to 59
     * @param microsecond from 0 to 999 999
     */
    record DateTime(int year, int month, int day, int hour, int minute, int second, int microsecond)
            implements TimeValue {
        /**
         * Checks the ranges, not the calendar.
         *
         * @param year from 0 to 9999
         * @param month from 0 to 12
         * @param day from 0 to 31
         * @param hour from 0 to 23
         * @param minute from 0 to 59
         * @param second from 0 to 59
         * @param microsecond from 0 to 999 999
         * @throws IllegalArgumentException if one is outside
         */
        public DateTime {
            CalendarParts.checkDate(year, month, day);
            CalendarParts.checkClock(hour, minute, second, microsecond);
        }

        /**
         * {@return the day and time}
         *
         * @throws DateTimeException if the calendar has no such day
         */
        public LocalDateTime toLocalDateTime() {
            return CalendarParts.date(year, month, day)
                    .atTime(hour, minute, second, microsecond * CalendarParts.NANOS_A_MICRO);
        }

        @Override
        public String toString() {
            return "DateTime";
        }
    }

    /**
     * A TIMESTAMP: a moment, shown in the time zone of the session that read it.
     *
     * @param shown what was shown; all zero for {@code 0000-00-00 00:00:00}
     */
    record Timestamp(DateTime shown) implements TimeValue {
        /**
         * {@return the day and time in the time zone of the session}
         *
         * @throws DateTimeException if it is zero
         */
        public LocalDateTime toLocalDateTime() {
            return shown.toLocalDateTime();
        }

        @Override
        public String toString() {
            return "Timestamp";
        }
    }

    /**
     * A TIME, which is a span and not a time of day.
     *
     * @param duration from -838:59:59.999999 to 838:59:59.999999, in microseconds
     */
    record Time(Duration duration) implements TimeValue {
        /**
         * Checks the range.
         *
         * @param duration from -838:59:59.999999 to 838:59:59.999999, in microseconds
         * @throws IllegalArgumentException if it is outside, or has nanoseconds
         */
        public Time {
            CalendarParts.checkSpan(duration);
        }

        @Override
        public String toString() {
            return "Time";
        }
    }

    /**
     * A YEAR.
     *
     * @param year from 1901 to 2155, or 0
     */
    record Year(int year) implements TimeValue {
        /**
         * Checks the range.
         *
         * @param year from 0 to 9999
         * @throws IllegalArgumentException if it is outside
         */
        public Year {
            CalendarParts.checkYear(year);
        }

        @Override
        public String toString() {
            return "Year";
        }
    }
}

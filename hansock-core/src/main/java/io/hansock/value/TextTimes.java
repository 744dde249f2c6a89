package io.hansock.value;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** Dates and times in the text forms of MySQL and MariaDB, parsed straight from the bytes; else {@link CellException}. */
final class TextTimes {
    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final int FRACTION_DIGITS = 6;
    private static final int MAX_HOURS = 838;

    private TextTimes() {}

    /** {@code yyyy-MM-dd}. */
    static LocalDate date(byte[] bytes, int from, int to) {
        checkDate(bytes, from, to);
        return CalendarParts.dateOfCell(year(bytes, from), month(bytes, from), day(bytes, from));
    }

    /** As {@link #date}, with the dates that no calendar has. */
    static TimeValue.Date dateValue(byte[] bytes, int from, int to) {
        checkDate(bytes, from, to);
        return new TimeValue.Date(year(bytes, from), month(bytes, from), day(bytes, from));
    }

    private static void checkDate(byte[] bytes, int from, int to) {
        if (to - from != DATE_LENGTH || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
            throw notADate();
        }
    }

    private static int year(byte[] bytes, int date) {
        return digits(bytes, date, date + 4);
    }

    private static int month(byte[] bytes, int date) {
        return digits(bytes, date + 5, date + 7);
    }

    private static int day(byte[] bytes, int date) {
        return digits(bytes, date + 8, date + 10);
    }

    /** {@code HH:mm:ss[.ffffff]} from 00:00:00 on and below 24:00:00. */
    static LocalTime time(byte[] bytes, int from, int to) {
        if (to - from < TIME_LENGTH || bytes[from + 2] != ':') {
            throw notATimeOfDay();
        }
        int hour = digits(bytes, from, from + 2);
        int second = minutesAndSeconds(bytes, from + 3, to);
        if (hour > 23) {
            throw notATimeOfDay();
        }
        return LocalTime.of(hour, second / 60, second % 60, nanos(bytes, from + TIME_LENGTH, to));
    }

    /** {@code yyyy-MM-dd HH:mm:ss[.ffffff]}, or a date alone. */
    static LocalDateTime dateTime(byte[] bytes, int from, int to) {
        int end = from + DATE_LENGTH;
        if (to <= end) {
            return date(bytes, from, to).atStartOfDay();
        }
        checkSeparator(bytes[end]);
        return LocalDateTime.of(date(bytes, from, end), time(bytes, end + 1, to));
    }

    /** As {@link #dateTime}, with the dates that no calendar has. */
    static TimeValue.DateTime dateTimeValue(byte[] bytes, int from, int to) {
        int end = from + DATE_LENGTH;
        LocalTime time = LocalTime.MIDNIGHT;
        if (to > end) {
            checkSeparator(bytes[end]);
            time = time(bytes, end + 1, to);
        }
        checkDate(bytes, from, Math.min(to, end));
        return new TimeValue.DateTime(
                year(bytes, from),
                month(bytes, from),
                day(bytes, from),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getNano() / CalendarParts.NANOS_A_MICRO);
    }

    private static void checkSeparator(byte separator) {
        if (separator != ' ' && separator != 'T') {
            throw notADate();
        }
    }

    /** {@code [-]HH:mm:ss[.ffffff]} or {@code [-]HHH:mm:ss[.ffffff]}, at most 838 hours 59 minutes and 59.999999 seconds. */
    static Duration duration(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int start = negative ? from + 1 : from;
        int colon = start + 2 < to && bytes[start + 2] == ':' ? start + 2 : start + 3;
        if (to - colon < 6 || bytes[colon] != ':') {
            throw notATime();
        }
        int hours = digits(bytes, start, colon);
        if (hours > MAX_HOURS) {
            throw TextNumbers.outOfRange();
        }
        Duration duration = Duration.ofSeconds(
                hours * 3600L + minutesAndSeconds(bytes, colon + 1, to), nanos(bytes, colon + 6, to));
        return negative ? duration.negated() : duration;
    }

    private static int minutesAndSeconds(byte[] bytes, int from, int to) {
        if (to - from < 5 || bytes[from + 2] != ':') {
            throw notATime();
        }
        int minutes = digits(bytes, from, from + 2);
        int seconds = digits(bytes, from + 3, from + 5);
        if (minutes > 59 || seconds > 59) {
            throw notATime();
        }
        return minutes * 60 + seconds;
    }

    private static int nanos(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        int count = to - from - 1;
        if (bytes[from] != '.' || count < 1 || count > FRACTION_DIGITS) {
            throw notATime();
        }
        int nanos = digits(bytes, from + 1, to);
        for (int i = count; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int digits(byte[] bytes, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new CellException("it is not a date or time");
            }
            value = value * 10 + digit;
        }
        return value;
    }

    static CellException notADate() {
        return new CellException("it is not a date");
    }

    static CellException notATimeOfDay() {
        return new CellException("it is not a time of day");
    }

    static CellException notATime() {
        return new CellException("it is not a time");
    }
}

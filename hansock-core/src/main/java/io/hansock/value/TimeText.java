package io.hansock.value;

import io.hansock.buffer.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Dates and times as the servers print them, {@code yyyy-MM-dd} and {@code HH:mm:ss.ffffff}; also those that no calendar has. */
final class TimeText {
    static final int MOST_DECIMALS = 6;

    private static final int TYPICAL = 32;

    private TimeText() {}

    static void date(int year, int month, int day, ByteWriter out) {
        digits(year, 1000, out);
        out.int8('-');
        digits(month, 10, out);
        out.int8('-');
        digits(day, 10, out);
    }

    /**
     * Writes a time; of the hours three digits only where there are so many.
     *
     * @param decimals how many digits the fraction has, 0 for no fraction; all six if the microseconds have more
     */
    static void clock(int hour, int minute, int second, int micros, int decimals, ByteWriter out) {
        if (hour > 99) {
            digits(hour / 100, 1, out);
        }
        digits(hour % 100, 10, out);
        out.int8(':');
        digits(minute, 10, out);
        out.int8(':');
        digits(second, 10, out);
        int shown = micros % power(MOST_DECIMALS - decimals) == 0 ? decimals : MOST_DECIMALS;
        if (shown > 0) {
            out.int8('.');
            digits(micros / power(MOST_DECIMALS - shown), power(shown - 1), out);
        }
    }

    static void span(Duration value, int decimals, ByteWriter out) {
        if (value.isNegative()) {
            out.int8('-');
        }
        Duration size = value.abs();
        clock(
                Math.toIntExact(size.toHours()),
                size.toMinutesPart(),
                size.toSecondsPart(),
                size.toNanosPart() / CalendarParts.NANOS_A_MICRO,
                decimals,
                out);
    }

    /** Writes {@code value} with leading zeros; {@code unit} is what its first digit counts. */
    static void digits(int value, int unit, ByteWriter out) {
        for (int at = unit; at > 0; at /= 10) {
            out.int8('0' + value / at % 10);
        }
    }

    private static int power(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    static String of(TimeValue.Date date) {
        ByteWriter out = writer();
        date(date.year(), date.month(), date.day(), out);
        return string(out);
    }

    static String of(TimeValue.DateTime value, int decimals) {
        ByteWriter out = writer();
        date(value.year(), value.month(), value.day(), out);
        out.int8(' ');
        clock(value.hour(), value.minute(), value.second(), value.microsecond(), decimals, out);
        return string(out);
    }

    static String of(Duration span, int decimals) {
        ByteWriter out = writer();
        span(span, decimals, out);
        return string(out);
    }

    static String ofYear(int year) {
        ByteWriter out = writer();
        digits(year, 1000, out);
        return string(out);
    }

    private static ByteWriter writer() {
        return new ByteWriter(TYPICAL, TYPICAL);
    }

    private static String string(ByteWriter out) {
        return new String(out.array(), 0, out.size(), StandardCharsets.US_ASCII);
    }
}

package io.hansock.value;

import io.hansock.buffer.LittleEndian;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * DATE, DATETIME and TIMESTAMP of the binary protocol: year (two bytes), month, day, hour, minute, second, microsecond (four
 * bytes), of which trailing zero parts are left out, so that there are 0, 4, 7 or 11 bytes. Some servers send a time even with a
 * DATE.
 */
final class DateCells extends TypedCells {
    private static final int DATE = 4;
    private static final int CLOCK = 7;
    private static final int MICROS = 11;

    private final boolean dateAlone;

    /** How many digits of a second the column has. */
    private final int decimals;

    DateCells(ColumnMetadata column) {
        super(column);
        dateAlone = column.type() == ColumnType.DATE;
        decimals = decimals(column);
    }

    static int decimals(ColumnMetadata column) {
        return column.decimals() <= TimeText.MOST_DECIMALS ? column.decimals() : 0;
    }

    private static int year(byte[] bytes, int from, int to) {
        return to - from >= DATE ? LittleEndian.get16(bytes, from) & 0xffff : 0;
    }

    /** A part of one byte, {@code at} bytes behind the year's first. */
    private static int part(byte[] bytes, int from, int to, int at) {
        return from + at < to ? bytes[from + at] & 0xff : 0;
    }

    private static int micros(byte[] bytes, int from, int to) {
        return to - from >= MICROS ? LittleEndian.get32(bytes, from + CLOCK) : 0;
    }

    private static LocalDate day(byte[] bytes, int from, int to) {
        return CalendarParts.dateOfCell(year(bytes, from, to), part(bytes, from, to, 2), part(bytes, from, to, 3));
    }

    private static boolean hasClock(byte[] bytes, int from, int to) {
        for (int i = from + DATE; i < to; i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }

    @Override
    public LocalDate date(byte[] bytes, int from, int to) {
        if (!dateAlone || hasClock(bytes, from, to)) {
            throw TextTimes.notADate();
        }
        return day(bytes, from, to);
    }

    @Override
    public LocalDateTime dateTime(byte[] bytes, int from, int to) {
        LocalDate day = day(bytes, from, to);
        int hour = part(bytes, from, to, 4);
        int minute = part(bytes, from, to, 5);
        int second = part(bytes, from, to, 6);
        int micros = micros(bytes, from, to);
        if (!CalendarParts.isClock(hour, minute, second, micros)) {
            throw TextNumbers.outOfRange();
        }
        return day.atTime(hour, minute, second, micros * CalendarParts.NANOS_A_MICRO);
    }

    @Override
    public String text(byte[] bytes, int from, int to) {
        try {
            return dateAlone && !hasClock(bytes, from, to)
                    ? TimeText.of(dateValue(bytes, from, to))
                    : TimeText.of(dateTimeValue(bytes, from, to), decimals);
        } catch (IllegalArgumentException e) {
            throw TextNumbers.outOfRange();
        }
    }

    @Override
    public Value value(byte[] bytes, int from, int to) {
        try {
            if (dateAlone && !hasClock(bytes, from, to)) {
                return dateValue(bytes, from, to);
            }
            TimeValue.DateTime value = dateTimeValue(bytes, from, to);
            return column().type() == ColumnType.TIMESTAMP ? new TimeValue.Timestamp(value) : value;
        } catch (IllegalArgumentException e) {
            return UnreadValues.of(column(), bytes, from, to);
        }
    }

    private static TimeValue.Date dateValue(byte[] bytes, int from, int to) {
        return new TimeValue.Date(year(bytes, from, to), part(bytes, from, to, 2), part(bytes, from, to, 3));
    }

    private static TimeValue.DateTime dateTimeValue(byte[] bytes, int from, int to) {
        return new TimeValue.DateTime(
                year(bytes, from, to),
                part(bytes, from, to, 2),
                part(bytes, from, to, 3),
                part(bytes, from, to, 4),
                part(bytes, from, to, 5),
                part(bytes, from, to, 6),
                micros(bytes, from, to));
    }
}

package io.hansock.value;

import io.hansock.buffer.LittleEndian;
import java.time.Duration;
import java.time.LocalTime;

/**
 * TIME of the binary protocol: sign, days (four bytes), hour, minute, second, microsecond (four bytes), of which trailing zero
 * parts are left out, so that there are 0, 8 or 12 bytes.
 */
final class TimeCells extends TypedCells {
    private static final int CLOCK = 5;
    private static final int SECONDS = 8;
    private static final int MICROS = 12;
    private static final int SECONDS_A_DAY = 86_400;

    private final int decimals;

    TimeCells(ColumnMetadata column) {
        super(column);
        decimals = DateCells.decimals(column);
    }

    @Override
    public Duration duration(byte[] bytes, int from, int to) {
        if (to - from < SECONDS) {
            return Duration.ZERO;
        }
        int hour = bytes[from + CLOCK] & 0xff;
        int minute = bytes[from + CLOCK + 1] & 0xff;
        int second = bytes[from + CLOCK + 2] & 0xff;
        int micros = to - from >= MICROS ? LittleEndian.get32(bytes, from + SECONDS) : 0;
        if (!CalendarParts.isClock(hour, minute, second, micros)) {
            throw TextNumbers.outOfRange();
        }
        long days = LittleEndian.get32(bytes, from + 1) & 0xffff_ffffL;
        Duration span = Duration.ofSeconds(
                days * SECONDS_A_DAY + hour * 3600L + minute * 60L + second,
                (long) micros * CalendarParts.NANOS_A_MICRO);
        if (!CalendarParts.isSpan(span)) {
            throw TextNumbers.outOfRange();
        }
        return bytes[from] == 0 ? span : span.negated();
    }

    @Override
    public LocalTime time(byte[] bytes, int from, int to) {
        Duration span = duration(bytes, from, to);
        if (span.isNegative() || span.toDays() > 0) {
            throw TextTimes.notATimeOfDay();
        }
        return LocalTime.ofNanoOfDay(span.toNanos());
    }

    @Override
    public String text(byte[] bytes, int from, int to) {
        return TimeText.of(duration(bytes, from, to), decimals);
    }

    @Override
    public Value value(byte[] bytes, int from, int to) {
        try {
            return new TimeValue.Time(duration(bytes, from, to));
        } catch (CellException e) {
            return UnreadValues.of(column(), bytes, from, to);
        }
    }
}

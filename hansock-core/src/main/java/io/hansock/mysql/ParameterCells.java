package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.value.ParameterEncoder;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.UUID;

/** Writes the value of a parameter, in the form of its {@link ParameterType}. Protocol text: "Column types". Stateless. */
final class ParameterCells {
    private static final int UUID_BYTES = 16;
    private static final int YEAR_DIGITS = 4;

    /** {@code HHH:mm:ss.ffffff}. */
    private static final int LONGEST_SPAN = 16;

    private static final int NANOS_A_MICRO = 1000;

    private ParameterCells() {}

    /** Writes {@code value}; of a stream nothing: its bytes have gone before. */
    static void encode(Object value, ByteWriter out) {
        if (value instanceof String text) {
            out.lenencUtf8(text);
        } else if (value instanceof Number number) {
            number(number, out);
        } else if (value instanceof Boolean truth) {
            out.int8(truth ? 1 : 0);
        } else if (value instanceof byte[] bytes) {
            out.lenencBytes(bytes);
        } else if (value instanceof UUID) {
            out.int8(UUID_BYTES);
            ParameterEncoder.encode(value, out);
        } else if (value instanceof Year) {
            out.int8(YEAR_DIGITS);
            ParameterEncoder.encode(value, out);
        } else if (value instanceof Enum<?> constant) {
            out.lenencUtf8(constant.name());
        } else if (value instanceof Character character) {
            out.lenencUtf8(character.toString());
        } else if (!(value instanceof InputStream)) {
            time(value, out);
        }
    }

    private static void number(Number value, ByteWriter out) {
        if (value instanceof Long number) {
            out.int64(number);
        } else if (value instanceof Integer number) {
            out.int32(number);
        } else if (value instanceof Short number) {
            out.int16(number);
        } else if (value instanceof Byte number) {
            out.int8(number);
        } else if (value instanceof Double number) {
            out.float64(number);
        } else if (value instanceof Float number) {
            out.float32(number);
        } else if (value instanceof BigInteger integer && ParameterType.fits64(integer)) {
            out.int64(integer.longValue());
        } else {
            out.lenencUtf8(value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString());
        }
    }

    private static void time(Object value, ByteWriter out) {
        if (value instanceof LocalDate date) {
            out.int8(4);
            date(date, out);
        } else if (value instanceof LocalDateTime dateTime) {
            dateTime(dateTime, out);
        } else if (value instanceof Instant instant) {
            dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), out);
        } else if (value instanceof LocalTime time) {
            span(Duration.ofNanos(time.toNanoOfDay()), out);
        } else if (value instanceof Duration span && ParameterType.isTooLongInBinary(span)) {
            out.int8(span.isNegative() ? LONGEST_SPAN + 1 : LONGEST_SPAN);
            ParameterEncoder.encode(span, out);
        } else if (value instanceof Duration span) {
            span(span, out);
        } else {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " cannot be a parameter");
        }
    }

    private static void date(LocalDate value, ByteWriter out) {
        out.int16(value.getYear());
        out.int8(value.getMonthValue());
        out.int8(value.getDayOfMonth());
    }

    private static void dateTime(LocalDateTime value, ByteWriter out) {
        int micros = value.getNano() / NANOS_A_MICRO;
        boolean midnight = value.toLocalTime().equals(LocalTime.MIDNIGHT);
        out.int8(midnight ? 4 : micros == 0 ? 7 : 11);
        date(value.toLocalDate(), out);
        if (!midnight) {
            out.int8(value.getHour());
            out.int8(value.getMinute());
            out.int8(value.getSecond());
        }
        if (micros != 0) {
            out.int32(micros);
        }
    }

    private static void span(Duration value, ByteWriter out) {
        if (value.isZero()) {
            out.int8(0);
            return;
        }
        Duration size = value.abs();
        int micros = size.toNanosPart() / NANOS_A_MICRO;
        out.int8(micros == 0 ? 8 : 12);
        out.int8(value.isNegative() ? 1 : 0);
        out.int32((int) size.toDaysPart());
        out.int8(size.toHoursPart());
        out.int8(size.toMinutesPart());
        out.int8(size.toSecondsPart());
        if (micros != 0) {
            out.int32(micros);
        }
    }
}

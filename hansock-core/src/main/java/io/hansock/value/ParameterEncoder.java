package io.hansock.value;

import io.hansock.buffer.ByteWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Java values as parameters: which are legal, and the one text that each of them is. The text is what MySQL and MariaDB read
 * back as the same value: integers and decimals in digits, true as {@code 1}, text in UTF-8, dates and times as
 * {@code yyyy-MM-dd HH:mm:ss.ffffff}; byte arrays and UUIDs (16 bytes, most significant first) are raw. {@link Row} reads each
 * text back as the value it came from. Stateless.
 */
public final class ParameterEncoder {
    private static final String SUPPORTED =
            "null, integers, BigInteger, BigDecimal, float, double, boolean, char, String, byte[], "
                    + "LocalDate, LocalTime, LocalDateTime, Instant, OffsetDateTime, ZonedDateTime, Duration, Year, UUID, enums, "
                    + "Value and Optional of these";

    private ParameterEncoder() {}

    /**
     * Checks a value that a user hands over, once, when a command is made.
     *
     * @param value any value
     * @return the value to keep: an Optional or a {@link Value} unwrapped, a byte array copied, a moment with an offset or zone as
     *     an {@link Instant}, anything else as it is
     * @throws IllegalArgumentException if the type is not supported, or if the value has no text that a server would read back
     *     as the same value: NaN, an unpaired surrogate, nanoseconds, a year outside 0 to 9999, a duration beyond 838:59:59.999999
     */
    public static @Nullable Object check(@Nullable Object value) {
        if (value == null || value instanceof Long || value instanceof Integer) {
            return value;
        }
        if (value instanceof Optional<?> optional) {
            return check(optional.orElse(null));
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        if (value instanceof OffsetDateTime dateTime) {
            return check(dateTime.toInstant());
        }
        if (value instanceof ZonedDateTime dateTime) {
            return check(dateTime.toInstant());
        }
        if (value instanceof Value cell) {
            return check(ValueParameters.of(cell));
        }
        ParameterChecks.check(value, SUPPORTED);
        return value;
    }

    /**
     * Writes the text of a value that {@link #check(Object)} returned. Integers and strings make no object. For the wires alone:
     * the writer is not exported.
     *
     * @param value a checked value other than null, which each wire writes in its own way
     * @param out where to
     */
    @SuppressWarnings("exports")
    public static void encode(Object value, ByteWriter out) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            out.decimal(((Number) value).longValue());
        } else if (value instanceof String text) {
            out.utf8(text);
        } else if (value instanceof byte[] bytes) {
            out.put(bytes);
        } else if (value instanceof UUID uuid) {
            bigEndian(uuid.getMostSignificantBits(), out);
            bigEndian(uuid.getLeastSignificantBits(), out);
        } else if (value instanceof Boolean truth) {
            out.int8(truth ? '1' : '0');
        } else if (value instanceof Enum<?> constant) {
            out.utf8(constant.name());
        } else if (value instanceof Character character) {
            out.utf8(character.toString());
        } else if (value instanceof Number number) {
            number(number, out);
        } else {
            temporal(value, out);
        }
    }

    private static void number(Number value, ByteWriter out) {
        if (value instanceof BigDecimal decimal) {
            out.ascii(decimal.toPlainString());
        } else if (value instanceof BigInteger integer && integer.bitLength() < Long.SIZE) {
            out.decimal(integer.longValue());
        } else {
            out.ascii(value.toString());
        }
    }

    private static void temporal(Object value, ByteWriter out) {
        if (value instanceof LocalDate date) {
            date(date, out);
        } else if (value instanceof LocalDateTime dateTime) {
            dateTime(dateTime, out);
        } else if (value instanceof Instant instant) {
            dateTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), out);
        } else if (value instanceof LocalTime time) {
            clock(time, out);
        } else if (value instanceof Duration duration) {
            TimeText.span(duration, 0, out);
        } else if (value instanceof Year year) {
            TimeText.digits(year.getValue(), 1000, out);
        } else {
            throw ParameterChecks.unsupported(value, SUPPORTED);
        }
    }

    private static void date(LocalDate value, ByteWriter out) {
        TimeText.date(value.getYear(), value.getMonthValue(), value.getDayOfMonth(), out);
    }

    private static void dateTime(LocalDateTime value, ByteWriter out) {
        date(value.toLocalDate(), out);
        out.int8(' ');
        clock(value.toLocalTime(), out);
    }

    private static void clock(LocalTime value, ByteWriter out) {
        int micros = value.getNano() / CalendarParts.NANOS_A_MICRO;
        TimeText.clock(value.getHour(), value.getMinute(), value.getSecond(), micros, 0, out);
    }

    private static void bigEndian(long value, ByteWriter out) {
        out.int64(Long.reverseBytes(value));
    }
}

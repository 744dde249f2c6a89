package io.hansock.mysql;

import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The type that a parameter is sent as: its number in the lowest byte, and in the next one a flag if it is unsigned. */
final class ParameterType {
    static final int NULL = 0x06;
    static final int TEXT = 0xfd;

    private static final int TINY = 0x01;
    private static final int SHORT = 0x02;
    private static final int LONG = 0x03;
    private static final int FLOAT = 0x04;
    private static final int DOUBLE = 0x05;
    private static final int LONGLONG = 0x08;
    private static final int DATE = 0x0a;
    private static final int TIME = 0x0b;
    private static final int DATETIME = 0x0c;
    private static final int DECIMAL = 0xf6;
    private static final int BLOB = 0xfc;
    private static final int UNSIGNED = 0x8000;

    private static final Duration LONGEST_IN_BINARY = Duration.ofHours(838);

    private ParameterType() {}

    static int of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String) {
            return TEXT;
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof Boolean) {
            return TINY;
        }
        if (value instanceof byte[] || value instanceof UUID || value instanceof InputStream) {
            return BLOB;
        }
        return ofTime(value);
    }

    /** Which kind a type is of. */
    static ParameterKind kind(int type) {
        return switch (type & ~UNSIGNED) {
            case NULL -> ParameterKind.NULL;
            case TINY, SHORT, LONG, LONGLONG -> ParameterKind.INTEGER;
            case FLOAT, DOUBLE -> ParameterKind.FLOATING;
            case DECIMAL -> ParameterKind.DECIMAL;
            case DATE -> ParameterKind.DATE;
            case DATETIME -> ParameterKind.DATE_TIME;
            case TIME -> ParameterKind.TIME;
            case BLOB -> ParameterKind.BYTES;
            default -> ParameterKind.TEXT;
        };
    }

    private static int ofNumber(Number value) {
        if (value instanceof Long) {
            return LONGLONG;
        }
        if (value instanceof Integer) {
            return LONG;
        }
        if (value instanceof Short) {
            return SHORT;
        }
        if (value instanceof Byte) {
            return TINY;
        }
        if (value instanceof Double) {
            return DOUBLE;
        }
        if (value instanceof Float) {
            return FLOAT;
        }
        if (value instanceof BigInteger integer && fits64(integer)) {
            return integer.bitLength() < Long.SIZE ? LONGLONG : LONGLONG | UNSIGNED;
        }
        return value instanceof BigInteger || value instanceof BigDecimal ? DECIMAL : TEXT;
    }

    /** Whether eight bytes hold it, signed or unsigned. Larger ones are sent as decimals. */
    static boolean fits64(BigInteger value) {
        return value.bitLength() < (value.signum() < 0 ? Long.SIZE : Long.SIZE + 1);
    }

    /** A MySQL takes a fraction of a second behind 838 hours as text, and as a binary TIME refuses it. */
    static boolean isTooLongInBinary(Duration span) {
        return span.toNanosPart() != 0 && span.abs().compareTo(LONGEST_IN_BINARY) >= 0;
    }

    /** Of the rest, enums, characters and years are text: as numbers, years below 70 would become others. */
    private static int ofTime(Object value) {
        if (value instanceof LocalDate) {
            return DATE;
        }
        if (value instanceof LocalDateTime || value instanceof Instant) {
            return DATETIME;
        }
        return value instanceof LocalTime || (value instanceof Duration span && !isTooLongInBinary(span)) ? TIME : TEXT;
    }
}

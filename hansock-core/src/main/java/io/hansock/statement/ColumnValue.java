package io.hansock.statement;

import io.hansock.RefusedException;
import io.hansock.buffer.ByteWriter;
import io.hansock.metadata.ColumnFacts;
import io.hansock.value.ParameterEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Year;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The object to send for a value of a column: of one class a column, whatever class the user's is of. So the server compares like with
 * like, which is exact and can use an index, and does not prepare statements anew because a parameter has another type than last time.
 * What cannot be converted is sent as it is. Stateless.
 */
final class ColumnValue {
    private static final int MOST_BITS = 64;

    private ColumnValue() {}

    /** What to store, or to compare for being equal. */
    static @Nullable Object of(ColumnFacts column, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT, YEAR -> integer(value);
            case BIT -> bits(value);
            case DECIMAL -> decimal(value);
            case FLOAT -> floating(value);
            case DOUBLE -> precise(value);
            case CHAR, VARCHAR, TEXT, JSON, ENUM, UUID, INET4, INET6 -> text(value);
            case SET -> set(column, text(value));
            default -> value;
        };
    }

    /** What to compare for being lower or higher: labels are ordered by their numbers, not by their letters. */
    static Object ordered(ColumnFacts column, Object value) {
        Object converted = of(column, value);
        if (converted instanceof String label) {
            switch (column.type()) {
                case ENUM -> {
                    return number(column, label);
                }
                case SET -> {
                    return bitsOf(column, label);
                }
                default -> {
                    return label;
                }
            }
        }
        return converted == null ? value : converted;
    }

    private static Object integer(Object value) {
        if (value instanceof Long || value instanceof BigInteger) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1L : 0L;
        }
        if (value instanceof Year year) {
            return (long) year.getValue();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros().scale() <= 0 ? decimal.toBigInteger() : decimal;
        }
        return value instanceof String text ? integerOf(text) : value;
    }

    private static Object integerOf(String text) {
        try {
            return new BigInteger(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private static Object bits(Object value) {
        return value instanceof byte[] bytes && bytes.length <= MOST_BITS / Byte.SIZE
                ? new BigInteger(1, bytes)
                : integer(value);
    }

    private static Object decimal(Object value) {
        Object whole = integer(value);
        if (whole instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (whole instanceof BigInteger number) {
            return new BigDecimal(number);
        }
        if (whole instanceof String text) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                return text;
            }
        }
        return whole;
    }

    /** As the server itself makes a FLOAT of a number: by way of the nearest DOUBLE. */
    private static Object floating(Object value) {
        Object precise = precise(value);
        return precise instanceof Double number ? (Object) number.floatValue() : precise;
    }

    private static Object precise(Object value) {
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof Boolean truth) {
            return truth ? 1.0 : 0.0;
        }
        if (value instanceof String text) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                return text;
            }
        }
        return value;
    }

    private static Object text(Object value) {
        if (value instanceof String || value instanceof byte[]) {
            return value;
        }
        if (value instanceof UUID) {
            return value.toString();
        }
        ByteWriter out = new ByteWriter(32, 1 << 16);
        ParameterEncoder.encode(value, out);
        return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
    }

    /** Its labels in the order of their declaration, as the column prints them. */
    private static Object set(ColumnFacts column, Object value) {
        if (!(value instanceof String text) || text.isEmpty()) {
            return value;
        }
        List<String> given = Arrays.asList(text.split(",", -1));
        List<String> ordered = new ArrayList<>(column.labels());
        ordered.retainAll(given);
        return column.labels().containsAll(given) ? String.join(",", ordered) : value;
    }

    private static Object number(ColumnFacts column, String label) {
        int index = column.labels().indexOf(label);
        if (index < 0) {
            throw notALabel(column);
        }
        return index + 1L;
    }

    private static Object bitsOf(ColumnFacts column, String labels) {
        BigInteger bits = BigInteger.ZERO;
        if (!labels.isEmpty()) {
            for (String label : labels.split(",", -1)) {
                int index = column.labels().indexOf(label);
                if (index < 0) {
                    throw notALabel(column);
                }
                bits = bits.setBit(index);
            }
        }
        return bits;
    }

    private static RefusedException notALabel(ColumnFacts column) {
        return new RefusedException(
                null, "value-label", "column " + column.name() + " is compared with what is none of its labels");
    }
}

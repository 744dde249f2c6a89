package io.hansock.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What one kind of {@link Value} is in the terms of another, exactly or not at all. */
final class ValueReads {
    private ValueReads() {}

    static long asLong(Value value, long otherwise) {
        if (value instanceof NumberValue.Int64 number) {
            return number.value();
        }
        BigDecimal number = number(value);
        try {
            return number == null ? otherwise : number.longValueExact();
        } catch (ArithmeticException e) {
            return otherwise;
        }
    }

    static double asDouble(Value value, double otherwise) {
        if (value instanceof NumberValue number) {
            return number.number().doubleValue();
        }
        BigDecimal number = number(value);
        return number == null ? otherwise : number.doubleValue();
    }

    static BigDecimal asBigDecimal(Value value, BigDecimal otherwise) {
        BigDecimal number = number(value);
        return number == null ? otherwise : number;
    }

    private static @Nullable BigDecimal number(Value value) {
        if (value instanceof NumberValue number) {
            return decimal(number.number());
        }
        if (value instanceof Value.Bit bit) {
            return new BigDecimal(UnsignedLongs.integer(bit.bits()));
        }
        if (value instanceof TimeValue.Year year) {
            return BigDecimal.valueOf(year.year());
        }
        return value instanceof Value.Text text ? decimal(text.text()) : null;
    }

    private static @Nullable BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Double || number instanceof Float) {
            return Double.isFinite(number.doubleValue()) ? new BigDecimal(number.toString()) : null;
        }
        return BigDecimal.valueOf(number.longValue());
    }

    private static @Nullable BigDecimal decimal(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return TextNumbers.decimal(bytes, 0, bytes.length);
        } catch (CellException e) {
            return null;
        }
    }

    static String asString(Value value, String otherwise) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        if (value instanceof NumberValue number) {
            return string(number);
        }
        if (value instanceof TimeValue time) {
            return string(time);
        }
        if (value instanceof Value.Empty) {
            return "";
        }
        if (value instanceof Value.Json json) {
            return json.text();
        }
        if (value instanceof Value.EnumLabel label) {
            return label.label();
        }
        if (value instanceof Value.SetLabels labels) {
            return String.join(",", labels.labels());
        }
        if (value instanceof Value.Bit bit) {
            return Long.toUnsignedString(bit.bits());
        }
        if (value instanceof Value.Uuid uuid) {
            return uuid.uuid().toString();
        }
        return value instanceof Value.Inet inet ? inet.address() : otherwise;
    }

    private static String string(NumberValue number) {
        if (number instanceof NumberValue.Decimal decimal) {
            return decimal.value().toPlainString();
        }
        if (number instanceof NumberValue.Float64 wide) {
            return FloatingText.ofDouble(wide.value(), -1);
        }
        if (number instanceof NumberValue.Float32 narrow) {
            return FloatingText.ofFloat(narrow.value(), -1);
        }
        return number.number().toString();
    }

    private static String string(TimeValue time) {
        if (time instanceof TimeValue.Date date) {
            return TimeText.of(date);
        }
        if (time instanceof TimeValue.Time span) {
            return TimeText.of(span.duration(), 0);
        }
        if (time instanceof TimeValue.Year year) {
            return TimeText.ofYear(year.year());
        }
        return time instanceof TimeValue.Timestamp timestamp
                ? TimeText.of(timestamp.shown(), 0)
                : TimeText.of((TimeValue.DateTime) time, 0);
    }

    static byte[] asBytes(Value value, byte[] otherwise) {
        if (value instanceof Value.Blob blob) {
            return blob.bytes().toByteArray();
        }
        if (value instanceof Value.RawBytes raw) {
            return raw.bytes().toByteArray();
        }
        if (value instanceof Value.RawText raw) {
            return raw.bytes().toByteArray();
        }
        if (value instanceof Value.Bit bit) {
            return bytes(bit);
        }
        boolean isText = value instanceof Value.Empty
                || value instanceof Value.Text
                || value instanceof Value.Json
                || value instanceof Value.EnumLabel
                || value instanceof Value.SetLabels;
        return isText ? asString(value, "").getBytes(StandardCharsets.UTF_8) : otherwise;
    }

    private static byte[] bytes(Value.Bit bit) {
        byte[] bytes = new byte[(bit.size() + 7) / 8];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = (byte) (bit.bits() >> (8 * i));
        }
        return bytes;
    }

    static LocalDate asLocalDate(Value value, LocalDate otherwise) {
        try {
            return value instanceof TimeValue.Date date ? date.toLocalDate() : otherwise;
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    static LocalDateTime asLocalDateTime(Value value, LocalDateTime otherwise) {
        try {
            if (value instanceof TimeValue.DateTime dateTime) {
                return dateTime.toLocalDateTime();
            }
            if (value instanceof TimeValue.Timestamp timestamp) {
                return timestamp.toLocalDateTime();
            }
            return value instanceof TimeValue.Date date ? date.toLocalDate().atStartOfDay() : otherwise;
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}

package io.hansock.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cells that hold text as MySQL and MariaDB print it: digits, {@code yyyy-MM-dd HH:mm:ss.ffffff}, and so on, with all escapes
 * of a wire already removed. BIT columns hold raw bytes even in text, so they are read by {@link Row#getBytes(int)}; only
 * {@code BIT(1)} is also understood by {@link Row#getBoolean(int)}.
 */
public final class TextCells implements CellFormat {
    /** Text in UTF-8. */
    public static final TextCells UTF_8 = new TextCells(StandardCharsets.UTF_8, null);

    private static final char REPLACEMENT = '\uFFFD';

    private final Charset charset;

    /** What is known of the column, or null. */
    private final @Nullable ColumnMetadata column;

    private TextCells(Charset charset, @Nullable ColumnMetadata column) {
        this.charset = charset;
        this.column = column;
    }

    /** Cells of a column whose type is known. */
    static TextCells of(ColumnMetadata column) {
        return new TextCells(StandardCharsets.UTF_8, column);
    }

    /**
     * {@return cells whose {@link #text(byte[], int, int)} is in {@code charset}}
     *
     * @param charset the column's charset
     */
    public static TextCells in(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8) ? UTF_8 : new TextCells(charset, null);
    }

    @Override
    public String typeName() {
        return column == null ? "text" : column.typeName();
    }

    @Override
    public long int64(byte[] bytes, int from, int to) {
        return TextNumbers.int64(bytes, from, to);
    }

    @Override
    public long unsigned64(byte[] bytes, int from, int to) {
        return TextNumbers.unsigned64(bytes, from, to);
    }

    @Override
    public float float32(byte[] bytes, int from, int to) {
        return TextNumbers.float32(bytes, from, to);
    }

    /** Of a FLOAT the float that the digits tell, as in binary: 0.1 is 0.1f, which is not the double 0.1. */
    @Override
    public double float64(byte[] bytes, int from, int to) {
        return column != null && column.type() == ColumnType.FLOAT
                ? TextNumbers.float32(bytes, from, to)
                : TextNumbers.float64(bytes, from, to);
    }

    /** A byte 0 or 1 is {@code BIT(1)}; no printed number looks like that. */
    @Override
    public boolean bool(byte[] bytes, int from, int to) {
        if (to - from == 1 && (bytes[from] == 0 || bytes[from] == 1)) {
            return bytes[from] == 1;
        }
        return TextNumbers.float64(bytes, from, to) != 0;
    }

    @Override
    public BigInteger integer(byte[] bytes, int from, int to) {
        return TextNumbers.integer(bytes, from, to);
    }

    @Override
    public BigDecimal decimal(byte[] bytes, int from, int to) {
        return TextNumbers.decimal(bytes, from, to);
    }

    @Override
    public String text(byte[] bytes, int from, int to) {
        return text(bytes, from, to, charset);
    }

    /**
     * A decoder that reports is three times as dear as {@code new String}, so it runs only where that put a replacement
     * character, which a valid text can hold too.
     */
    @Override
    public String text(byte[] bytes, int from, int to, Charset charset) {
        String text = new String(bytes, from, to - from, charset);
        if (text.indexOf(REPLACEMENT) >= 0) {
            try {
                return charset.newDecoder()
                        .decode(ByteBuffer.wrap(bytes, from, to - from))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new CellException("it is not valid " + charset.name()
                        + "; read it by getString with the charset of the column, or by getBytes");
            }
        }
        return text;
    }

    @Override
    public byte[] bytes(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public LocalDate date(byte[] bytes, int from, int to) {
        return TextTimes.date(bytes, from, to);
    }

    @Override
    public LocalTime time(byte[] bytes, int from, int to) {
        return TextTimes.time(bytes, from, to);
    }

    @Override
    public LocalDateTime dateTime(byte[] bytes, int from, int to) {
        return TextTimes.dateTime(bytes, from, to);
    }

    @Override
    public Duration duration(byte[] bytes, int from, int to) {
        return TextTimes.duration(bytes, from, to);
    }

    @Override
    public UUID uuid(byte[] bytes, int from, int to) {
        if (to - from == 16 && (column == null || column.type().isBytes())) {
            ByteBuffer raw = ByteBuffer.wrap(bytes, from, 16);
            return new UUID(raw.getLong(), raw.getLong());
        }
        return uuidOfText(bytes, from, to);
    }

    private static UUID uuidOfText(byte[] bytes, int from, int to) {
        if (to - from != 36) {
            throw notAUuid();
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 36; i++) {
            byte next = bytes[from + i];
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (next != '-') {
                    throw notAUuid();
                }
                continue;
            }
            int digit = Character.digit(next, 16);
            if (digit < 0) {
                throw notAUuid();
            }
            if (i < 18) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new UUID(high, low);
    }

    static CellException notAUuid() {
        return new CellException("it is not a UUID");
    }

    @Override
    public Value value(byte[] bytes, int from, int to) {
        if (column != null && !column.type().isPlainText()) {
            return typedValue(column, bytes, from, to);
        }
        if (from == to) {
            return new Value.Empty();
        }
        try {
            return new Value.Text(text(bytes, from, to));
        } catch (CellException e) {
            ColumnType type = column == null ? ColumnType.TEXT : column.type();
            return new Value.RawText(type, charset, Bytes.of(bytes, from, to));
        }
    }

    private static Value typedValue(ColumnMetadata column, byte[] bytes, int from, int to) {
        try {
            return TextValues.of(column, bytes, from, to);
        } catch (CellException | IllegalArgumentException e) {
            return UnreadValues.of(column, bytes, from, to);
        }
    }
}

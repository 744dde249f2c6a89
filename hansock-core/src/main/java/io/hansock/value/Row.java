package io.hansock.value;

import io.hansock.ResultException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row: typed reads of its cells, by position from 1 as in JDBC, or by name (exactly, or else but for upper and lower case).
 * {@link #valueOf(int)} reads a cell of which nothing is known beforehand.
 *
 * <p>A read is exact or it fails: a number that does not fit, text that is no number, a date with a zero month, bytes that are
 * not valid in the charset are a {@link ResultException} of kind {@link ResultException.Kind#CONVERSION} that names column and
 * types and never the value. A NULL is null to the readers of objects and such an exception to the readers of primitives. A
 * column that the result lacks is a {@link ResultException} of kind {@link ResultException.Kind#NO_SUCH_COLUMN}. This holds for
 * every method, so they do not repeat it.
 *
 * <p>A view that keeps the whole reply in memory. Immutable, safe to share between threads.
 */
public final class Row implements CellsByName {
    private final Rows rows;

    /** Where the bounds of its cells begin. */
    private final int base;

    Row(Rows rows, int base) {
        this.rows = rows;
        this.base = base;
    }

    /** {@return the columns of this row} */
    public Columns columns() {
        return rows.columns();
    }

    /**
     * {@return whether the cell is NULL}
     *
     * @param position the column, from 1
     */
    public boolean isNull(int position) {
        columns().check(position);
        return from(position) < 0;
    }

    /**
     * {@return the cell as true (a number other than 0, or {@code BIT(1)} set) or false}
     *
     * @param position the column, from 1
     */
    public boolean getBoolean(int position) {
        return whole(position, "boolean", (format, cell, from, to) -> format.bool(cell, from, to) ? 1 : 0) != 0;
    }

    /**
     * {@return the cell as a signed 32-bit integer}
     *
     * @param position the column, from 1
     */
    public int getInt(int position) {
        return (int) between(position, "int", Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * {@return the cell as a signed 64-bit integer}
     *
     * @param position the column, from 1
     */
    public long getLong(int position) {
        return whole(position, "long", CellFormat::int64);
    }

    /**
     * {@return the cell as the bits of an unsigned 64-bit integer, to be read by {@link Long#toUnsignedString(long)} and its like}
     *
     * @param position the column, from 1
     */
    public long getUnsignedLong(int position) {
        return whole(position, "unsigned long", CellFormat::unsigned64);
    }

    /**
     * {@return the cell as the nearest float}
     *
     * @param position the column, from 1
     */
    public float getFloat(int position) {
        return (float) floating(position, "float", CellFormat::float32);
    }

    /**
     * {@return the cell as the nearest double}
     *
     * @param position the column, from 1
     */
    public double getDouble(int position) {
        return floating(position, "double", CellFormat::float64);
    }

    /**
     * {@return the cell as an integer of any size, or null}
     *
     * @param position the column, from 1
     */
    public @Nullable BigInteger getBigInteger(int position) {
        return read(position, "BigInteger", CellFormat::integer);
    }

    /**
     * {@return the cell as a decimal with the scale that the server sent, or null}
     *
     * @param position the column, from 1
     */
    public @Nullable BigDecimal getBigDecimal(int position) {
        return read(position, "BigDecimal", CellFormat::decimal);
    }

    /**
     * {@return the cell as text in the column's charset, UTF-8 where that is not known, or null}
     *
     * @param position the column, from 1
     */
    public @Nullable String getString(int position) {
        return read(position, "String", CellFormat::text);
    }

    /**
     * {@return the cell as text in {@code charset}, or null}
     *
     * @param position the column, from 1
     * @param charset the charset of the bytes
     */
    public @Nullable String getString(int position, Charset charset) {
        return read(position, "String", (format, cell, from, to) -> format.text(cell, from, to, charset));
    }

    /**
     * {@return A copy of the cell's bytes, of numbers and times the ASCII of their text; or null}
     *
     * @param position the column, from 1
     */
    public byte @Nullable [] getBytes(int position) {
        return read(position, "byte[]", CellFormat::bytes);
    }

    /**
     * {@return A DATE, or null}
     *
     * @param position the column, from 1
     */
    public @Nullable LocalDate getLocalDate(int position) {
        return read(position, "LocalDate", CellFormat::date);
    }

    /**
     * {@return A TIME that is a time of day (from 00:00:00 on and below 24:00:00), or null}
     *
     * @param position the column, from 1
     */
    public @Nullable LocalTime getLocalTime(int position) {
        return read(position, "LocalTime", CellFormat::time);
    }

    /**
     * {@return A DATETIME, a TIMESTAMP as the server shows it, or a DATE at midnight; or null}
     *
     * @param position the column, from 1
     */
    public @Nullable LocalDateTime getLocalDateTime(int position) {
        return read(position, "LocalDateTime", CellFormat::dateTime);
    }

    /**
     * {@return what {@link #getLocalDateTime(int)} reads, taken to be in UTC; or null}
     *
     * @param position the column, from 1
     */
    public @Nullable Instant getInstant(int position) {
        LocalDateTime dateTime = read(position, "Instant", CellFormat::dateTime);
        return dateTime == null ? null : dateTime.toInstant(ZoneOffset.UTC);
    }

    /**
     * {@return A TIME, to plus or minus 838:59:59.999999, or null}
     *
     * @param position the column, from 1
     */
    public @Nullable Duration getDuration(int position) {
        return read(position, "Duration", CellFormat::duration);
    }

    /**
     * {@return A UUID of 36 characters or 16 bytes, or null}
     *
     * @param position the column, from 1
     */
    public @Nullable UUID getUuid(int position) {
        return read(position, "UUID", CellFormat::uuid);
    }

    /**
     * The cell as {@code type}, null if it is NULL. Types are those of the other readers, the wrappers of primitives, short, byte,
     * char (text of one character), {@link java.time.Year}, and enums by constant name.
     *
     * @param <T> the type
     * @param position the column, from 1
     * @param type the class to read the cell as
     * @return the cell, or null
     * @throws IllegalArgumentException if cells cannot be read as {@code type} at all; it lists those that can
     */
    public <T> @Nullable T get(int position, Class<T> type) {
        return CellReaders.read(this, position, type);
    }

    /**
     * {@return the cell as an object of its own, {@link Value.Null} if it is NULL; empty if there is no such column}
     *
     * @param position the column, from 1
     */
    public Optional<Value> valueOf(int position) {
        if (position < 1 || position > columns().size()) {
            return Optional.empty();
        }
        int from = from(position);
        return Optional.of(from < 0 ? new Value.Null() : format(position).value(rows.bytes(), from, to(position)));
    }

    /** The cell as an integer that a narrower {@code type} holds. */
    long between(int position, String type, long least, long most) {
        long value = whole(position, type, CellFormat::int64);
        if (value < least || value > most) {
            throw columns().unreadable(position, type, TextNumbers.outOfRange());
        }
        return value;
    }

    private long whole(int position, String type, WholeRead read) {
        int from = present(position, type);
        try {
            return read.read(format(position), rows.bytes(), from, to(position));
        } catch (CellException e) {
            throw columns().unreadable(position, type, e);
        }
    }

    private double floating(int position, String type, FloatingRead read) {
        int from = present(position, type);
        try {
            return read.read(format(position), rows.bytes(), from, to(position));
        } catch (CellException e) {
            throw columns().unreadable(position, type, e);
        }
    }

    private <T> @Nullable T read(int position, String type, CellRead<T> read) {
        columns().check(position);
        int from = from(position);
        if (from < 0) {
            return null;
        }
        try {
            return read.read(format(position), rows.bytes(), from, to(position));
        } catch (CellException e) {
            throw columns().unreadable(position, type, e);
        }
    }

    /** The start of a cell that is about to be read as a primitive. */
    private int present(int position, String type) {
        columns().check(position);
        int from = from(position);
        if (from < 0) {
            throw columns().isNull(position, type);
        }
        return from;
    }

    ResultException unreadable(int position, String type, CellException reason) {
        return columns().unreadable(position, type, reason);
    }

    private CellFormat format(int position) {
        return columns().format(position);
    }

    private int from(int position) {
        return rows.from(base + 2 * position - 2);
    }

    private int to(int position) {
        return rows.to(base + 2 * position - 2);
    }

    /** The shape alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return "row of " + columns();
    }

    private interface WholeRead {
        long read(CellFormat format, byte[] bytes, int from, int to);
    }

    private interface FloatingRead {
        double read(CellFormat format, byte[] bytes, int from, int to);
    }

    private interface CellRead<T> {
        T read(CellFormat format, byte[] bytes, int from, int to);
    }
}

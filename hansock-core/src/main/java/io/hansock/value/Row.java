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
 *
 * <p>A read is exact or it fails: a number that does not fit, text that is no number, a date with a zero month, bytes that are
 * not valid in the charset are a {@link ResultException} of kind {@link ResultException.Kind#CONVERSION} that names column and
 * types and never the value. A NULL is null to the readers of objects and such an exception to the readers of primitives. A
 * column that the result lacks is a {@link ResultException} of kind {@link ResultException.Kind#NO_SUCH_COLUMN}. This holds for
 * every method, so they do not repeat it.
 *
 * <p>A view that keeps the whole reply in memory. Immutable, safe to share between threads.
 */
public final class Row {
    private final Columns columns;
    private final byte[] bytes;
    private final int[] bounds;
    private final int base;

    Row(Columns columns, byte[] bytes, int[] bounds, int base) {
        this.columns = columns;
        this.bytes = bytes;
        this.bounds = bounds;
        this.base = base;
    }

    /** {@return the columns of this row} */
    public Columns columns() {
        return columns;
    }

    /**
     * {@return whether the cell is NULL}
     *
     * @param position the column, from 1
     */
    public boolean isNull(int position) {
        columns.check(position);
        return from(position) < 0;
    }

    /**
     * {@return whether the cell is NULL}
     *
     * @param name the column's name
     */
    public boolean isNull(String name) {
        return isNull(columns.position(name));
    }

    /**
     * {@return the cell as true (a number other than 0, or {@code BIT(1)} set) or false}
     *
     * @param position the column, from 1
     */
    public boolean getBoolean(int position) {
        int from = present(position, "boolean");
        try {
            return format(position).bool(bytes, from, to(position));
        } catch (CellException e) {
            throw unreadable(position, "boolean", e);
        }
    }

    /**
     * {@return the cell as true (a number other than 0, or {@code BIT(1)} set) or false}
     *
     * @param name the column's name
     */
    public boolean getBoolean(String name) {
        return getBoolean(columns.position(name));
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
     * {@return the cell as a signed 32-bit integer}
     *
     * @param name the column's name
     */
    public int getInt(String name) {
        return getInt(columns.position(name));
    }

    /**
     * {@return the cell as a signed 64-bit integer}
     *
     * @param position the column, from 1
     */
    public long getLong(int position) {
        return between(position, "long", Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * {@return the cell as a signed 64-bit integer}
     *
     * @param name the column's name
     */
    public long getLong(String name) {
        return getLong(columns.position(name));
    }

    /**
     * {@return the cell as the bits of an unsigned 64-bit integer, to be read by {@link Long#toUnsignedString(long)} and its like}
     *
     * @param position the column, from 1
     */
    public long getUnsignedLong(int position) {
        int from = present(position, "unsigned long");
        try {
            return format(position).unsigned64(bytes, from, to(position));
        } catch (CellException e) {
            throw unreadable(position, "unsigned long", e);
        }
    }

    /**
     * {@return the cell as the bits of an unsigned 64-bit integer, to be read by {@link Long#toUnsignedString(long)} and its like}
     *
     * @param name the column's name
     */
    public long getUnsignedLong(String name) {
        return getUnsignedLong(columns.position(name));
    }

    /**
     * {@return the cell as the nearest float}
     *
     * @param position the column, from 1
     */
    public float getFloat(int position) {
        int from = present(position, "float");
        try {
            return format(position).float32(bytes, from, to(position));
        } catch (CellException e) {
            throw unreadable(position, "float", e);
        }
    }

    /**
     * {@return the cell as the nearest float}
     *
     * @param name the column's name
     */
    public float getFloat(String name) {
        return getFloat(columns.position(name));
    }

    /**
     * {@return the cell as the nearest double}
     *
     * @param position the column, from 1
     */
    public double getDouble(int position) {
        int from = present(position, "double");
        try {
            return format(position).float64(bytes, from, to(position));
        } catch (CellException e) {
            throw unreadable(position, "double", e);
        }
    }

    /**
     * {@return the cell as the nearest double}
     *
     * @param name the column's name
     */
    public double getDouble(String name) {
        return getDouble(columns.position(name));
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
     * {@return the cell as an integer of any size, or null}
     *
     * @param name the column's name
     */
    public @Nullable BigInteger getBigInteger(String name) {
        return getBigInteger(columns.position(name));
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
     * {@return the cell as a decimal with the scale that the server sent, or null}
     *
     * @param name the column's name
     */
    public @Nullable BigDecimal getBigDecimal(String name) {
        return getBigDecimal(columns.position(name));
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
     * {@return the cell as text in the column's charset, UTF-8 where that is not known, or null}
     *
     * @param name the column's name
     */
    public @Nullable String getString(String name) {
        return getString(columns.position(name));
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
     * {@return the cell as text in {@code charset}, or null}
     *
     * @param name the column's name
     * @param charset the charset of the bytes
     */
    public @Nullable String getString(String name, Charset charset) {
        return getString(columns.position(name), charset);
    }

    /**
     * {@return A copy of the cell's bytes as the server sent them, escapes removed, or null}
     *
     * @param position the column, from 1
     */
    public byte @Nullable [] getBytes(int position) {
        return read(position, "byte[]", CellFormat::bytes);
    }

    /**
     * {@return A copy of the cell's bytes as the server sent them, escapes removed, or null}
     *
     * @param name the column's name
     */
    public byte @Nullable [] getBytes(String name) {
        return getBytes(columns.position(name));
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
     * {@return A DATE, or null}
     *
     * @param name the column's name
     */
    public @Nullable LocalDate getLocalDate(String name) {
        return getLocalDate(columns.position(name));
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
     * {@return A TIME that is a time of day (from 00:00:00 on and below 24:00:00), or null}
     *
     * @param name the column's name
     */
    public @Nullable LocalTime getLocalTime(String name) {
        return getLocalTime(columns.position(name));
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
     * {@return A DATETIME, a TIMESTAMP as the server shows it, or a DATE at midnight; or null}
     *
     * @param name the column's name
     */
    public @Nullable LocalDateTime getLocalDateTime(String name) {
        return getLocalDateTime(columns.position(name));
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
     * {@return what {@link #getLocalDateTime(int)} reads, taken to be in UTC; or null}
     *
     * @param name the column's name
     */
    public @Nullable Instant getInstant(String name) {
        return getInstant(columns.position(name));
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
     * {@return A TIME, to plus or minus 838:59:59.999999, or null}
     *
     * @param name the column's name
     */
    public @Nullable Duration getDuration(String name) {
        return getDuration(columns.position(name));
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
     * {@return A UUID of 36 characters or 16 bytes, or null}
     *
     * @param name the column's name
     */
    public @Nullable UUID getUuid(String name) {
        return getUuid(columns.position(name));
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
     * {@return as {@link #get(int, Class)}, by name}
     *
     * @param <T> that class
     * @param name the column's name
     * @param type the class to read it as
     */
    public <T> @Nullable T get(String name, Class<T> type) {
        return get(columns.position(name), type);
    }

    /**
     * {@return the cell as an object of its own, {@link Value.Null} if it is NULL; empty if there is no such column}
     *
     * @param position the column, from 1
     */
    public Optional<Value> valueOf(int position) {
        if (position < 1 || position > columns.size()) {
            return Optional.empty();
        }
        int from = from(position);
        return Optional.of(from < 0 ? new Value.Null() : format(position).value(bytes, from, to(position)));
    }

    /**
     * {@return the cell as an object of its own, {@link Value.Null} if it is NULL; empty if there is no such column}
     *
     * @param name the column's name
     */
    public Optional<Value> valueOf(String name) {
        return valueOf(columns.find(name));
    }

    /** The cell as an integer that a narrower {@code type} holds. */
    long between(int position, String type, long least, long most) {
        int from = present(position, type);
        long value;
        try {
            value = format(position).int64(bytes, from, to(position));
        } catch (CellException e) {
            throw unreadable(position, type, e);
        }
        if (value < least || value > most) {
            throw unreadable(position, type, TextNumbers.outOfRange());
        }
        return value;
    }

    ResultException unreadable(int position, String type, CellException reason) {
        return new ResultException(
                ResultException.Kind.CONVERSION,
                "column " + columns.name(position) + " (" + format(position).typeName() + ") cannot be read as " + type
                        + ": " + reason.getMessage());
    }

    private <T> @Nullable T read(int position, String type, CellRead<T> read) {
        columns.check(position);
        int from = from(position);
        if (from < 0) {
            return null;
        }
        try {
            return read.read(format(position), bytes, from, to(position));
        } catch (CellException e) {
            throw unreadable(position, type, e);
        }
    }

    /** The start of a cell that is about to be read as a primitive. */
    private int present(int position, String type) {
        columns.check(position);
        int from = from(position);
        if (from < 0) {
            throw new ResultException(
                    ResultException.Kind.CONVERSION,
                    "column " + columns.name(position) + " is NULL and cannot be read as " + type
                            + "; ask isNull first, or read it as a class: get(…, Integer.class), a record component of type Integer");
        }
        return from;
    }

    private CellFormat format(int position) {
        return columns.format(position);
    }

    private int from(int position) {
        return bounds[base + 2 * position - 2];
    }

    private int to(int position) {
        return bounds[base + 2 * position - 1];
    }

    /** The shape alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return "row of " + columns;
    }

    private interface CellRead<T> {
        T read(CellFormat format, byte[] bytes, int from, int to);
    }
}

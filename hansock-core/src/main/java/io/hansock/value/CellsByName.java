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
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The reads of a {@link Row} by the name of the column. A name is found exactly, or else but for upper and lower case; of several
 * columns that bear it the first counts; if none does, it is a {@link ResultException} of kind
 * {@link ResultException.Kind#NO_SUCH_COLUMN}. For the rest a read is what its namesake in {@link Row} is, which takes the position.
 *
 * <p>Immutable, safe to share between threads.
 */
public sealed interface CellsByName permits Row {
    /**
     * {@return whether the cell is NULL}
     *
     * @param name the column's name
     */
    default boolean isNull(String name) {
        return row().isNull(at(name));
    }

    /**
     * {@return the cell as true (a number other than 0, or {@code BIT(1)} set) or false}
     *
     * @param name the column's name
     */
    default boolean getBoolean(String name) {
        return row().getBoolean(at(name));
    }

    /**
     * {@return the cell as a signed 32-bit integer}
     *
     * @param name the column's name
     */
    default int getInt(String name) {
        return row().getInt(at(name));
    }

    /**
     * {@return the cell as a signed 64-bit integer}
     *
     * @param name the column's name
     */
    default long getLong(String name) {
        return row().getLong(at(name));
    }

    /**
     * {@return the cell as the bits of an unsigned 64-bit integer, to be read by {@link Long#toUnsignedString(long)} and its like}
     *
     * @param name the column's name
     */
    default long getUnsignedLong(String name) {
        return row().getUnsignedLong(at(name));
    }

    /**
     * {@return the cell as the nearest float}
     *
     * @param name the column's name
     */
    default float getFloat(String name) {
        return row().getFloat(at(name));
    }

    /**
     * {@return the cell as the nearest double}
     *
     * @param name the column's name
     */
    default double getDouble(String name) {
        return row().getDouble(at(name));
    }

    /**
     * {@return the cell as an integer of any size, or null}
     *
     * @param name the column's name
     */
    default @Nullable BigInteger getBigInteger(String name) {
        return row().getBigInteger(at(name));
    }

    /**
     * {@return the cell as a decimal with the scale that the server sent, or null}
     *
     * @param name the column's name
     */
    default @Nullable BigDecimal getBigDecimal(String name) {
        return row().getBigDecimal(at(name));
    }

    /**
     * {@return the cell as text in the column's charset, UTF-8 where that is not known, or null}
     *
     * @param name the column's name
     */
    default @Nullable String getString(String name) {
        return row().getString(at(name));
    }

    /**
     * {@return the cell as text in {@code charset}, or null}
     *
     * @param name the column's name
     * @param charset the charset of the bytes
     */
    default @Nullable String getString(String name, Charset charset) {
        return row().getString(at(name), charset);
    }

    /**
     * {@return A copy of the cell's bytes, of numbers and times the ASCII of their text; or null}
     *
     * @param name the column's name
     */
    default byte @Nullable [] getBytes(String name) {
        return row().getBytes(at(name));
    }

    /**
     * {@return A DATE, or null}
     *
     * @param name the column's name
     */
    default @Nullable LocalDate getLocalDate(String name) {
        return row().getLocalDate(at(name));
    }

    /**
     * {@return A TIME that is a time of day (from 00:00:00 on and below 24:00:00), or null}
     *
     * @param name the column's name
     */
    default @Nullable LocalTime getLocalTime(String name) {
        return row().getLocalTime(at(name));
    }

    /**
     * {@return A DATETIME, a TIMESTAMP as the server shows it, or a DATE at midnight; or null}
     *
     * @param name the column's name
     */
    default @Nullable LocalDateTime getLocalDateTime(String name) {
        return row().getLocalDateTime(at(name));
    }

    /**
     * {@return what {@link #getLocalDateTime(String)} reads, taken to be in UTC; or null}
     *
     * @param name the column's name
     */
    default @Nullable Instant getInstant(String name) {
        return row().getInstant(at(name));
    }

    /**
     * {@return A TIME, to plus or minus 838:59:59.999999, or null}
     *
     * @param name the column's name
     */
    default @Nullable Duration getDuration(String name) {
        return row().getDuration(at(name));
    }

    /**
     * {@return A UUID of 36 characters or 16 bytes, or null}
     *
     * @param name the column's name
     */
    default @Nullable UUID getUuid(String name) {
        return row().getUuid(at(name));
    }

    /**
     * {@return as {@link Row#get(int, Class)}, by name}
     *
     * @param <T> that class
     * @param name the column's name
     * @param type the class to read it as
     */
    default <T> @Nullable T get(String name, Class<T> type) {
        return row().get(at(name), type);
    }

    /**
     * {@return the cell as an object of its own, {@link Value.Null} if it is NULL; empty if there is no such column}
     *
     * @param name the column's name
     */
    default Optional<Value> valueOf(String name) {
        return row().valueOf(row().columns().find(name));
    }

    private int at(String name) {
        return row().columns().position(name);
    }

    /** There is no other. */
    private Row row() {
        return (Row) this;
    }
}

package io.hansock.value;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One cell as an object of its own, whatever its type: what {@link Row#valueOf(String)} answers, for those who do not know the
 * columns beforehand. It holds exactly what the server sent: zero dates, times beyond a day and unsigned numbers included. The
 * text and the binary protocol give equal values, FLOAT excepted, of which a server prints six digits only.
 *
 * <p>Take one apart by {@code switch} where Java has patterns, by {@link Value#match()} where it has not, or read it by
 * {@link #asLong(long)} and its like, which answer what they were given where the value is of another kind or does not fit:
 * nothing is rounded or cut.
 *
 * <p>Immutable, safe to share between threads. No {@code toString} tells more than the kind and the size.
 */
public sealed interface Value
        permits NumberValue,
                TimeValue,
                Value.Null,
                Value.Empty,
                Value.Text,
                Value.Json,
                Value.EnumLabel,
                Value.SetLabels,
                Value.Blob,
                Value.Bit,
                Value.Geometry,
                Value.Uuid,
                Value.Inet,
                Value.RawText,
                Value.RawBytes {
    /** {@return whether it is NULL} */
    default boolean isNull() {
        return false;
    }

    /**
     * {@return the whole number that it is, or that its text is; {@code otherwise} if there is none, or if it does not fit}
     *
     * @param otherwise the answer for anything else
     */
    default long asLong(long otherwise) {
        return ValueReads.asLong(this, otherwise);
    }

    /**
     * {@return the nearest double to the number that it is, or that its text is; else {@code otherwise}}
     *
     * @param otherwise the answer for anything else
     */
    default double asDouble(double otherwise) {
        return ValueReads.asDouble(this, otherwise);
    }

    /**
     * {@return the number that it is, or that its text is; else {@code otherwise}}
     *
     * @param otherwise the answer for anything else
     */
    default BigDecimal asBigDecimal(BigDecimal otherwise) {
        return ValueReads.asBigDecimal(this, otherwise);
    }

    /**
     * {@return whether the number that it is, or that its text is, is another than 0; else {@code otherwise}}
     *
     * @param otherwise the answer for anything else
     */
    default boolean asBoolean(boolean otherwise) {
        return asBigDecimal(otherwise ? BigDecimal.ONE : BigDecimal.ZERO).signum() != 0;
    }

    /**
     * {@return its text: of numbers and times as a server prints them; {@code otherwise} for NULL, and for bytes that are no text}
     *
     * @param otherwise the answer for those
     */
    default String asString(String otherwise) {
        return ValueReads.asString(this, otherwise);
    }

    /**
     * {@return a copy of its bytes, in UTF-8 if it is text; {@code otherwise} for NULL, numbers and times}
     *
     * @param otherwise the answer for those
     */
    default byte[] asBytes(byte[] otherwise) {
        return ValueReads.asBytes(this, otherwise);
    }

    /**
     * {@return the day, if it is a date that the calendar has; else {@code otherwise}}
     *
     * @param otherwise the answer for anything else
     */
    default LocalDate asLocalDate(LocalDate otherwise) {
        return ValueReads.asLocalDate(this, otherwise);
    }

    /**
     * {@return the day and time, a date being its midnight, if the calendar has it; else {@code otherwise}}
     *
     * @param otherwise the answer for anything else
     */
    default LocalDateTime asLocalDateTime(LocalDateTime otherwise) {
        return ValueReads.asLocalDateTime(this, otherwise);
    }

    /**
     * {@return the span, if it is a TIME; else {@code otherwise}}
     *
     * @param otherwise the answer for anything else
     */
    default Duration asDuration(Duration otherwise) {
        return this instanceof TimeValue.Time time ? time.duration() : otherwise;
    }

    /**
     * {@return a choice of what to do by kind, for Java without patterns in {@code switch}}
     *
     * @param <R> what the choice gives
     */
    default <R> ValueMatch<R> match() {
        return new ValueMatch<>(this);
    }

    /** NULL. */
    record Null() implements Value {
        @Override
        public boolean isNull() {
            return true;
        }

        @Override
        public String toString() {
            return "Null";
        }
    }

    /** A text, or bytes, of which there are none. */
    record Empty() implements Value {
        @Override
        public String toString() {
            return "Empty";
        }
    }

    /**
     * A text that is not empty.
     *
     * @param text the text
     */
    record Text(String text) implements Value {
        @Override
        public String toString() {
            return "Text of " + text.length() + " characters";
        }
    }

    /**
     * A JSON document.
     *
     * @param text the document as the server prints it
     */
    record Json(String text) implements Value {
        @Override
        public String toString() {
            return "Json of " + text.length() + " characters";
        }
    }

    /**
     * A value of an ENUM.
     *
     * @param label its label; empty for what a server without strict mode makes of a wrong one
     */
    record EnumLabel(String label) implements Value {
        @Override
        public String toString() {
            return "EnumLabel";
        }
    }

    /**
     * A value of a SET.
     *
     * @param labels its labels in the server's order; unmodifiable, possibly empty
     */
    record SetLabels(Set<String> labels) implements Value {
        /**
         * Copies the labels.
         *
         * @param labels its labels in order
         */
        public SetLabels {
            labels = Collections.unmodifiableSet(new LinkedHashSet<>(labels));
        }

        @Override
        public String toString() {
            return "SetLabels, " + labels.size();
        }
    }

    /**
     * Bytes, and not none.
     *
     * @param bytes the bytes
     */
    record Blob(Bytes bytes) implements Value {
        @Override
        public String toString() {
            return "Blob of " + bytes;
        }
    }

    /**
     * Bits.
     *
     * @param bits the bits, the last one lowest
     * @param size how many bits the column has, from 1 to 64
     */
    record Bit(long bits, int size) implements Value {
        /**
         * Checks the size.
         *
         * @param bits the bits, the last one lowest
         * @param size how many bits the column has
         */
        public Bit {
            if (size < 1 || size > Long.SIZE) {
                throw new IllegalArgumentException("a BIT has from 1 to 64 bits, not " + size);
            }
        }

        @Override
        public String toString() {
            return "Bit of " + size;
        }
    }

    /**
     * A shape.
     *
     * @param srid the number of the spatial reference system: an unsigned 32-bit number
     * @param wkb the shape as well-known binary
     */
    record Geometry(long srid, Bytes wkb) implements Value {
        @Override
        public String toString() {
            return "Geometry of " + wkb;
        }
    }

    /**
     * A UUID.
     *
     * @param uuid the UUID
     */
    record Uuid(java.util.UUID uuid) implements Value {
        @Override
        public String toString() {
            return "Uuid";
        }
    }

    /**
     * An Internet address, as MariaDB's INET4 and INET6 columns hold.
     *
     * @param address the address as the server prints it
     */
    record Inet(String address) implements Value {
        /**
         * Checks that it is an address, and no name that would have to be looked up.
         *
         * @param address the address in digits
         * @throws IllegalArgumentException if it is not
         */
        public Inet {
            InetText.parse(address);
        }

        /** {@return the address; an IPv4 address that is mapped into IPv6 becomes an IPv4 address, as everywhere in Java} */
        public InetAddress toInetAddress() {
            return InetText.parse(address);
        }

        @Override
        public String toString() {
            return "Inet";
        }
    }

    /**
     * Text that Hansock does not decode: of a type that it does not know, or not what the type promises.
     *
     * @param type what the column is said to be
     * @param charset the charset that the bytes are said to have
     * @param bytes the bytes as they were sent
     */
    record RawText(ColumnType type, Charset charset, Bytes bytes) implements Value {
        @Override
        public String toString() {
            return "RawText of " + bytes;
        }
    }

    /**
     * Bytes that Hansock does not decode: of a type that it does not know, or not what the type promises.
     *
     * @param type what the column is said to be
     * @param bytes the bytes as they were sent
     */
    record RawBytes(ColumnType type, Bytes bytes) implements Value {
        @Override
        public String toString() {
            return "RawBytes of " + bytes;
        }
    }
}

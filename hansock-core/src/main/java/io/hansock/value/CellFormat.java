package io.hansock.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * How the bytes of one column's cells are read: the seam between {@link Row} and the wires. A cell is {@code bytes[from..to)},
 * never NULL, and must be left unchanged. A read is exact or throws {@link CellException}: nothing is rounded, cut or
 * replaced. Implementations are immutable and safe to share between threads.
 */
public interface CellFormat {
    /** {@return what the bytes are, for messages: "text", "int", "datetime"} */
    String typeName();

    /**
     * {@return the cell as a signed 64-bit integer}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    long int64(byte[] bytes, int from, int to);

    /**
     * {@return the cell as the bits of an unsigned 64-bit integer}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    long unsigned64(byte[] bytes, int from, int to);

    /**
     * {@return the cell as the nearest float}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    float float32(byte[] bytes, int from, int to);

    /**
     * {@return the cell as the nearest double}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    double float64(byte[] bytes, int from, int to);

    /**
     * {@return the cell as true or false: a number that is not 0, or is}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    boolean bool(byte[] bytes, int from, int to);

    /**
     * {@return the cell as an integer of any size}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    BigInteger integer(byte[] bytes, int from, int to);

    /**
     * {@return the cell as a decimal with the scale that the server sent}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    BigDecimal decimal(byte[] bytes, int from, int to);

    /**
     * {@return the cell as text, in the charset that the column is known or taken to have}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    String text(byte[] bytes, int from, int to);

    /**
     * {@return the cell as text in {@code charset}, whatever the column's is}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     * @param charset the charset of the bytes
     */
    String text(byte[] bytes, int from, int to, Charset charset);

    /**
     * {@return the cell's bytes, as a copy; of numbers and times their text in ASCII}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    byte[] bytes(byte[] bytes, int from, int to);

    /**
     * {@return the cell as a date}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    LocalDate date(byte[] bytes, int from, int to);

    /**
     * {@return the cell as a time of day}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    LocalTime time(byte[] bytes, int from, int to);

    /**
     * {@return the cell as a date and time; a date alone is its midnight}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    LocalDateTime dateTime(byte[] bytes, int from, int to);

    /**
     * {@return the cell as a signed span of hours, minutes, seconds and microseconds}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    Duration duration(byte[] bytes, int from, int to);

    /**
     * {@return the cell as a UUID: 36 characters of text, or 16 bytes, most significant first}
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    UUID uuid(byte[] bytes, int from, int to);

    /**
     * {@return the cell as an object of its own} This one never fails: what it cannot decode it hands over raw.
     *
     * @param bytes holds the cell
     * @param from the cell's first byte
     * @param to behind its last byte
     */
    Value value(byte[] bytes, int from, int to);
}

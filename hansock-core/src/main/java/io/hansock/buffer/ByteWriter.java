package io.hansock.buffer;

import io.hansock.RefusedException;
import java.util.Arrays;
import java.util.Objects;

/**
 * Collects bytes in a heap array that grows up to a hard maximum. Numbers are little-endian; too wide ones lose their upper
 * bits. A write that fails, because of the maximum ({@link RefusedException}, rule {@code request-size}) or of its argument,
 * leaves the writer as it was before.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public final class ByteWriter {
    /** Arrays larger than this many bytes are let go by {@link #reset}, so that one big request is not paid for ever. */
    public static final int LARGEST_KEPT = 256 * 1024;

    /** The largest array that every JVM can make. */
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final int initialCapacity;
    private final int maximum;
    private byte[] bytes;
    private int size;

    /** A writer that begins with {@code initialCapacity} bytes and never holds more than {@code maximum}. */
    public ByteWriter(int initialCapacity, int maximum) {
        if (initialCapacity < 0 || initialCapacity > maximum || maximum > LARGEST_ARRAY) {
            throw new IllegalArgumentException(
                    "not 0 <= initial capacity " + initialCapacity + " <= maximum " + maximum + " <= " + LARGEST_ARRAY);
        }
        this.initialCapacity = initialCapacity;
        this.maximum = maximum;
        this.bytes = new byte[initialCapacity];
    }

    /** The bytes written, from index 0 until before {@link #size}. Good until the next write, which may replace the array. */
    public byte[] array() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets all that was written. The array is kept for the next use unless it grew above {@link #LARGEST_KEPT}. */
    public void reset() {
        size = 0;
        if (bytes.length > Math.max(LARGEST_KEPT, initialCapacity)) {
            bytes = new byte[initialCapacity];
        }
    }

    /** Takes back all that was written behind the first {@code length} bytes. */
    public void truncate(int length) {
        size = Objects.checkIndex(length, size + 1);
    }

    /** Makes room for {@code length} more bytes at once, so that the writes to come need not grow the array in steps. */
    public void ensure(long length) {
        if (length < 0) {
            throw new IllegalArgumentException("negative length " + length);
        }
        if (length > bytes.length - size) {
            grow(length);
        }
    }

    private void grow(long length) {
        if (length > maximum - size) {
            throw new RefusedException(
                    null, "request-size", "the request does not fit into its maximum of " + maximum + " bytes");
        }
        long needed = size + length;
        bytes = Arrays.copyOf(bytes, (int) Math.min(maximum, Math.max(needed, 2L * bytes.length)));
    }

    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    public void put(byte[] source, int from, int length) {
        Objects.checkFromIndexSize(from, length, source.length);
        int at = claim(length);
        System.arraycopy(source, from, bytes, at, length);
    }

    /** Writes the lowest 8 bits. */
    public void int8(int value) {
        int at = claim(Byte.BYTES);
        bytes[at] = (byte) value;
    }

    /** Writes the lowest 16 bits. */
    public void int16(int value) {
        int at = claim(Short.BYTES);
        LittleEndian.set16(bytes, at, value);
    }

    /** Writes the lowest 24 bits. */
    public void int24(int value) {
        int at = claim(3);
        LittleEndian.set24(bytes, at, value);
    }

    public void int32(int value) {
        int at = claim(Integer.BYTES);
        LittleEndian.set32(bytes, at, value);
    }

    /** Writes the lowest 48 bits. */
    public void int48(long value) {
        int at = claim(6);
        LittleEndian.set48(bytes, at, value);
    }

    public void int64(long value) {
        int at = claim(Long.BYTES);
        LittleEndian.set64(bytes, at, value);
    }

    public void float32(float value) {
        int32(Float.floatToRawIntBits(value));
    }

    public void float64(double value) {
        int64(Double.doubleToRawLongBits(value));
    }

    /** Writes 24 bits over what stands at index {@code at}: a packet's length, known only behind its end. */
    public void setInt24(int at, int value) {
        Objects.checkFromIndexSize(at, 3, size);
        LittleEndian.set24(bytes, at, value);
    }

    /** Writes the bits of an unsigned 64-bit number as a length-encoded integer, in its shortest form. */
    public void lenencInt(long value) {
        int width = lenencWidth(value);
        ensure(width);
        switch (width) {
            case 1 -> int8((int) value);
            case 3 -> {
                int8(ByteReader.LENENC_16);
                int16((int) value);
            }
            case 4 -> {
                int8(ByteReader.LENENC_24);
                int24((int) value);
            }
            default -> {
                int8(ByteReader.LENENC_64);
                int64(value);
            }
        }
    }

    private static int lenencWidth(long value) {
        if (value < 0 || value > 0xff_ffffL) {
            return 9;
        }
        if (value < ByteReader.LENENC_NULL) {
            return 1;
        }
        return value <= 0xffffL ? 3 : 4;
    }

    /** Writes NULL in place of a length-encoded string. */
    public void lenencNull() {
        int8(ByteReader.LENENC_NULL);
    }

    public void lenencBytes(byte[] source) {
        lenencBytes(source, 0, source.length);
    }

    public void lenencBytes(byte[] source, int from, int length) {
        Objects.checkFromIndexSize(from, length, source.length);
        ensure(lenencWidth(length) + (long) length);
        lenencInt(length);
        put(source, from, length);
    }

    /** Writes {@code text} as a length-encoded string in UTF-8; an unpaired surrogate is an {@link IllegalArgumentException}. */
    public void lenencUtf8(String text) {
        long length = Utf8.length(text);
        ensure(lenencWidth(length) + length);
        lenencInt(length);
        size = Utf8.encode(text, bytes, size);
    }

    /** Writes {@code text} in UTF-8 and a zero byte. Text that holds one itself is an {@link IllegalArgumentException}. */
    public void nulTerminatedUtf8(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a null-terminated text cannot hold U+0000");
        }
        ensure(Utf8.length(text) + 1);
        size = Utf8.encode(text, bytes, size);
        int8(0);
    }

    /** Writes {@code text} in UTF-8, alone; an unpaired surrogate is an {@link IllegalArgumentException}. */
    public void utf8(String text) {
        ensure(Utf8.length(text));
        size = Utf8.encode(text, bytes, size);
    }

    /** Writes a text of U+0000 to U+007F, alone; any other character is an {@link IllegalArgumentException}. */
    public void ascii(String text) {
        int length = text.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0x7f) {
                throw new IllegalArgumentException("not ASCII at index " + i);
            }
            bytes[size + i] = (byte) c;
        }
        size += length;
    }

    /** Writes the decimal digits of {@code value}, with a minus sign if it is negative. */
    public void decimal(long value) {
        boolean negative = value < 0;
        long digits = negative ? value : -value;
        int at = claim(Decimals.digits(digits) + (negative ? 1 : 0));
        if (negative) {
            bytes[at] = '-';
        }
        Decimals.write(digits, bytes, size);
    }

    /** Writes the decimal digits of the unsigned 64-bit number whose bits are {@code bits}. */
    public void unsignedDecimal(long bits) {
        if (bits >= 0) {
            decimal(bits);
            return;
        }
        long tens = Long.divideUnsigned(bits, 10);
        ensure(Decimals.digits(-tens) + 1L);
        decimal(tens);
        int8('0' + (int) (bits - tens * 10));
    }

    private int claim(int length) {
        ensure(length);
        int at = size;
        size += length;
        return at;
    }
}

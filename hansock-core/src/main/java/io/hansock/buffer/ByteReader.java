package io.hansock.buffer;

import io.hansock.ProtocolException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a range of an array from front to back. The bytes are taken for hostile: a read that would pass the end, and a length
 * that cannot be, is a {@link ProtocolException} before it sizes anything; where the reader then stands is not defined. Numbers
 * are little-endian. Lengths are unsigned 64-bit, so a "negative" one is merely absurd. The array is shared, not copied.
 *
 * <p>Not thread-safe: one thread at a time.
 */
public final class ByteReader {
    /** What {@link #nullableLenencLength} answers for NULL. */
    public static final int NULL = -1;

    static final int LENENC_NULL = 0xfb;
    static final int LENENC_16 = 0xfc;
    static final int LENENC_24 = 0xfd;
    static final int LENENC_64 = 0xfe;

    private byte[] bytes;
    private int position;
    private int limit;

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads {@code bytes} from index {@code from} until before {@code to}. */
    public ByteReader(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.bytes = bytes;
        this.position = from;
        this.limit = to;
    }

    /** Reads another range from now on, so that a decoder can keep one reader for all its packets. */
    public void reset(byte[] newBytes, int from, int to) {
        Objects.checkFromToIndex(from, to, newBytes.length);
        bytes = newBytes;
        position = from;
        limit = to;
    }

    /** The array that is read, for those who keep bounds instead of copies. */
    public byte[] array() {
        return bytes;
    }

    /** The index in {@link #array} of the next byte. */
    public int position() {
        return position;
    }

    /** The index in {@link #array} behind the last byte. */
    public int limit() {
        return limit;
    }

    public int remaining() {
        return limit - position;
    }

    public boolean hasRemaining() {
        return position < limit;
    }

    /** The next byte, unsigned, which stays to be read. */
    public int peek() {
        if (position == limit) {
            throw endsEarly();
        }
        return bytes[position] & 0xff;
    }

    public void skip(long length) {
        advance(length);
    }

    public byte int8() {
        return bytes[advance(Byte.BYTES)];
    }

    public int uint8() {
        return int8() & 0xff;
    }

    public short int16() {
        return LittleEndian.get16(bytes, advance(Short.BYTES));
    }

    public int uint16() {
        return int16() & 0xffff;
    }

    public int int24() {
        return uint24() << 8 >> 8;
    }

    public int uint24() {
        int at = advance(3);
        return (LittleEndian.get16(bytes, at) & 0xffff) | ((bytes[at + 2] & 0xff) << 16);
    }

    public int int32() {
        return LittleEndian.get32(bytes, advance(Integer.BYTES));
    }

    public long uint32() {
        return int32() & 0xffff_ffffL;
    }

    public long int48() {
        return uint48() << 16 >> 16;
    }

    public long uint48() {
        int at = advance(6);
        return (LittleEndian.get32(bytes, at) & 0xffff_ffffL)
                | ((LittleEndian.get16(bytes, at + Integer.BYTES) & 0xffffL) << 32);
    }

    /** Eight bytes: the value if they are signed, its bits (see {@link Long#toUnsignedString(long)}) if they are unsigned. */
    public long int64() {
        return LittleEndian.get64(bytes, advance(Long.BYTES));
    }

    public float float32() {
        return Float.intBitsToFloat(int32());
    }

    public double float64() {
        return Double.longBitsToDouble(int64());
    }

    /** A length-encoded integer: the bits of an unsigned 64-bit number. NULL is refused. Longer forms than needed are legal. */
    public long lenencInt() {
        int first = uint8();
        return switch (first) {
            case LENENC_NULL ->
                throw new ProtocolException(
                        "NULL where a length-encoded integer must stand, at offset " + (position - 1));
            case LENENC_16 -> uint16();
            case LENENC_24 -> uint24();
            case LENENC_64 -> int64();
            case 0xff ->
                throw new ProtocolException("no length-encoded integer begins with ff, at offset " + (position - 1));
            default -> first;
        };
    }

    /** The length of a length-encoded string whose bytes are all there and come next. NULL is refused. */
    public int lenencLength() {
        return present(lenencInt());
    }

    /** As {@link #lenencLength}, or {@link #NULL}, after which nothing of the string follows. */
    public int nullableLenencLength() {
        if (peek() == LENENC_NULL) {
            position++;
            return NULL;
        }
        return lenencLength();
    }

    /** A copy of the bytes of a length-encoded string. */
    public byte[] lenencBytes() {
        return bytes(lenencInt());
    }

    /** A copy of the bytes of a length-encoded string, or null for NULL. */
    public byte @Nullable [] nullableLenencBytes() {
        int length = nullableLenencLength();
        return length == NULL ? null : bytes(length);
    }

    public String lenencString(Charset charset) {
        return string(lenencInt(), charset);
    }

    /** A length-encoded string, or null for NULL. */
    public @Nullable String nullableLenencString(Charset charset) {
        int length = nullableLenencLength();
        return length == NULL ? null : string(length, charset);
    }

    /** The string before the next zero byte, which is consumed too. */
    public String nulTerminatedString(Charset charset) {
        int end = ByteSearch.indexOf(bytes, position, limit, (byte) 0);
        if (end < 0) {
            throw new ProtocolException("a string without its end begins at offset " + position);
        }
        String text = string(end - position, charset);
        position++;
        return text;
    }

    /** All that remains, as text. */
    public String restString(Charset charset) {
        return string(remaining(), charset);
    }

    /** A copy of all that remains. */
    public byte[] restBytes() {
        return bytes(remaining());
    }

    /** The next {@code length} bytes as text; what is malformed in {@code charset} becomes U+FFFD. */
    public String string(long length, Charset charset) {
        int at = advance(length);
        return new String(bytes, at, position - at, charset);
    }

    /** A copy of the next {@code length} bytes. */
    public byte[] bytes(long length) {
        int at = advance(length);
        return Arrays.copyOfRange(bytes, at, position);
    }

    /** A reader of the next {@code length} bytes, which are consumed here. It shares the array. */
    public ByteReader slice(long length) {
        int at = advance(length);
        return new ByteReader(bytes, at, position);
    }

    private int advance(long length) {
        int at = position;
        position += present(length);
        return at;
    }

    private int present(long length) {
        if (length < 0 || length > limit - position) {
            throw endsEarly();
        }
        return (int) length;
    }

    private ProtocolException endsEarly() {
        return new ProtocolException(
                "more is announced than the " + (limit - position) + " bytes left at offset " + position);
    }
}

package io.hansock.handlersocket;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.value.ParameterEncoder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values on the wire. NULL is the single byte 00, the empty string is nothing at all, a byte below 10 hex is 01 and that byte
 * plus 40 hex, every other byte is itself; so tab and line feed only ever end tokens and lines. Stateless.
 */
public final class Tokens {
    /** Ends a token that another one follows. */
    public static final byte TAB = 0x09;

    /** Ends a line. */
    public static final byte LF = 0x0a;

    /** The whole token that is NULL. */
    public static final byte NULL = 0x00;

    private static final byte ESCAPE = 0x01;
    private static final int SHIFT = 0x40;
    private static final int PLAIN_FROM = 0x10;

    private Tokens() {}

    /** Writes a tab and a number. */
    public static void number(long number, ByteWriter out) {
        out.int8(TAB);
        out.decimal(number);
    }

    /** Writes a tab and a word of the protocol. */
    public static void word(String word, ByteWriter out) {
        out.int8(TAB);
        out.ascii(word);
    }

    /** Writes a tab and a value that {@link ParameterEncoder#check} let pass, null for NULL. */
    public static void value(@Nullable Object value, ByteWriter out) {
        out.int8(TAB);
        if (value == null) {
            out.int8(NULL);
            return;
        }
        int from = out.size();
        ParameterEncoder.encode(value, out);
        if (!(value instanceof Number)) {
            escape(out, from);
        }
    }

    /** Escapes what was written raw from index {@code from} on, where it stands. */
    static void escape(ByteWriter out, int from) {
        byte[] bytes = out.array();
        int to = out.size();
        int escapes = 0;
        for (int i = from; i < to; i++) {
            if (isEscaped(bytes[i])) {
                escapes++;
            }
        }
        if (escapes == 0) {
            return;
        }
        out.ensure(escapes);
        for (int i = 0; i < escapes; i++) {
            out.int8(0);
        }
        bytes = out.array();
        int write = out.size();
        for (int read = to; read < write; ) {
            byte next = bytes[--read];
            if (isEscaped(next)) {
                bytes[--write] = (byte) (next + SHIFT);
                bytes[--write] = ESCAPE;
            } else {
                bytes[--write] = next;
            }
        }
    }

    /** Whether {@code bytes[from..to)} is NULL. */
    public static boolean isNull(byte[] bytes, int from, int to) {
        return to - from == 1 && bytes[from] == NULL;
    }

    /** Whether {@code bytes[from..to)} has an escape, and so must be decoded. */
    public static boolean hasEscape(byte[] bytes, int from, int to) {
        return ByteSearch.indexOf(bytes, from, to, ESCAPE) >= 0;
    }

    /**
     * Removes the escapes from {@code bytes[from..to)} where they stand, and returns the index behind the last byte.
     *
     * @throws ProtocolException if this is no token that a server sends
     */
    static int unescape(byte[] bytes, int from, int to) {
        int write = from;
        for (int read = from; read < to; read++) {
            byte next = bytes[read];
            if (isEscaped(next)) {
                read++;
                if (next != ESCAPE || read == to || (bytes[read] & 0xf0) != SHIFT) {
                    throw malformed();
                }
                next = (byte) (bytes[read] - SHIFT);
            }
            bytes[write++] = next;
        }
        return write;
    }

    /**
     * The value of the token {@code bytes[from..to)}, which is not NULL, as a copy.
     *
     * @throws ProtocolException if this is no token that a server sends
     */
    public static byte[] decode(byte[] bytes, int from, int to) {
        byte[] copy = Arrays.copyOfRange(bytes, from, to);
        int length = unescape(copy, 0, copy.length);
        return length == copy.length ? copy : Arrays.copyOf(copy, length);
    }

    /** Whether a byte never stands for itself in a token; true also for the escape, for tab and for line feed. */
    static boolean isEscaped(byte value) {
        return value >= 0 && value < PLAIN_FROM;
    }

    static ProtocolException malformed() {
        return new ProtocolException("a token holds a byte that must be escaped, or an escape that is none");
    }
}

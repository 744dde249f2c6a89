package io.hansock.guard;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * The servers' latin1: Windows-1252, but with control characters for the five bytes that have none there. Stateless.
 */
final class Latin1 extends Charset {
    /** What the bytes 80 to 9f are, in order. */
    private static final String MIDDLE =
            "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f"
                    + "\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

    private static final int MIDDLE_FROM = 0x80;
    private static final int MIDDLE_END = MIDDLE_FROM + MIDDLE.length();
    private static final int END = 0x100;

    Latin1() {
        super("x-hansock-latin1", null);
    }

    @Override
    public boolean contains(Charset other) {
        return other.equals(StandardCharsets.US_ASCII) || other.equals(this);
    }

    /** The byte of a character, or -1. */
    private static int encode(char character) {
        if (character < MIDDLE_FROM || (character >= MIDDLE_END && character < END)) {
            return character;
        }
        int middle = MIDDLE.indexOf(character);
        return middle < 0 ? -1 : MIDDLE_FROM + middle;
    }

    private static char decode(int value) {
        return value >= MIDDLE_FROM && value < MIDDLE_END ? MIDDLE.charAt(value - MIDDLE_FROM) : (char) value;
    }

    @Override
    public CharsetDecoder newDecoder() {
        return new CharsetDecoder(this, 1, 1) {
            @Override
            protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
                while (in.hasRemaining()) {
                    if (!out.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    out.put(Latin1.decode(in.get() & 0xff));
                }
                return CoderResult.UNDERFLOW;
            }
        };
    }

    @Override
    public CharsetEncoder newEncoder() {
        return new CharsetEncoder(this, 1, 1) {
            @Override
            protected CoderResult encodeLoop(CharBuffer in, ByteBuffer out) {
                while (in.hasRemaining()) {
                    int value = Latin1.encode(in.get(in.position()));
                    if (value < 0) {
                        char first = in.get(in.position());
                        boolean isPair = Character.isHighSurrogate(first) && in.remaining() > 1;
                        return CoderResult.unmappableForLength(isPair ? 2 : 1);
                    }
                    if (!out.hasRemaining()) {
                        return CoderResult.OVERFLOW;
                    }
                    in.get();
                    out.put((byte) value);
                }
                return CoderResult.UNDERFLOW;
            }
        };
    }
}

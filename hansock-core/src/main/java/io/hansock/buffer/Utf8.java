package io.hansock.buffer;

/** UTF-8 straight into an array. Unlike {@code String.getBytes} it refuses unpaired surrogates, which would become {@code ?}. */
final class Utf8 {
    private Utf8() {}

    /**
     * How many bytes {@code text} takes.
     *
     * @throws IllegalArgumentException if {@code text} holds an unpaired surrogate
     */
    static long length(String text) {
        int chars = text.length();
        long bytes = chars;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (Character.isSurrogate(c)) {
                requirePair(text, i);
                i++;
                bytes += 2;
            } else {
                bytes += c < 0x800 ? 1 : 2;
            }
        }
        return bytes;
    }

    private static void requirePair(String text, int high) {
        if (!Character.isHighSurrogate(text.charAt(high))
                || high + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(high + 1))) {
            throw new IllegalArgumentException("text holds an unpaired surrogate at index " + high);
        }
    }

    /** Writes {@code text}, of which {@link #length} said that it is legal and fits, and returns the index behind it. */
    static int encode(String text, byte[] bytes, int from) {
        int chars = text.length();
        int at = from;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xc0 | (c >> 6));
                bytes[at++] = continuation(c);
            } else if (Character.isSurrogate(c)) {
                i++;
                int point = Character.toCodePoint(c, text.charAt(i));
                bytes[at++] = (byte) (0xf0 | (point >> 18));
                bytes[at++] = continuation(point >> 12);
                bytes[at++] = continuation(point >> 6);
                bytes[at++] = continuation(point);
            } else {
                bytes[at++] = (byte) (0xe0 | (c >> 12));
                bytes[at++] = continuation(c >> 6);
                bytes[at++] = continuation(c);
            }
        }
        return at;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }
}

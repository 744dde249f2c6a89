package io.hansock.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Text that stands for bytes one to one, so that tests can write any byte and read any reply. */
final class RawText {
    private RawText() {}

    /** One byte a character; a character that is more than a byte is a mistake in the test. */
    static byte[] bytes(String text) {
        if (text.chars().anyMatch(c -> c > 0xff)) {
            throw new IllegalArgumentException("a character here stands for one byte: " + text);
        }
        return text.getBytes(ISO_8859_1);
    }

    /** The first bytes for a message: printable ASCII as it is, the rest as {@code \x0a}. */
    static String escaped(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            if (bytes[i] >= ' ' && bytes[i] < 0x7f) {
                text.append((char) bytes[i]);
            } else {
                text.append(String.format("\\x%02x", bytes[i] & 0xff));
            }
        }
        return text.toString();
    }
}

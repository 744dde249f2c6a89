package io.hansock.guard;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A charset of columns that Java has exactly as the servers have it: the same bytes for the same characters, and no others. Immutable, safe for any thread.
 *
 * @param java Java's charset
 * @param isAsciiItself whether ASCII characters are their own bytes
 * @param mostBytes the most bytes of a character
 */
record ColumnCharset(Charset java, boolean isAsciiItself, int mostBytes) {
    private static final int BMP_END = 0x1_0000;

    /** By the servers' names; a test compares each with real servers, character by character. */
    private static final Map<String, ColumnCharset> KNOWN = Map.ofEntries(
            Map.entry("utf8mb4", new ColumnCharset(StandardCharsets.UTF_8, true, 4)),
            Map.entry("utf8mb3", new ColumnCharset(StandardCharsets.UTF_8, true, 3)),
            Map.entry("utf8", new ColumnCharset(StandardCharsets.UTF_8, true, 3)),
            Map.entry("ascii", new ColumnCharset(StandardCharsets.US_ASCII, true, 1)),
            Map.entry("latin1", new ColumnCharset(new Latin1(), true, 1)),
            Map.entry("ucs2", new ColumnCharset(StandardCharsets.UTF_16BE, false, 2)),
            Map.entry("utf16", new ColumnCharset(StandardCharsets.UTF_16BE, false, 4)),
            Map.entry("utf16le", new ColumnCharset(StandardCharsets.UTF_16LE, false, 4)));

    /** The one of that name; null if Java has none that is the same. */
    static @Nullable ColumnCharset of(@Nullable String name) {
        return name == null ? null : KNOWN.get(name);
    }

    boolean isUtf8() {
        return java.equals(StandardCharsets.UTF_8);
    }

    /** The bytes of a text; null if it has a character that the charset has not. */
    byte @Nullable [] encode(String text) {
        if (mostBytes < 4 && !java.equals(StandardCharsets.US_ASCII) && hasSupplementary(text)) {
            return null;
        }
        CharsetEncoder encoder = java.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            ByteBuffer bytes = encoder.encode(CharBuffer.wrap(text));
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean hasSupplementary(String text) {
        return text.codePoints().anyMatch(character -> character >= BMP_END);
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}

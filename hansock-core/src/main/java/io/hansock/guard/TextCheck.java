package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import io.hansock.value.ColumnType;
import org.jspecify.annotations.Nullable;

/** CHAR, VARCHAR and TEXT columns. */
final class TextCheck implements ValueCheck {
    private static final Misfit TYPE =
            Misfit.of(Rule.VALUE_TYPE, "the column takes text; call toString() on it if that is meant");
    private static final Misfit TRAILING_SPACE =
            Misfit.of(Rule.VALUE_FORM, "no CHAR keeps a space at the end; cut it off, or make the column VARCHAR");
    private static final int MOST_BYTES = 4;

    private final long maxChars;
    private final long maxBytes;
    private final boolean isChar;
    private final @Nullable ColumnCharset charset;
    private final Misfit length;
    private final Misfit characters;

    TextCheck(ColumnFacts column) {
        this.maxChars = column.maxChars();
        this.maxBytes = column.maxBytes();
        this.isChar = column.type() == ColumnType.CHAR;
        this.charset = ColumnCharset.of(column.charset());
        this.length =
                Misfit.of(Rule.VALUE_LENGTH, "the column holds " + maxChars + " characters, in " + maxBytes + " bytes");
        this.characters = Misfit.of(
                Rule.VALUE_CHARSET,
                "the text has a character that " + column.charset() + " has not; utf8mb4 has them all");
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        String text = text(value);
        if (text == null) {
            return TYPE;
        }
        if (isChar && text.endsWith(" ")) {
            return TRAILING_SPACE;
        }
        if (text.length() > maxChars && text.codePointCount(0, text.length()) > maxChars) {
            return length;
        }
        ColumnCharset known = charset;
        if (known == null) {
            // the command takes SQL, where the server converts and tells what it cannot
            return null;
        }
        boolean needsNoLook = known.mostBytes() == MOST_BYTES && (long) text.length() * MOST_BYTES <= maxBytes;
        if (needsNoLook || (known.isAsciiItself() && text.length() <= maxBytes && ColumnCharset.isAscii(text))) {
            return null;
        }
        byte[] bytes = known.encode(text);
        if (bytes == null) {
            return characters;
        }
        return bytes.length > maxBytes ? length : null;
    }

    /** The text that a value is; null if it is none. */
    static @Nullable String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value instanceof Character character ? character.toString() : null;
    }

    @Override
    public Object onTheWire(Object value) {
        return encoded(charset, value);
    }

    /** The bytes of a text in a charset, or the value itself where they are those of UTF-8. */
    static Object encoded(@Nullable ColumnCharset charset, Object value) {
        String text = text(value);
        if (text == null
                || charset == null
                || charset.isUtf8()
                || (charset.isAsciiItself() && ColumnCharset.isAscii(text))) {
            return value;
        }
        byte[] bytes = charset.encode(text);
        return bytes == null ? value : bytes;
    }
}

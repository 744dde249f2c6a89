package io.hansock.sample;

import org.jspecify.annotations.Nullable;

/**
 * A character as it is shown.
 *
 * @param codePoint such as {@code U+1F600}
 * @param character the character itself; null for half a surrogate pair, which no text can hold
 * @param name null if the character has none
 * @param script null if the character has no name
 */
record CharacterView(
        String codePoint,
        @Nullable String character,
        @Nullable String name,
        @Nullable String script,
        long views) {
    static CharacterView of(CodePoint row) {
        return new CharacterView(
                notation(row.codePoint()), character(row.codePoint()), row.name(), row.script(), row.views());
    }

    static CharacterView nameless(int codePoint) {
        return new CharacterView(notation(codePoint), character(codePoint), null, null, 0);
    }

    static String notation(int codePoint) {
        return String.format("U+%04X", codePoint);
    }

    private static @Nullable String character(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE ? null : Character.toString(codePoint);
    }
}

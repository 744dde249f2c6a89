package io.hansock.sample;

/**
 * A row of the table {@code characters}, in {@code schema.sql}.
 *
 * @param codePoint the primary key; it decides which server has the row
 * @param name as {@link Character#getName} gives it, in capitals
 * @param script the writing system, such as {@code GREEK}
 * @param views how often somebody looked
 */
record CodePoint(int codePoint, String name, String script, long views) {
    /** The row, not looked at yet, of a code point that has a name. */
    static CodePoint named(int codePoint) {
        return new CodePoint(
                codePoint,
                Character.getName(codePoint),
                Character.UnicodeScript.of(codePoint).name(),
                0);
    }
}

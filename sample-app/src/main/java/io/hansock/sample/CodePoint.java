package io.hansock.sample;

import java.util.List;
import java.util.stream.IntStream;

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

    /** The rows, not looked at yet, of all code points that the JDK has a name for: more than 100 000. */
    static List<CodePoint> all() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(codePoint -> Character.getName(codePoint) != null)
                .mapToObj(CodePoint::named)
                .toList();
    }
}

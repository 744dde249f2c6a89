package io.hansock.sample;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A character as it is shown.
 *
 * @param codePoint such as {@code U+1F600}
 * @param character the character itself; null for half a surrogate pair, which no text can hold
 * @param name null if the character has none
 * @param script null if the character has no name
 * @param views how often somebody looked
 * @param server the server that has it, or would have it
 * @param place where on the ring its key falls, from 0 to 1
 */
record CharacterView(
        String codePoint,
        @Nullable String character,
        @Nullable String name,
        @Nullable String script,
        long views,
        String server,
        double place) {
    static CharacterView of(CodePoint row, Home home) {
        return new CharacterView(
                notation(row.codePoint()),
                character(row.codePoint()),
                row.name(),
                row.script(),
                row.views(),
                home.server(),
                home.place());
    }

    static CharacterView nameless(int codePoint, Home home) {
        return new CharacterView(notation(codePoint), character(codePoint), null, null, 0, home.server(), home.place());
    }

    /** The characters of a text, in its order; those without a row are nameless. */
    static List<CharacterView> inOrder(
            List<Integer> codePoints, Map<Integer, CodePoint> rows, IntFunction<Home> homes) {
        return codePoints.stream()
                .map(codePoint -> {
                    CodePoint row = rows.get(codePoint);
                    Home home = homes.apply(codePoint);
                    return row == null ? nameless(codePoint, home) : of(row, home);
                })
                .toList();
    }

    static String notation(int codePoint) {
        return String.format("U+%04X", codePoint);
    }

    private static @Nullable String character(int codePoint) {
        return Character.getType(codePoint) == Character.SURROGATE ? null : Character.toString(codePoint);
    }
}

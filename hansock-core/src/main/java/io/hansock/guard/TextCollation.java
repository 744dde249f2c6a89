package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a column's collation makes of texts, as far as its name tells.
 *
 * @param isBinary whether texts are equal only if they are the same, but for spaces at the end where it {@link #pads}
 * @param pads whether spaces at the end do not count
 * @param isByCodePoint whether they are ordered as Java orders their code points
 */
record TextCollation(boolean isBinary, boolean pads, boolean isByCodePoint) {
    /** In which a character's bytes are ordered as its number is. */
    private static final Set<String> UNICODE = Set.of("utf8mb4", "utf8mb3", "utf8", "ascii", "ucs2", "utf16", "utf32");

    /** Of a column of text; null for all others. */
    static @Nullable TextCollation of(ColumnFacts column) {
        return switch (column.type()) {
            case CHAR, VARCHAR, TEXT -> of(String.valueOf(column.charset()), String.valueOf(column.collation()));
            default -> null;
        };
    }

    private static TextCollation of(String charset, String collation) {
        boolean isBinary = collation.endsWith("_bin");
        boolean pads = !collation.contains("_nopad_") && !collation.contains("_0900_");
        return new TextCollation(isBinary, pads, isBinary && UNICODE.contains(charset));
    }
}

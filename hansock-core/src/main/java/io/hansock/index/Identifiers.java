package io.hansock.index;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The names that a declaration may hold. HandlerSocket neither escapes nor quotes them: a tab or a line feed would end them, a
 * NUL would cut them short, and a comma separates columns.
 */
final class Identifiers {
    /** Of MySQL and MariaDB, in characters. */
    private static final int LONGEST = 64;

    private Identifiers() {}

    static String check(String kind, String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new IllegalArgumentException("a " + kind + " name has 1 to " + LONGEST + " characters");
        }
        for (int i = 0; i < name.length(); i++) {
            char next = name.charAt(i);
            if (Character.isISOControl(next) || Character.isSurrogate(next)) {
                throw new IllegalArgumentException("a " + kind
                        + " name has no control characters and none beyond U+FFFF; this has one at index " + i);
            }
        }
        return name;
    }

    static String column(String name) {
        if (name.indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    "column name " + name + " has a comma; Hansock cannot address such a column");
        }
        return check("column", name);
    }

    static String index(String name) {
        if (!name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9') {
            throw new IllegalArgumentException(
                    "index name " + name + " begins with a digit; the server would take it for a number");
        }
        return check("index", name);
    }

    /** Column names, none twice. */
    static List<String> columns(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(column(name))) {
                throw new IllegalArgumentException("column " + name + " is named twice");
            }
        }
        return List.copyOf(names);
    }
}

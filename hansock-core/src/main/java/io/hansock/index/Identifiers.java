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
        if (name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the " + kind + " name has a control character");
        }
        if (name.chars().anyMatch(c -> Character.isSurrogate((char) c))) {
            throw new IllegalArgumentException(
                    kind + " name " + name + " has a character beyond U+FFFF, which no server allows in a name");
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

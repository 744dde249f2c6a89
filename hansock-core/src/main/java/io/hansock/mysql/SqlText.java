package io.hansock.mysql;

import java.util.Locale;
import java.util.Set;

/** Where literals and comments of SQL end, as far as that can be told without knowing the server's mode. Stateless. */
final class SqlText {
    /** Only the server can tell: what a backslash in a literal means depends on its mode. */
    static final int UNKNOWN = -1;

    /** What begins a statement that changes nothing, but for what functions do that it calls. */
    private static final Set<String> READING = Set.of("select", "values", "table");

    private SqlText() {}

    /** Whether it only reads. A wrong no is the careful one. */
    static boolean isRead(String sql) {
        return READING.contains(firstWord(sql));
    }

    /** What a statement begins with behind spaces and comments, in lower case; empty if that is no word. */
    static String firstWord(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c <= ' ' || c == '(') {
                at++;
            } else if (c == '#' || isLineComment(sql, at)) {
                at = behindLine(sql, at);
            } else if (sql.startsWith("/*", at) && !isExecutableComment(sql, at) && behindComment(sql, at) != UNKNOWN) {
                at = behindComment(sql, at);
            } else {
                break;
            }
        }
        int end = at;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(at, end).toLowerCase(Locale.ROOT);
    }

    /** The index behind the literal or quoted name that begins at {@code open}; {@link #UNKNOWN} if it holds a backslash or no end. */
    static int behindQuoted(String sql, int open, char quote) {
        for (int at = open + 1; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\' && quote != '`') {
                return UNKNOWN;
            }
            if (c == quote) {
                // a doubled quote ends one literal and begins another, with the same outcome
                return at + 1;
            }
        }
        return UNKNOWN;
    }

    /** Whether a comment to the end of the line begins with the hyphen at {@code at}. */
    static boolean isLineComment(String sql, int at) {
        return sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
    }

    static int behindLine(String sql, int at) {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end + 1;
    }

    /** Whether a comment begins at {@code at} whose text some servers execute. */
    static boolean isExecutableComment(String sql, int at) {
        return sql.startsWith("/*!", at) || sql.startsWith("/*M!", at);
    }

    /** The index behind the comment that begins at {@code at}; {@link #UNKNOWN} if it has no end. */
    static int behindComment(String sql, int at) {
        int end = sql.indexOf("*/", at + 2);
        return end < 0 ? UNKNOWN : end + 2;
    }
}

package io.hansock.mysql;

/** Counts the question marks of a statement that stand for parameters. Stateless. */
final class Placeholders {
    /** Only the server can tell: what a backslash in a literal means depends on its mode. */
    static final int UNKNOWN = -1;

    private Placeholders() {}

    /** How many parameters {@code sql} has, or {@link #UNKNOWN}. */
    static int count(String sql) {
        int count = 0;
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            switch (c) {
                case '?' -> {
                    count++;
                    at++;
                }
                case '\'', '"', '`' -> at = behindQuoted(sql, at, c);
                case '#' -> at = behindLine(sql, at);
                case '-' -> at = startsComment(sql, at) ? behindLine(sql, at) : at + 1;
                case '/' -> at = sql.startsWith("/*", at) ? behindComment(sql, at) : at + 1;
                default -> at++;
            }
            if (at < 0) {
                return UNKNOWN;
            }
        }
        return count;
    }

    private static int behindQuoted(String sql, int open, char quote) {
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

    private static boolean startsComment(String sql, int at) {
        return sql.startsWith("--", at) && (at + 2 == sql.length() || sql.charAt(at + 2) <= ' ');
    }

    private static int behindLine(String sql, int at) {
        int end = sql.indexOf('\n', at);
        return end < 0 ? sql.length() : end + 1;
    }

    /** A comment that servers execute in part can hold parameters, or not. */
    private static int behindComment(String sql, int at) {
        if (sql.startsWith("/*!", at) || sql.startsWith("/*M!", at)) {
            return UNKNOWN;
        }
        int end = sql.indexOf("*/", at + 2);
        return end < 0 ? UNKNOWN : end + 2;
    }
}

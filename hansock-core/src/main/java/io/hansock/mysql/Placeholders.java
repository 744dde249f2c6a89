package io.hansock.mysql;

/** Counts the question marks of a statement that stand for parameters. Stateless. */
final class Placeholders {
    /** Only the server can tell. */
    static final int UNKNOWN = SqlText.UNKNOWN;

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
                case '\'', '"', '`' -> at = SqlText.behindQuoted(sql, at, c);
                case '#' -> at = SqlText.behindLine(sql, at);
                case '-' -> at = SqlText.isLineComment(sql, at) ? SqlText.behindLine(sql, at) : at + 1;
                case '/' -> at = sql.startsWith("/*", at) ? behindComment(sql, at) : at + 1;
                default -> at++;
            }
            if (at < 0) {
                return UNKNOWN;
            }
        }
        return count;
    }

    /** A comment that servers execute in part can hold parameters, or not. */
    private static int behindComment(String sql, int at) {
        return SqlText.isExecutableComment(sql, at) ? UNKNOWN : SqlText.behindComment(sql, at);
    }
}

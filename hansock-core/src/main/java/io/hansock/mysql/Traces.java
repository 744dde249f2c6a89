package io.hansock.mysql;

/**
 * Tells which SQL may change a session in ways that not every server reports: user variables, locks by name, tables that are locked or
 * temporary, handlers, statements prepared by name. A wrong yes costs a reset when the session goes back, no more. Looks at each
 * character once: a statement may have megabytes. Stateless.
 */
final class Traces {
    /** What leaves traces as the first word of a statement. */
    private static final String[] FIRST_WORDS = {
        "set", "use", "lock", "flush", "backup", "handler", "prepare", "execute", "xa"
    };

    /** What leaves traces wherever it stands. */
    private static final String[] WORDS = {"get_lock", "temporary"};

    private Traces() {}

    static boolean mayStay(String sql) {
        boolean first = true;
        boolean literalsEnd = true;
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (isWordStart(c)) {
                int end = behindWord(sql, at + 1);
                if (isOneOf(WORDS, sql, at, end) || (first && isOneOf(FIRST_WORDS, sql, at, end))) {
                    return true;
                }
                first = false;
                at = end;
                continue;
            }
            int behind = at + 1;
            switch (c) {
                case '@' -> {
                    return true;
                }
                case ';' -> first = true;
                case '\'', '"', '`' -> {
                    int end = literalsEnd ? SqlText.behindQuoted(sql, at, c) : SqlText.UNKNOWN;
                    if (end == SqlText.UNKNOWN) {
                        // from here on all may be code
                        literalsEnd = false;
                    } else {
                        behind = end;
                    }
                }
                case '#' -> behind = SqlText.behindLine(sql, at);
                case '-' -> behind = SqlText.isLineComment(sql, at) ? SqlText.behindLine(sql, at) : behind;
                case '/' -> behind = behindComment(sql, at);
                default -> {
                    // spaces, digits, operators
                }
            }
            at = behind;
        }
        return false;
    }

    /** Behind a comment; within one that a server may execute. */
    private static int behindComment(String sql, int at) {
        if (!sql.startsWith("/*", at)) {
            return at + 1;
        }
        if (SqlText.isExecutableComment(sql, at)) {
            return sql.indexOf('!', at) + 1;
        }
        int end = SqlText.behindComment(sql, at);
        return end == SqlText.UNKNOWN ? sql.length() : end;
    }

    private static boolean isOneOf(String[] words, String sql, int from, int to) {
        for (String word : words) {
            if (word.length() == to - from && sql.regionMatches(true, from, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWordStart(char c) {
        return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
    }

    private static int behindWord(String sql, int from) {
        int at = from;
        while (at < sql.length() && isWordPart(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || (c >= '0' && c <= '9') || c == '_' || c == '$' || c > 0x7f;
    }
}

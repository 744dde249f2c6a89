package io.hansock.mysql;

import java.util.regex.Pattern;

/**
 * Tells which SQL may change a session in ways that not every server reports: user variables, locks by name, tables that are locked or
 * temporary, handlers, statements prepared by name. A wrong yes costs a reset when the session goes back, no more. Stateless.
 */
final class Traces {
    private static final Pattern TRACES = Pattern.compile(
            "@|\\bget_lock\\b|\\block\\s+tables?\\b|\\btemporary\\b|^\\s*handler\\b|^\\s*prepare\\b|^\\s*set\\b|^\\s*use\\b",
            Pattern.CASE_INSENSITIVE);

    private Traces() {}

    static boolean mayStay(String sql) {
        return TRACES.matcher(sql).find();
    }
}

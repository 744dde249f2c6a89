package io.hansock.handlersocket;

import io.hansock.RefusedException;

/**
 * What the server does not check, or answers by dying: counts, limits and names. All of it is refused before a byte is sent.
 * Stateless.
 */
public final class RequestBounds {
    /** MariaDB 10.11 answers {@code fldnum} beyond that (trap H20); older servers allocate without a check. */
    public static final int MOST_INSERT_VALUES = 32;

    /** As {@link #MOST_INSERT_VALUES}; no index has more columns. */
    public static final int MOST_KEY_PARTS = 32;

    /** A count near 2³² ends the server (trap H3); so many are plenty for one line. */
    public static final int MOST_IN_VALUES = 1_000;

    /** Three millions end MariaDB 10.11, a million do not (trap H3). */
    public static final int MOST_FILTERS = 100;

    /** More columns than any table has; a million end the server (trap H3). */
    public static final int MOST_COLUMNS = 4_096;

    /** The server takes what follows for the name of a file, and does not encode it. */
    private static final String RAW_FILE_NAME = "#mysql50#";

    private RequestBounds() {}

    /** Refuses a key that has no parts, or more than an index can have. */
    public static void keyParts(int count) {
        if (count < 1 || count > MOST_KEY_PARTS) {
            throw new RefusedException(null, "key-parts", count + " key parts; an index has 1 to " + MOST_KEY_PARTS);
        }
    }

    /** Refuses an insert of no value, or of more than the server takes. */
    public static void insertValues(int count) {
        if (count < 1 || count > MOST_INSERT_VALUES) {
            throw new RefusedException(
                    null,
                    "insert-values",
                    "an insert of " + count + " values; HandlerSocket takes 1 to " + MOST_INSERT_VALUES
                            + ": insert that many columns and update the rest, or use SQL");
        }
    }

    /** Refuses an IN list that is empty, or longer than one line should be. */
    public static void inValues(int count) {
        if (count < 1 || count > MOST_IN_VALUES) {
            throw new RefusedException(
                    null, "in-values", "an IN list of " + count + " values; one line takes 1 to " + MOST_IN_VALUES);
        }
    }

    /** Refuses more filters than one line should hold. */
    public static void filters(int count) {
        if (count > MOST_FILTERS) {
            throw new RefusedException(null, "filters", count + " filters; one line takes at most " + MOST_FILTERS);
        }
    }

    /** Refuses more columns than a table can have. */
    public static void columns(int count) {
        if (count > MOST_COLUMNS) {
            throw new RefusedException(null, "columns", count + " columns; a table has at most " + MOST_COLUMNS);
        }
    }

    /** Refuses a limit that the server takes for 1 and a sum that it wraps around (trap H13). */
    public static void window(int limit, int offset) {
        if (limit < 1 || offset < 0 || (long) limit + offset > Integer.MAX_VALUE) {
            throw new RefusedException(
                    null,
                    "limit",
                    "limit " + limit + " and offset " + offset + " are not from 1 and 0 on and together at most "
                            + Integer.MAX_VALUE);
        }
    }

    /** Refuses a name that the server would read as something else: names are neither escaped nor quoted. */
    public static void name(String kind, String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                throw new RefusedException(null, "identifier", "the " + kind + " name has a control character");
            }
        }
    }

    /** Refuses a table's name that is a file's: unencoded, it could be that of another table, or one in another folder. */
    public static void table(String name) {
        name("table", name);
        requireEncoded("table", name);
    }

    private static void requireEncoded(String kind, String name) {
        if (name.regionMatches(true, 0, RAW_FILE_NAME, 0, RAW_FILE_NAME.length())) {
            throw new RefusedException(
                    null, "identifier", "the " + kind + " name begins with " + RAW_FILE_NAME + ", as file names do");
        }
    }

    /** Refuses a column name that the server would take for several. */
    public static void column(String name) {
        name("column", name);
        if (name.isEmpty() || name.indexOf(',') >= 0) {
            throw new RefusedException(
                    null, "identifier", "column name '" + name + "' is empty or has a comma, which separates names");
        }
    }

    /** Refuses the schemas of the server itself: no privileges are checked, and some of their tables end it (traps H1, H32). */
    public static void database(String name) {
        name("database", name);
        requireEncoded("database", name);
        if (name.equalsIgnoreCase("mysql")
                || name.equalsIgnoreCase("sys")
                || name.equalsIgnoreCase("information_schema")
                || name.equalsIgnoreCase("performance_schema")) {
            throw new RefusedException(
                    null, "system-schema", "schema " + name + " is the server's own; read it over SQL");
        }
    }
}

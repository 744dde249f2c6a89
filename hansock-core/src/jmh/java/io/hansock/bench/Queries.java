package io.hansock.bench;

import java.util.Collections;

/** The statements that all contenders prepare. */
final class Queries {
    private static final String PEOPLE = " from " + PeopleServer.DATABASE + "." + PeopleServer.TABLE;
    private static final String FOUR_COLUMNS = "select id, name, city, age" + PEOPLE;

    /** One row by its key. */
    static final String ONE = FOUR_COLUMNS + " where id = ?";

    /** Three columns of the rows between two keys, both included. */
    static final String RANGE = "select id, name, age" + PEOPLE + " where id between ? and ? order by id";

    /** All rows, which are read in their order. */
    static final String ALL = FOUR_COLUMNS + " order by id";

    private Queries() {}

    /** Rows by {@code count} keys, in whatever order. */
    static String many(int count) {
        return FOUR_COLUMNS + " where id in (" + String.join(",", Collections.nCopies(count, "?")) + ")";
    }

    /** The end of a range. */
    static int last(int first) {
        return first + SqlRangeBenchmark.SIZE - 1;
    }

    /** So that no contender wins by reading less. */
    static int complete(int rows, int expected) {
        if (rows != expected) {
            throw new IllegalStateException(rows + " rows instead of " + expected);
        }
        return rows;
    }
}

package io.hansock.faults;

/**
 * A row that says whose it is.
 *
 * @param id below {@link #FIXED} of a row that never changes, else of one that one caller alone writes
 * @param token with the id, and what its writer called this state of it
 * @param n a number that its writer changes on the way
 */
record Entry(long id, String token, long n) {
    static final int FIXED = 500;
    static final String FIXED_WORD = "fixed-";

    static Entry fixed(long id) {
        return new Entry(id, FIXED_WORD + id, id);
    }

    /** The same, one further. */
    Entry next() {
        return new Entry(id, token, n + 1);
    }
}

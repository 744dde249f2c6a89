package io.hansock.handlersocket;

/**
 * All of a request but its bytes, so that requests alike can share it. Immutable.
 *
 * @param open what must be open
 * @param count how many lines
 * @param answer what each line is answered with
 * @param mostRows the highest limit of any line
 */
record Shape(OpenIndex open, int count, Answer answer, int mostRows) {
    /** What a line is answered with, unless with an error. */
    enum Answer {
        /** Rows of the open columns. */
        ROWS,
        /** The number of rows met. */
        COUNT,
        /** An id if one was generated. */
        ID
    }
}

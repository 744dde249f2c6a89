package io.hansock.handlersocket;

import io.hansock.buffer.ByteWriter;

/**
 * Lines that need the same open index, encoded but for its id, which each connection chooses. Not changed any more once made.
 *
 * @param open what must be open
 * @param lines the lines without what stands in front of their first tab
 * @param count how many lines
 * @param answer what each line is answered with
 * @param mostRows the highest limit of any line
 */
record Request(OpenIndex open, ByteWriter lines, int count, Answer answer, int mostRows) {
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

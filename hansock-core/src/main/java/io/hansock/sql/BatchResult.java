package io.hansock.sql;

import java.util.List;

/**
 * What a batch has changed.
 *
 * @param affectedRows by all sets of parameters together
 * @param warnings how many warnings the server has, of the last message where it took several
 * @param each the result of each set, in order; empty where the server counts all of them as one, as MariaDB does before 11.5
 */
public record BatchResult(long affectedRows, int warnings, List<UpdateResult> each) {
    /**
     * Keeps a copy of the list.
     *
     * @param affectedRows by all sets of parameters together
     * @param warnings how many warnings the server has
     * @param each the result of each set
     */
    public BatchResult {
        each = List.copyOf(each);
    }

    /** The shape alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return affectedRows + " rows affected";
    }
}

package io.hansock.sql;

import java.util.NoSuchElementException;
import java.util.OptionalLong;

/**
 * What a statement without rows answers.
 *
 * @param affectedRows how many rows it has changed; with {@code FOUND_ROWS} agreed on, how many it has met
 * @param key the bits of the unsigned id that it has generated, the first of them if it has inserted several rows; empty if none
 * @param warnings how many warnings the server has about it, 0 to 65535
 * @param info the server's own words, such as {@code Rows matched: 1  Changed: 1  Warnings: 0}; mostly empty
 */
public record UpdateResult(long affectedRows, OptionalLong key, int warnings, String info) implements SqlResult {
    /**
     * {@return the bits of the unsigned id that the statement has generated}
     *
     * @throws NoSuchElementException if it has generated none, or was given one
     */
    public long generatedKey() {
        return key.orElseThrow(() -> new NoSuchElementException("the statement has generated no key"));
    }

    /** The shape alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return affectedRows + " rows affected" + (key.isPresent() ? ", key generated" : "");
    }
}

package io.hansock.wire;

import java.util.List;

/** Finds of single rows by primary key of one table. The common find takes this way. Safe for any thread. */
public interface KeyFinds {
    /**
     * The find of the row with this primary key; its answer is {@link WireExchange#rows}, of which there are two where the declared
     * key is not the whole primary key.
     *
     * @throws IllegalArgumentException as {@link io.hansock.index.Table#key}
     */
    WireExchange find(Object... key);

    /**
     * A find for each of {@code keys} in one exchange; its answer are {@link WireExchange#rows} of all and
     * {@link WireExchange#rowsUpTo} to tell them apart.
     *
     * @param keys values of the primary key column, or lists of values if there are several; at least one
     * @throws IllegalArgumentException as {@link io.hansock.index.Table#key}
     */
    WireExchange findEach(List<?> keys);

    /** The parts of a key that is given as one object: itself, or the elements of a list. */
    static Object[] parts(Object key) {
        return key instanceof List<?> several ? several.toArray() : new Object[] {key};
    }
}

package io.hansock.wire;

import io.hansock.index.Table;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What is kept of each table that is asked for, made when it is first asked for.
 *
 * <p>Safe for any thread, if what makes it is.
 *
 * @param <T> what is kept
 */
public final class PerTable<T> {
    /** Tables are constants; an application that makes them anew all the time must not fill the memory. */
    private static final int MOST_TABLES = 4096;

    private final Map<Table<?>, T> known = new ConcurrentHashMap<>();
    private final Function<Table<?>, T> maker;

    /** Keeps what {@code maker} makes; once it is too much, all is made anew. */
    public PerTable(Function<Table<?>, T> maker) {
        this.maker = maker;
    }

    /** What is kept of that table. */
    public T of(Table<?> table) {
        T present = known.get(table);
        if (present == null) {
            if (known.size() >= MOST_TABLES) {
                known.clear();
            }
            present = known.computeIfAbsent(table, maker);
        }
        return present;
    }
}

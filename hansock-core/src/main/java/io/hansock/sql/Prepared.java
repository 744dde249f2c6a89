package io.hansock.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of one session, prepared on the server. The session keeps a bounded number of them there; one that had to give way
 * is prepared anew when it is run. For the thread that uses the session.
 */
public interface Prepared extends AutoCloseable {
    /** {@return how many parameters it takes} */
    int parameterCount();

    /**
     * {@return its rows}
     *
     * @param parameters one for each {@code ?}
     */
    QueryResult query(@Nullable Object... parameters);

    /**
     * {@return what it has changed}
     *
     * @param parameters one for each {@code ?}
     */
    UpdateResult update(@Nullable Object... parameters);

    /**
     * {@return all that it answers}
     *
     * @param parameters one for each {@code ?}
     */
    Results execute(@Nullable Object... parameters);

    /**
     * {@return what all sets have changed, as {@link Statements#batch}}
     *
     * @param parameterSets a parameter for each {@code ?} in each
     */
    BatchResult batch(Iterable<? extends List<? extends @Nullable Object>> parameterSets);

    /**
     * {@return its rows while they arrive, as {@link Statements#stream}}
     *
     * @param parameters one for each {@code ?}
     */
    RowStream stream(@Nullable Object... parameters);

    /** Has the server forget it; run afterwards it is an {@link IllegalStateException}. Not needed: the session does so in time. */
    @Override
    void close();
}

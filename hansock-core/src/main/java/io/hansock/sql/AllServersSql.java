package io.hansock.sql;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** SQL on every server at the same time. Safe for any thread. */
public interface AllServersSql {
    /**
     * {@return a query of all servers; none is asked before its rows are} On each it is a statement of its own: they see no common
     * moment, and what it sorts, limits or sums up it does for each server apart.
     *
     * @param sql one statement that answers rows
     * @param parameters one for each {@code ?}, as in {@link Statements}, but no streams
     * @throws IllegalArgumentException if one of them cannot be a parameter
     */
    AllServersQuery query(String sql, @Nullable Object... parameters);

    /**
     * {@return the same with another request timeout}
     *
     * @param timeout more than zero
     */
    AllServersSql withTimeout(Duration timeout);
}

package io.hansock.mysql;

import io.hansock.sql.SqlResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one session in one transaction: statement by statement, each when the answer to the one before is known. For one thread at a time.
 *
 * @param <T> the result
 */
public interface Script<T> {
    /**
     * One statement.
     *
     * @param sql the text
     * @param parameters a value for each {@code ?}, null for NULL
     */
    record Line(String sql, List<? extends @Nullable Object> parameters) {}

    /**
     * {@return the next statement, or null once all is said}
     *
     * @param answer to the one before; null at first
     */
    @Nullable
    Line next(@Nullable SqlResult answer);

    /** {@return the result; asked when the transaction is committed} */
    T result();
}

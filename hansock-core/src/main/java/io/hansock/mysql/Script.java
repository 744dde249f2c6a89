package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.sql.SqlResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said on one session, mostly in one transaction: statement by statement, each when the answer to the one before is known. For one thread at a time.
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

    /**
     * {@return what to say to a refusal} Of the statement that was refused nothing was carried out.
     *
     * @param refusal of the statement before
     * @throws ServerException that refusal, if there is nothing to say to it
     */
    default @Nullable Line refused(ServerException refusal) {
        throw refusal;
    }

    /** {@return the result; asked when the transaction is committed, or all is said} */
    T result();
}

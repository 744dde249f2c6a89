package io.hansock.sql;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements: a {@link SqlClient} each on any connection, a {@link SqlSession} and a {@link Transaction} all on their own.
 *
 * <p>A statement with parameters has a {@code ?} for each; it is prepared on the server once per connection and kept there. One
 * without parameters is sent as it is. Parameters are null, the integers and their wrappers, BigInteger, BigDecimal, float, double,
 * boolean, char, String, {@code byte[]}, {@link java.io.InputStream} (read to its end, sent in pieces), the types of
 * {@code java.time} that a column can hold, UUID, enums by name, and Optional of these; anything else is an
 * {@link IllegalArgumentException}. They are read before the call returns.
 *
 * <p>A call blocks its thread until the answer is in, at most for the request timeout. What goes wrong is a
 * {@link io.hansock.HansockException}: {@link io.hansock.ServerException} if the server refuses the statement, {@link
 * io.hansock.DeadlineException}, {@link io.hansock.ChannelLostException} or {@link io.hansock.HansockInterruptedException} if no
 * answer came, which tell whether the statement may have been carried out, and {@link io.hansock.ResultException} if the answer is
 * not of the shape that was asked for. None of them holds a parameter or SQL.
 */
public interface Statements {
    /**
     * Runs a statement that answers rows, all of which are then in memory.
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     * @return the rows
     */
    QueryResult query(String sql, @Nullable Object... parameters);

    /**
     * Runs a statement that answers no rows.
     *
     * @param sql one statement
     * @param parameters one for each {@code ?}
     * @return what it has changed, and the key that it has generated
     */
    UpdateResult update(String sql, @Nullable Object... parameters);

    /**
     * Runs a statement that may answer anything: several results, rows or none, OUT parameters.
     *
     * @param sql one statement, or several where the client allows that and there are no parameters
     * @param parameters one for each {@code ?}, null for a parameter that is OUT alone
     * @return all that it answers
     */
    Results execute(String sql, @Nullable Object... parameters);

    /**
     * Runs one statement with many sets of parameters, all on their way at the same time: in one message where the server takes that
     * (MariaDB), else one behind the other without waiting in between. The sets do not depend on each other: one that the server
     * refuses does not keep it from carrying out those behind it, unless it is MariaDB's one message, which ends there. Do it in a
     * transaction where all or nothing must be done.
     *
     * @param sql one statement that answers no rows
     * @param parameterSets a parameter for each {@code ?} in each; read once, in order
     * @return what all of them have changed
     * @throws io.hansock.ServerException the first refusal; others are suppressed in it
     */
    BatchResult batch(String sql, Iterable<? extends List<? extends @Nullable Object>> parameterSets);

    /**
     * Runs statements that do not depend on each other: all are on their way before the first answer is in, so that they cost one
     * round trip. Each has its own answer, and one that fails ends none of the others.
     *
     * @param statements adds the statements; called once, at once, on this thread
     */
    void pipeline(Consumer<? super Pipeline> statements);

    /**
     * Runs a statement whose rows are read while they arrive, so that a result of any size needs little memory: rows that are not asked
     * for stay on the server. Nothing else runs on this connection meanwhile.
     *
     * @param sql one statement that answers rows
     * @param parameters one for each {@code ?}
     * @return the rows; to be closed, also before the last one was read
     */
    RowStream stream(String sql, @Nullable Object... parameters);
}

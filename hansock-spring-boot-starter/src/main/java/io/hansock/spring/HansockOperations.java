package io.hansock.spring;

import io.hansock.HansockCommands;
import io.hansock.index.Find;
import io.hansock.index.Shard;
import io.hansock.sql.AllServersSql;
import io.hansock.sql.TransactionBody;
import io.hansock.sql.TransactionOptions;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commands of {@link io.hansock.Hansock}, and SQL, for beans to ask for and tests to replace. They mean what they mean there; what
 * differs is what they throw: {@link org.springframework.dao.DataAccessException}, as {@link HansockExceptionTranslator} maps it.
 * Wrong arguments are {@link IllegalArgumentException} as everywhere. Safe to share between threads.
 *
 * <p>The commands of {@link HansockCommands} take no part in Spring's transactions: each write is final as soon as it returns.
 * {@link TransactionPolicy} says what is done about those that are called inside one. SQL takes part in the transactions of a
 * {@link HansockTransactionManager}.
 */
public interface HansockOperations extends HansockCommands {
    /**
     * Finds the only row along an index.
     *
     * @param find what to find; a limit of 2 or more, or rows beyond the first stay unnoticed
     * @param <R> what a row becomes
     * @return the row, or empty
     * @throws org.springframework.dao.IncorrectResultSizeDataAccessException if there are several
     */
    <R> Optional<R> findOne(Find<R> find);

    /** {@return the same commands with futures} */
    AsyncHansockOperations async();

    /**
     * {@return SQL on one server}
     *
     * @param server its configured name
     */
    SqlOperations sql(String server);

    /**
     * {@return SQL on the server that has the rows of a key} That statements are about these rows alone is for the caller to see to.
     *
     * @param shard {@link io.hansock.index.Table#shard}
     */
    SqlOperations sql(Shard shard);

    /**
     * Runs SQL on all servers at the same time. It takes no part in transactions, see {@link TransactionPolicy}. What goes wrong is translated when
     * {@code call} throws it: inside, it is a {@link io.hansock.HansockException}.
     *
     * <pre>{@code
     * List<Top> top = template.sqlOnAllServers(all -> all.query("select name, views from users order by views desc limit ?", 10)
     *         .mergedBy(comparingLong(Top::views).reversed())
     *         .list(Top.class));
     * }</pre>
     *
     * @param call what to run; a stream that it opens, it closes
     * @param <T> what comes of it
     * @return what the call returns
     */
    <T extends @Nullable Object> T sqlOnAllServers(Function<? super AllServersSql, T> call);

    /**
     * Runs a transaction of its own on the server that has the rows of a key, whatever transaction of Spring's is active: committed when
     * {@code body} returns, undone when it throws. What goes wrong is translated when {@code body} throws it: inside, it is a
     * {@link io.hansock.HansockException}.
     *
     * @param shard {@link io.hansock.index.Table#shard}
     * @param body the statements
     * @param <T> what comes of it
     * @param <X> what the body may throw
     * @return what the body returns
     * @throws X what the body throws
     */
    default <T extends @Nullable Object, X extends Exception> T transaction(Shard shard, TransactionBody<T, X> body)
            throws X {
        return transaction(shard, TransactionOptions.DEFAULTS, body);
    }

    /**
     * As {@link #transaction(Shard, TransactionBody)}, with options.
     *
     * @param shard {@link io.hansock.index.Table#shard}
     * @param options how it begins: its isolation level, and whether it only reads
     * @param body the statements
     * @param <T> what comes of it
     * @param <X> what the body may throw
     * @return what the body returns
     * @throws X what the body throws
     */
    <T extends @Nullable Object, X extends Exception> T transaction(
            Shard shard, TransactionOptions options, TransactionBody<T, X> body) throws X;
}

package io.hansock.batch;

import io.hansock.HansockException;
import io.hansock.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Commands for one server, and after an execution their replies. Commands are written as the protocol's own lines
 * ({@link #write(byte[], int)}), so that nothing here needs to know what a new server understands, or by the typed methods, which
 * escape values and count tokens.
 *
 * <pre>{@code
 * batch.openIndex(1, "testdb", "testtable", "PRIMARY", "test_id", "test_string").find(1, Selection.eq(42));
 * }</pre>
 *
 * <p>Executed once, it takes no more commands until {@link #reset()}. For one thread at a time.
 */
public final class Batch {
    /** Ids are the caller's; a huge one ends the server, so the typed methods take them from 0 to this. */
    public static final int HIGHEST_ID = 255;

    /** How many columns are open under each id, as far as {@link #openIndex} said; these outlive a reset, as ids do. */
    private final int[] columnsOf = new int[HIGHEST_ID + 1];

    private BatchLines lines = new BatchLines();
    private boolean executed;
    private List<BatchExchange> exchanges = List.of();
    private @Nullable HansockException failure;

    /** Creates an empty batch. */
    public Batch() {}

    /**
     * Appends bytes as they are: one command or several, each with its line feed, or a piece of one.
     *
     * @param bytes any bytes
     * @param commands how many commands these bytes add; 0 for a piece whose command another one counts
     * @return this batch
     * @throws RefusedException rule {@code raw-line} if a line begins with {@code Q} or {@code /}, which would stop the server's
     *     listener or close the connection (trap H4); nothing is appended then
     */
    public Batch write(byte[] bytes, int commands) {
        requireOpen();
        lines.raw(bytes, commands);
        return this;
    }

    /**
     * As {@link #write(byte[], int)}, for text, which is written in UTF-8.
     *
     * @param text any text
     * @param commands how many commands it adds; 0 for a piece whose command another one counts
     * @return this batch
     * @throws RefusedException rule {@code raw-line} if a line begins with {@code Q} or {@code /}; nothing is appended then
     */
    public Batch write(String text, int commands) {
        return write(text.getBytes(StandardCharsets.UTF_8), commands);
    }

    /**
     * Appends the decimal digits of a number, with a minus sign if it is negative.
     *
     * @param number any number
     * @return this batch
     */
    public Batch write(long number) {
        requireOpen();
        lines.raw(number);
        return this;
    }

    /**
     * Appends an open_index command without filter columns.
     *
     * @param id by which commands will name it, from 0 to {@value #HIGHEST_ID}; small ids are cheap for the server
     * @param database the database; none of the server's own
     * @param table the table; never a view, which ends the server (trap H1)
     * @param index the index's name
     * @param columns the columns, in the order in which rows have them
     * @return this batch
     * @throws RefusedException if a name holds what would end it, or if the id is beyond its bounds
     */
    public Batch openIndex(int id, String database, String table, String index, String... columns) {
        return openIndex(id, database, table, index, Arrays.asList(columns), List.of());
    }

    /**
     * As {@link #openIndex(int, String, String, String, String...)}, with columns for the filters of raw commands.
     *
     * @param id by which commands will name it, from 0 to {@value #HIGHEST_ID}
     * @param database the database; none of the server's own
     * @param table the table; never a view
     * @param index the index's name
     * @param columns the columns, in the order in which rows have them
     * @param filterColumns the columns that filters count from 0
     * @return this batch
     * @throws RefusedException if a name holds what would end it, or if the id is beyond its bounds
     */
    public Batch openIndex(
            int id, String database, String table, String index, List<String> columns, List<String> filterColumns) {
        requireOpen();
        lines.openIndex(checked(id), database, table, index, columns, filterColumns);
        columnsOf[id] = columns.size();
        return this;
    }

    /**
     * Appends a find.
     *
     * @param id an id that is open
     * @param rows which rows
     * @return this batch
     * @throws RefusedException if limit, offset, key or id are beyond their bounds
     */
    public Batch find(int id, Selection rows) {
        requireOpen();
        lines.find(checked(id), rows);
        return this;
    }

    /**
     * Appends an insert, for a write port.
     *
     * @param id an id that this batch has opened, now or before a reset
     * @param values a value for <b>each</b> column of it, null for NULL: the server stores 0 or an empty text in all others of the
     *     table that have no constant default, and computes none (trap H9)
     * @return this batch
     * @throws RefusedException if there is another number of values than of columns, or more than 32 (trap H20)
     * @throws IllegalArgumentException if a value cannot be a parameter
     */
    public Batch insert(int id, @Nullable Object... values) {
        requireOpen();
        requireColumns(id, values.length);
        lines.insert(id, Values.checked(Arrays.asList(values)));
        return this;
    }

    /**
     * Appends an update, for a write port.
     *
     * @param id an id that this batch has opened, now or before a reset
     * @param rows which rows
     * @param values a value for <b>each</b> column of it, null for NULL: the server sets all of them, to 0 or an empty text where
     *     values are missing (trap H7)
     * @return this batch
     * @throws RefusedException if there is another number of values than of columns, or if limit, offset or key are beyond their
     *     bounds
     * @throws IllegalArgumentException if a value cannot be a parameter
     */
    public Batch update(int id, Selection rows, @Nullable Object... values) {
        requireOpen();
        requireColumns(id, values.length);
        return change(id, rows, "U", values);
    }

    /**
     * Appends a delete, for a write port.
     *
     * @param id an id that is open
     * @param rows which rows
     * @return this batch
     * @throws RefusedException if limit, offset, key or id are beyond their bounds
     */
    public Batch delete(int id, Selection rows) {
        requireOpen();
        return change(checked(id), rows, "D");
    }

    /**
     * Appends an increment, for a write port.
     *
     * @param id an id that this batch has opened, now or before a reset
     * @param rows which rows
     * @param deltas for <b>each</b> column of it what is added, null to leave it alone
     * @return this batch
     * @throws RefusedException if there is another number of deltas than of columns, or if limit, offset or key are beyond their
     *     bounds
     */
    public Batch increment(int id, Selection rows, @Nullable Long... deltas) {
        requireOpen();
        requireColumns(id, deltas.length);
        return change(id, rows, "+", (@Nullable Object[]) deltas);
    }

    /** {@return how many commands were announced} */
    public long commands() {
        return lines.commands();
    }

    /**
     * Forgets commands and replies, to be used again, also after an execution that failed or timed out: what that one still sends is
     * not touched. Replies handed out before stay as they are.
     */
    public void reset() {
        lines = new BatchLines();
        executed = false;
        exchanges = List.of();
        failure = null;
    }

    /**
     * {@return the replies, one for each command, in the order of the commands} Those that arrived before a failure are there; in
     * place of the others stands a {@link Reply.Failure} with the cause. They may be walked any number of times.
     *
     * @throws IllegalStateException if the batch was not executed
     */
    public Iterable<Reply> replies() {
        requireExecuted();
        List<BatchExchange> all = exchanges;
        HansockException why = failure;
        return () -> new ReplyLines(all, why);
    }

    /**
     * {@return why there is not a reply of the server's for each command, or empty if there is}
     *
     * @throws IllegalStateException if the batch was not executed
     */
    public Optional<HansockException> failure() {
        requireExecuted();
        return Optional.ofNullable(failure);
    }

    // ---- for the executor

    /** Refuses a batch whose lines are not as many as were announced. */
    void requireComplete() {
        requireOpen();
        lines.requireComplete();
    }

    /** Cuts the batch into exchanges, once. */
    List<BatchExchange> begin() {
        executed = true;
        exchanges = lines.cut();
        return exchanges;
    }

    /** Says that the execution is over, and returns the first failure of an exchange. */
    @Nullable
    HansockException end(String server) {
        for (BatchExchange exchange : exchanges) {
            HansockException problem = exchange.problem(server);
            if (problem != null) {
                failure = problem;
                return problem;
            }
        }
        return null;
    }

    void failed(HansockException why) {
        failure = why;
    }

    private Batch change(int id, Selection rows, String operation, @Nullable Object... values) {
        lines.change(id, rows, operation, Values.checked(Arrays.asList(values)));
        return this;
    }

    private void requireColumns(int id, int values) {
        if (columnsOf[checked(id)] != values) {
            throw new RefusedException(
                    null,
                    "value-count",
                    values + " values for id " + id + ", under which this batch has opened " + columnsOf[id]
                            + " columns; the server would write 0 or an empty text where values are missing");
        }
    }

    private static int checked(int id) {
        if (id < 0 || id > HIGHEST_ID) {
            throw new RefusedException(
                    null, "index-id", "id " + id + "; ids go from 0 to " + HIGHEST_ID + ", a huge one ends the server");
        }
        return id;
    }

    private void requireOpen() {
        if (executed) {
            throw new IllegalStateException("the batch was executed; reset it first");
        }
    }

    private void requireExecuted() {
        if (!executed) {
            throw new IllegalStateException("the batch was not executed yet");
        }
    }

    @Override
    public String toString() {
        return commands() + " commands";
    }
}

package io.hansock;

import io.hansock.cluster.Cluster;
import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.InsertResult;
import io.hansock.index.Key;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.ring.Ring;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads and writes rows by key on any number of MySQL and MariaDB servers, over HandlerSocket. The servers are one key space: the
 * Ketama ring over the table's shard columns says which server has a row.
 *
 * <pre>{@code
 * record User(long id, String name, int age) {}
 * static final Table<User> USERS = Table.of("users", User.class);
 *
 * try (Hansock hansock = Hansock.builder()
 *         .database("shop")
 *         .server(ServerSettings.of("east", "db-east"))
 *         .server(ServerSettings.of("west", "db-west"))
 *         .build()) {
 *     Optional<User> one = hansock.findOne(USERS, 42);
 * }
 * }</pre>
 *
 * <p>Made once, shared by all threads, closed at the end. Connections are made when they are needed, so a client can be made while
 * every server is down. A call blocks its thread until the answer is in, at most for the request timeout; it may be made on a
 * virtual thread. {@link #async()} gives futures instead.
 *
 * <p>Every call throws {@link ConfigurationException} or {@link RefusedException} for what cannot or must not be sent, and
 * {@link ServerException}, {@link ChannelLostException}, {@link DeadlineException}, {@link HansockInterruptedException},
 * {@link OverloadedException}, {@link ProtocolException} or {@link ResultException} for what came of it.
 *
 * <p>Until Hansock reads the tables' definitions over SQL, it cannot know what HandlerSocket would do to values that do not fit their
 * columns. HandlerSocket cuts, clamps and coerces in silence: text that is too long is cut, numbers out of range are clamped, bad
 * dates become zero, a key such as {@code "1abc"} for an integer column finds row 1 (traps H10, H11). It compares by the column's
 * collation (H34), reads and writes bytes in each column's charset while Hansock assumes UTF-8 (H12), renders TIMESTAMP in the
 * server's own zone (H29), and finds wrong rows through an index on a prefix of a column (H17). A find on a view, and a range over a
 * partitioned table, end the server (H1, H2): declare base tables only.
 *
 * @see <a href="https://github.com/DeNA/HandlerSocket-Plugin-for-MySQL/blob/master/docs-en/protocol.en.txt">the protocol</a>
 */
public final class Hansock implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final long timeoutNanos;
    private final HansockAsync async;

    Hansock(HansockSettings settings) {
        this(new Cluster(settings), settings.requestTimeout().toNanos());
    }

    private Hansock(Cluster cluster, long timeoutNanos) {
        this.cluster = cluster;
        this.timeoutNanos = timeoutNanos;
        this.async = new HansockAsync(cluster, timeoutNanos);
    }

    /** {@return a builder with the defaults, for a new client} */
    public static HansockBuilder builder() {
        return new HansockBuilder();
    }

    /**
     * The same client with another request timeout: a light view of it, which shares its connections and ends with it.
     *
     * @param timeout more than zero; more than a day counts as a day
     * @return the view
     * @throws ConfigurationException if it is not more than zero
     */
    public Hansock withTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new ConfigurationException("the request timeout must be more than zero, not " + timeout);
        }
        return new Hansock(cluster, atMostADay(timeout).toNanos());
    }

    /** {@return the same client with futures instead of blocking calls} */
    public HansockAsync async() {
        return async;
    }

    /**
     * {@return the row with this primary key, if there is one}
     *
     * @param <R> what a row becomes
     * @param table the table
     * @param key the values of the primary key columns, in their order
     */
    public <R> Optional<R> findOne(Table<R> table, Object... key) {
        return cluster.findOne(table, key, timeoutNanos);
    }

    /**
     * Finds many rows by primary key, in one pipelined round trip to each server that has some of them, all at the same time.
     *
     * @param <K> a value of the primary key column, or a {@link List} of values if the key has several
     * @param <R> what a row becomes
     * @param table the table
     * @param keys at most as many as {@link HansockBuilder#maxKeys} allows; one that is given twice is asked for once
     * @return the rows that there are, by key, in the order of {@code keys}; unmodifiable
     */
    public <K, R> Map<K, R> findAll(Table<R> table, Collection<K> keys) {
        return cluster.run(cluster.planner().findAll(table, keys), timeoutNanos);
    }

    /**
     * Finds rows along an index: on the server of the shard key, on a named one, or on all with the results merged in the order of
     * the index.
     *
     * @param <R> what a row becomes
     * @param find what to find
     * @return the rows in the order of the index (descending for {@code lt} and {@code le}), for an IN list in the order of its
     *     values
     */
    public <R> List<R> find(Find<R> find) {
        return cluster.run(cluster.planner().find(find), timeoutNanos);
    }

    /**
     * Inserts a row. Over HandlerSocket a NULL for a NOT NULL column becomes 0 or empty (trap H10).
     *
     * @param <R> the record
     * @param table the table
     * @param row the row; every component is sent
     * @return the generated key, if the server made one
     */
    public <R extends Record> InsertResult insert(Table<R> table, R row) {
        return insert(Insert.of(table, row));
    }

    /**
     * Inserts a row from named columns. Over HandlerSocket a column that is not named would not get what SQL gives it: without a
     * default it becomes 0 or empty rather than NULL, and expressions such as {@code NOW()} are not evaluated (trap H9). So the
     * columns of the table's declaration that are not named are refused: name every column.
     *
     * @param insert the columns and their values
     * @return the generated key, if the server made one; none also if the key was given explicitly (trap H21)
     */
    public InsertResult insert(Insert<?> insert) {
        return cluster.run(cluster.planner().insert(insert), timeoutNanos);
    }

    /**
     * Updates, deletes or increments rows.
     *
     * <pre>{@code
     * hansock.change(USERS.key(42).set("name", "Ann"));
     * hansock.change(USERS.key(42).increment("views", 1));
     * hansock.change(BY_AGE.lt(18).limit(100).on("east").delete());
     * }</pre>
     *
     * Over HandlerSocket a change of several rows is not atomic, and one along the column that it changes can meet rows twice (H19).
     *
     * @param change what to change
     * @return how many rows matched; a row that already had the values counts
     */
    public long change(Change<?> change) {
        return cluster.run(cluster.planner().change(change), timeoutNanos);
    }

    /**
     * Changes rows and answers them as they were before.
     *
     * @param <R> what a row becomes
     * @param change what to change
     * @return the rows before the change; rows that an increment left alone because of its sign rule are among them (H18)
     */
    public <R> List<R> change(ReturningOld<R> change) {
        return cluster.run(cluster.planner().change(change), timeoutNanos);
    }

    /**
     * Deletes one row.
     *
     * @param key its primary key
     * @return whether there was such a row
     */
    public boolean delete(Key<?> key) {
        return change(key.delete()) > 0;
    }

    /**
     * Adds to a column of one row, on the server. Over HandlerSocket the sum is clamped to the column's range, BIGINT wraps, and
     * DECIMAL and DOUBLE are rounded to integers first (trap H18).
     *
     * @param key its primary key
     * @param column an integer column
     * @param delta what is added; negative to subtract
     * @return whether there was such a row
     */
    public boolean increment(Key<?> key, String column, long delta) {
        return change(key.increment(column, delta)) > 0;
    }

    /**
     * Changes tables on every server, one after the other. HandlerSocket keeps a table that it has open from being changed, for as long as
     * any client is connected (trap H23). So this first has every client of Hansock leave HandlerSocket and go on over SQL, which takes
     * little more than a second; when it is done they go back.
     *
     * <p>A statement that is refused on one server may have been carried out on those before it.
     *
     * @param sql one statement such as {@code alter table …}; it is carried out as the user who logs in
     * @param timeout for all of it, more than zero, at most a day
     * @throws DeadlineException if clients of other makes stay connected, or another release takes too long
     * @throws ConfigurationException if this client does not log in
     */
    public void ddl(String sql, Duration timeout) {
        cluster.ddl(sql, Bounds.positive("timeout", timeout));
    }

    /**
     * Has every client of Hansock leave HandlerSocket and go on over SQL, on every server, so that something else can change tables.
     *
     * <pre>{@code
     * try (Release release = hansock.release(Duration.ofSeconds(10))) {
     *     flyway.migrate();
     * }
     * }</pre>
     *
     * @param timeout for taking it, more than zero, at most a day
     * @return to be closed when the tables are as they shall be; a process that ends without that holds nobody up
     * @throws DeadlineException if clients of other makes stay connected, or another release takes too long
     * @throws ConfigurationException if this client does not log in
     */
    public Release release(Duration timeout) {
        return cluster.release(Bounds.positive("timeout", timeout));
    }

    /** {@return the ring: which server owns which keys, by their configured order} */
    public Ring ring() {
        return cluster.ring();
    }

    /** {@return the configured servers, in the order of the ring's nodes; unmodifiable} */
    public List<ServerSettings> servers() {
        return cluster.servers();
    }

    /**
     * {@return how the servers are at this moment, in the order of {@link #servers()}; unmodifiable} Asks no server anything: of one that
     * nobody has called yet nothing is known.
     */
    public List<ServerState> states() {
        return cluster.states();
    }

    /**
     * Has every server asked how it is, at the same time, whether or not anybody has called yet: connects, logs in, looks for HandlerSocket.
     * Blocks nobody. What was up and does not answer in time is suspect in the result.
     *
     * @param timeout more than zero, at most a day
     * @return how the servers are then, as {@link #states()}; never fails
     */
    public CompletableFuture<List<ServerState>> look(Duration timeout) {
        return cluster.look(Bounds.positive("timeout", timeout));
    }

    /** {@return what is open to the servers and under way there, in the order of {@link #servers()}; unmodifiable} */
    public List<ServerLoad> loads() {
        return cluster.loads();
    }

    /**
     * {@return the name of the server that has the rows of these shard column values}
     *
     * @param table the table
     * @param shardColumns the values of its shard columns, in their order
     */
    public String owner(Table<?> table, Object... shardColumns) {
        return cluster.owner(table.shardKey(shardColumns));
    }

    /** Lets calls that are under way end, for at most 5 s, then closes all connections; later calls fail. Harmless when repeated. */
    @Override
    public void close() {
        close(DRAIN);
    }

    /**
     * As {@link #close()}, waiting for calls that are under way for at most {@code drain}.
     *
     * @param drain zero or less for not at all; more than a day counts as a day
     */
    public void close(Duration drain) {
        cluster.close(drain.isNegative() ? 0 : atMostADay(drain).toNanos());
    }

    private static Duration atMostADay(Duration duration) {
        return duration.compareTo(Bounds.LONGEST) > 0 ? Bounds.LONGEST : duration;
    }
}

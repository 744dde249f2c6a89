package io.hansock;

import io.hansock.cluster.Cluster;
import io.hansock.cluster.Plan;
import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.InsertResult;
import io.hansock.index.Key;
import io.hansock.index.ReturningOld;
import io.hansock.index.Shard;
import io.hansock.index.Table;
import io.hansock.index.Upsert;
import io.hansock.ring.Ring;
import io.hansock.sql.TransactionBody;
import io.hansock.sql.TransactionOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

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
 * <p>A client that is given a user for SQL reads what each table is, and sends over HandlerSocket only what that answers exactly. One without
 * a user cannot know what HandlerSocket would do to values that do not fit their columns: it cuts, clamps and coerces in silence, and a
 * find on a view ends the server (traps H1, H2, H10 to H12, H17, H29, H34). Such a client should be given base tables only, and values that fit.
 *
 * @see <a href="https://github.com/DeNA/HandlerSocket-Plugin-for-MySQL/blob/master/docs-en/protocol.en.txt">the protocol</a>
 */
public final class Hansock implements HansockCommands, AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final Hansock origin;
    private final long timeoutNanos;
    private final HansockAsync async;
    private final HansockSql sql;

    Hansock(HansockSettings settings) {
        this(new Cluster(settings), null, settings.requestTimeout().toNanos());
    }

    private Hansock(Cluster cluster, @Nullable Hansock origin, long timeoutNanos) {
        this.cluster = cluster;
        this.origin = origin == null ? this : origin;
        this.timeoutNanos = timeoutNanos;
        this.sql = new HansockSql(cluster.sql(), timeoutNanos);
        this.async = new HansockAsync(cluster, sql, timeoutNanos);
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
        return new Hansock(cluster, origin, atMostADay(timeout).toNanos());
    }

    /**
     * {@return the client that this is a view of, or this if it is none} All views of one client have the same, and no other has it: a key for what
     * belongs to its connections, such as a transaction.
     */
    public Hansock origin() {
        return origin;
    }

    /** {@return how long a call may take, if nothing else is said} */
    public Duration requestTimeout() {
        return Duration.ofNanos(timeoutNanos);
    }

    /** {@return the same client with futures instead of blocking calls} */
    public HansockAsync async() {
        return async;
    }

    @Override
    public <R> Optional<R> findOne(Table<R> table, Object... key) {
        return cluster.findOne(table, key, timeoutNanos);
    }

    @Override
    public <K, R> Map<K, R> findAll(Table<R> table, Collection<K> keys) {
        return run(cluster.planner().findAll(table, keys));
    }

    @Override
    public <R> List<R> find(Find<R> find) {
        return run(cluster.planner().find(find));
    }

    @Override
    public InsertResult insert(Insert<?> insert) {
        return run(cluster.planner().writes().insert(insert));
    }

    @Override
    public void upsert(Upsert<?> upsert) {
        boolean unused = run(cluster.planner().writes().upsert(upsert));
    }

    @Override
    public long change(Change<?> change) {
        return run(cluster.planner().writes().change(change));
    }

    @Override
    public <R> List<R> change(ReturningOld<R> change) {
        return run(cluster.planner().writes().change(change));
    }

    @Override
    public long incrementAndGet(Key<?> key, String column, long delta) {
        return run(Sums.of(cluster, key, column, delta)).orElseThrow(() -> Sums.noRow(key));
    }

    @Override
    public <R> Optional<R> incrementAndGet(Increment<R> increment) {
        return run(Sums.of(cluster, increment));
    }

    private <T> T run(Plan<T> plan) {
        return cluster.run(plan, timeoutNanos);
    }

    /** {@return SQL on the servers: on one of them, on the owner of a key, or on all} */
    public HansockSql sql() {
        return sql;
    }

    /**
     * Runs a transaction on the server that has the rows of a key: committed when {@code body} returns, undone when it throws. There are no
     * transactions over several servers.
     *
     * <pre>{@code
     * long birthdays = hansock.transaction(USERS.shard(42), tx -> tx.update("update users set age = age + 1 where id = ?", 42))
     *         .affectedRows();
     * }</pre>
     *
     * @param <T> what comes of it
     * @param <X> what the body may throw
     * @param shard {@link Table#shard}
     * @param body the statements
     * @return what the body returns
     * @throws X what the body throws
     * @throws ConfigurationException if this client does not log in
     */
    public <T extends @Nullable Object, X extends Exception> T transaction(Shard shard, TransactionBody<T, X> body)
            throws X {
        return transaction(shard, TransactionOptions.DEFAULTS, body);
    }

    /**
     * As {@link #transaction(Shard, TransactionBody)}, with options.
     *
     * @param <T> what comes of it
     * @param <X> what the body may throw
     * @param shard {@link Table#shard}
     * @param options how it begins
     * @param body the statements
     * @return what the body returns
     * @throws X what the body throws
     */
    public <T extends @Nullable Object, X extends Exception> T transaction(
            Shard shard, TransactionOptions options, TransactionBody<T, X> body) throws X {
        return sql.on(shard).transaction(options, body);
    }

    /**
     * Changes tables on every server, one after the other. HandlerSocket keeps a table that it has open from being changed, for as long as
     * any client is connected (trap H23). So this first has every client of Hansock leave HandlerSocket and go on over SQL, which takes
     * little more than a second; when it is done they go back. What this client knows of tables is then
     * read anew at once; others notice within five seconds, or when something does not fit any more.
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

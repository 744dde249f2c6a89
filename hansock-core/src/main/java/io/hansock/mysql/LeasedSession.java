package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.sql.AsyncSession;
import io.hansock.sql.Capabilities;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlSession;
import io.hansock.sql.TransactionBody;
import io.hansock.sql.TransactionOptions;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A leased connection as its user sees it. For one thread at a time. */
public final class LeasedSession extends BlockingSessionStatements implements SqlSession {
    private final Leased leased;
    private final long timeoutNanos;

    /** Wraps a leased connection. */
    public LeasedSession(Leased leased, long timeoutNanos) {
        this.leased = leased;
        this.timeoutNanos = timeoutNanos;
    }

    /** Rows of one statement on a connection that is given back with them; the first of them within {@code firstNanos}. */
    public static RowStream streamOnce(
            Leased leased, long firstNanos, long timeoutNanos, String sql, @Nullable Object... parameters) {
        StatementRequest<RowFeed> request = new StatementRequest<>(sql, Parameters.of(parameters), RowFeed.READER);
        MysqlConnection connection = leased.connection();
        return new StreamedRows(connection, connection.call(request, firstNanos), timeoutNanos, () -> {
            leased.giveUpRows(timeoutNanos);
            leased.giveBack();
        });
    }

    @Override
    Leased leased() {
        return leased;
    }

    @Override
    long timeoutNanos() {
        return timeoutNanos;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T transaction(
            TransactionOptions options, TransactionBody<T, X> body) throws X {
        return RunningTransaction.run(leased, timeoutNanos, options, body);
    }

    @Override
    public void ping() {
        ask(SessionCommands.ping());
    }

    @Override
    public void useDatabase(String name) {
        ask(SessionCommands.useDatabase(name));
    }

    @Override
    public Optional<String> database() {
        return Optional.ofNullable(leased.known().state().database());
    }

    @Override
    public void reset() {
        ask(Upkeep.reset());
    }

    @Override
    public void changeUser(LoginSettings login) {
        ask(connection -> new ChangeUserRun(connection, login));
    }

    @Override
    public void multiStatements(boolean allowed) {
        ask(SessionCommands.multiStatements(allowed));
    }

    @Override
    public String statistics() {
        return ask(SessionCommands.statistics());
    }

    @Override
    public boolean inTransaction() {
        return leased.known().state().isInTransaction();
    }

    @Override
    public Optional<ServerException> undoneBy() {
        return Optional.ofNullable(leased.known().state().fate().undoneBy());
    }

    @Override
    public long connectionId() {
        return leased.known().id();
    }

    @Override
    public String serverVersion() {
        return leased.known().agreed().serverVersion();
    }

    @Override
    public Capabilities capabilities() {
        return leased.known().agreed().capabilities();
    }

    @Override
    public SqlSession withTimeout(Duration timeout) {
        return new LeasedSession(leased, Timeouts.nanos(timeout));
    }

    @Override
    public AsyncSession async() {
        return new LeasedAsyncSession(leased, timeoutNanos);
    }

    @Override
    public void close() {
        leased.giveBack();
    }
}

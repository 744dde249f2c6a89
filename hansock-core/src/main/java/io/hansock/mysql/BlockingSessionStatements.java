package io.hansock.mysql;

import io.hansock.sql.InfileContent;
import io.hansock.sql.Prepared;
import io.hansock.sql.RowStream;
import io.hansock.sql.SessionStatements;
import io.hansock.sql.UpdateResult;
import org.jspecify.annotations.Nullable;

/** Statements over one connection that their caller has for itself. For one thread at a time. */
abstract class BlockingSessionStatements extends BlockingStatements implements SessionStatements {
    /** The connection, as long as it is leased. */
    abstract Leased leased();

    abstract long timeoutNanos();

    @Override
    protected final <T> T ask(Request<T> request) {
        MysqlConnection connection = leased().connection();
        Request<T> asked = connection.state().fate().isKnown() ? Settled.statement(request) : request;
        return connection.call(asked, timeoutNanos());
    }

    @Override
    public final RowStream stream(String sql, @Nullable Object... parameters) {
        return stream(new StatementRequest<>(sql, Parameters.of(parameters), RowFeed.READER));
    }

    final RowStream stream(Request<RowFeed> request) {
        Leased present = leased();
        RowFeed feed = ask(request);
        return new StreamedRows(present.connection(), feed, timeoutNanos(), () -> present.giveUpRows(timeoutNanos()));
    }

    @Override
    public final RowStream cursor(int fetchRows, String sql, @Nullable Object... parameters) {
        CursorFeed.requireCount(fetchRows);
        Leased present = leased();
        CursorFeed feed = ask(StatementRequest.prepared(sql, Parameters.of(parameters), CursorFeed.READER));
        return new CursorRows(this, present, feed, fetchRows);
    }

    @Override
    public final UpdateResult localInfile(String sql, InfileContent content) {
        return ask(connection -> new InfileRun(connection, sql, content));
    }

    @Override
    public final Prepared prepare(String sql) {
        return new PreparedOfSession(this, sql, ask(new PrepareRequest(sql)));
    }
}

package io.hansock.mysql;

import io.hansock.net.IoThread;
import io.hansock.sql.QueryResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A query that several servers are asked. Its parameters are read once, so that they are the same for all. Immutable. */
public final class SharedQuery {
    private final String sql;
    private final Parameters parameters;

    private SharedQuery(String sql, Parameters parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    /**
     * Takes what a user hands over.
     *
     * @throws IllegalArgumentException if one of them cannot be a parameter, or is a stream
     */
    public static SharedQuery of(String sql, @Nullable Object... given) {
        Parameters parameters = Parameters.of(given.clone());
        if (parameters.hasStreams()) {
            throw new IllegalArgumentException("a query of several servers takes no streams as parameters");
        }
        return new SharedQuery(sql, parameters);
    }

    /** The text. */
    public String sql() {
        return sql;
    }

    /** The parameters. */
    public @Nullable Object[] parameters() {
        return parameters.values().toArray();
    }

    /** Asks for all rows at once. */
    public Request<QueryResult> all() {
        return new StatementRequest<>(sql, parameters, AnswerReader.QUERY);
    }

    /**
     * Asks several servers at the same time for rows that are read while they arrive. Their connections are given back with the rows; if there is
     * an exception, all are given back here.
     *
     * @param io of the connections' channels
     * @param firstNanos within which there have to be the first rows of all
     * @param timeoutNanos for each reading
     */
    public SharedRows streams(IoThread io, List<Leased> leased, long firstNanos, long timeoutNanos) {
        SharedRows rows = new SharedRows(io, leased, timeoutNanos);
        try {
            GatheredCalls<RowFeed> begun = new GatheredCalls<>(
                    io,
                    leased.stream().map(Leased::connection).toList(),
                    new StatementRequest<>(sql, parameters, RowFeed.READER),
                    firstNanos);
            for (int i = 0; i < leased.size(); i++) {
                if (begun.problem(i) == null) {
                    rows.begun(leased.get(i), begun.result(i));
                }
            }
            begun.requireAll();
            return rows;
        } catch (RuntimeException | Error e) {
            rows.closeAfter(e);
            throw e;
        }
    }
}

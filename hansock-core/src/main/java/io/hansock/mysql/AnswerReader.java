package io.hansock.mysql;

import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.sql.SqlResult;
import io.hansock.sql.UpdateResult;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the answer to a statement.
 *
 * @param <T> what the caller has asked for
 */
@FunctionalInterface
interface AnswerReader<T> {
    /** One result with rows, as nearly all queries have it. */
    AnswerReader<QueryResult> QUERY = (reader, statement) -> {
        SqlResult first = reader.result(statement);
        return first instanceof QueryResult query && !reader.hasMore()
                ? query
                : rest(first, reader, statement).onlyQuery();
    };

    /** One result without rows. */
    AnswerReader<UpdateResult> UPDATE = (reader, statement) -> {
        SqlResult first = reader.result(statement);
        return first instanceof UpdateResult update && !reader.hasMore()
                ? update
                : rest(first, reader, statement).onlyUpdate();
    };

    /** Whatever it is. */
    AnswerReader<Results> ALL = (reader, statement) -> rest(reader.result(statement), reader, statement);

    /**
     * Reads the answer to its end.
     *
     * @param statement the prepared statement that answers, null for plain text
     * @throws io.hansock.ServerException if the server refuses
     */
    T read(ReplyReader reader, @Nullable ServerStatement statement);

    /** Behind how many bytes of rows the reply is to stop, for answers that are read in pieces. */
    default int pieceBytes() {
        return Integer.MAX_VALUE;
    }

    /** The flags to execute a prepared statement with. */
    default int executionFlags() {
        return 0;
    }

    private static Results rest(SqlResult first, ReplyReader reader, @Nullable ServerStatement statement) {
        List<SqlResult> all = new ArrayList<>();
        Row out = null;
        SqlResult next = first;
        while (true) {
            if (reader.isOutParameters() && next instanceof QueryResult query && !query.isEmpty()) {
                out = query.rows().row(0);
            } else {
                all.add(next);
            }
            if (!reader.hasMore()) {
                return new Results(all, out);
            }
            next = reader.result(statement);
        }
    }
}

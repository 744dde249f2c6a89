package io.hansock.cluster;

import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.index.Increment;
import io.hansock.mysql.Request;
import io.hansock.mysql.Script;
import io.hansock.mysql.ScriptRun;
import io.hansock.sql.QueryResult;
import io.hansock.sql.SqlResult;
import io.hansock.sql.UpdateResult;
import io.hansock.statement.Statement;
import io.hansock.statement.TableStatements;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An increment of one row, and the row as it is then, in one transaction: the increment has locked it.
 *
 * @param <T> what the row becomes
 */
final class SumScript<T> implements Script<Optional<T>> {
    private final String table;
    private final Statement change;
    private final Statement read;
    private final RowMapper<? extends T> mapper;
    private Optional<T> row = Optional.empty();

    private SumScript(String table, Statement change, Statement read, RowMapper<? extends T> mapper) {
        this.table = table;
        this.change = change;
        this.read = read;
        this.mapper = mapper;
    }

    /**
     * A request for the row; empty if there is none, or it was left alone.
     *
     * @throws RefusedException if more than one row can have that key, or the table is of an engine without transactions
     */
    static <T> Request<Optional<T>> of(
            TableStatements table, Increment<?> increment, List<String> columns, RowMapper<? extends T> mapper) {
        if (!table.isOfOne(increment)) {
            throw new RefusedException(
                    null,
                    "key-columns",
                    "table " + increment.table()
                            + ": the declared primary key is not the whole one, so that a sum could be of several rows");
        }
        table.requireTransactions();
        Statement change = table.changeOfOne(increment);
        Statement read = table.rowOfOne(increment, columns);
        String name = table.table().toString();
        return ScriptRun.of(() -> new SumScript<>(name, change, read, mapper));
    }

    @Override
    public @Nullable Line next(@Nullable SqlResult answer) {
        if (answer == null) {
            return new Line(change.sql(), change.parameters());
        }
        if (answer instanceof UpdateResult done && done.affectedRows() > 0) {
            return new Line(read.sql(), read.parameters());
        }
        if (answer instanceof QueryResult found) {
            // here, before it is committed: a row that cannot be read as what was asked for is left as it was
            row = Optional.of(mapper.map(only(found)));
        }
        return null;
    }

    /** The row that was added to: nobody else can have touched it, but a trigger can have given it another key. */
    private Row only(QueryResult found) {
        if (found.isEmpty()) {
            throw new ResultException(
                    ResultException.Kind.OTHER_RESULT,
                    "the row of table " + table
                            + " is not to be found by its key any more once it was added to: a trigger may have changed that; nothing was done");
        }
        return found.rows().row(0);
    }

    @Override
    public Optional<T> result() {
        return row;
    }
}

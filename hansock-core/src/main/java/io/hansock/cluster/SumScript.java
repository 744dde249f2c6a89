package io.hansock.cluster;

import io.hansock.RefusedException;
import io.hansock.index.Increment;
import io.hansock.mysql.Request;
import io.hansock.mysql.Script;
import io.hansock.mysql.ScriptRun;
import io.hansock.sql.QueryResult;
import io.hansock.sql.SqlResult;
import io.hansock.sql.UpdateResult;
import io.hansock.statement.Statement;
import io.hansock.statement.TableStatements;
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
    private final Statement change;
    private final Statement read;
    private final RowMapper<? extends T> mapper;
    private Optional<T> row = Optional.empty();

    private SumScript(Statement change, Statement read, RowMapper<? extends T> mapper) {
        this.change = change;
        this.read = read;
        this.mapper = mapper;
    }

    /**
     * A request for the row; empty if there is none, or it was left alone.
     *
     * @throws RefusedException if more than one row can have that key
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
        Statement change = table.changeOfOne(increment);
        Statement read = table.rowOfOne(increment, columns);
        return ScriptRun.of(() -> new SumScript<>(change, read, mapper));
    }

    @Override
    public @Nullable Line next(@Nullable SqlResult answer) {
        if (answer == null) {
            return new Line(change.sql(), change.parameters());
        }
        if (answer instanceof UpdateResult done && done.affectedRows() > 0) {
            return new Line(read.sql(), read.parameters());
        }
        if (answer instanceof QueryResult found && !found.isEmpty()) {
            // here, before it is committed: a row that cannot be read as what was asked for is left as it was
            row = Optional.of(mapper.map(found.rows().row(0)));
        }
        return null;
    }

    @Override
    public Optional<T> result() {
        return row;
    }
}

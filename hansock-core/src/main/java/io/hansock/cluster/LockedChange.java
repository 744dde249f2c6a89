package io.hansock.cluster;

import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import io.hansock.index.ReturningOld;
import io.hansock.mysql.Request;
import io.hansock.mysql.Script;
import io.hansock.mysql.ScriptRun;
import io.hansock.sql.QueryResult;
import io.hansock.sql.SqlResult;
import io.hansock.statement.LockingStatements;
import io.hansock.statement.Statement;
import io.hansock.statement.TableStatements;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import io.hansock.value.Rows;
import io.hansock.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A change of the rows that a find would answer, in one transaction: their primary keys are selected and locked, then the rows are changed by
 * them. So each is changed once, however it moves along the index, and all are or none.
 *
 * @param <T> the result
 */
abstract class LockedChange<T> implements Script<T> {
    private final LockingStatements statements;

    /** The keys still to be looked up, in the order asked. */
    private final Queue<List<@Nullable Object>> open;

    private final Set<List<Value>> seen = new HashSet<>();
    private final List<List<Value>> keys = new ArrayList<>();
    private int toSkip;
    private int wanted;
    private boolean locked;
    private int changed;

    private LockedChange(LockingStatements statements, Find<?> find) {
        this.statements = statements;
        this.open = new ArrayDeque<>(find.match() instanceof KeyMatch.In in ? each(in) : List.of(parts(find)));
        this.toSkip = find.offset();
        this.wanted = find.limit();
    }

    private static List<@Nullable Object> parts(Find<?> find) {
        return ((KeyMatch.Compare) find.match()).parts();
    }

    private static List<List<@Nullable Object>> each(KeyMatch.In in) {
        List<List<@Nullable Object>> keys = new ArrayList<>(in.values().size());
        for (Object value : in.values()) {
            List<@Nullable Object> parts = new ArrayList<>(in.prefix());
            parts.add(value);
            keys.add(Collections.unmodifiableList(parts));
        }
        return keys;
    }

    /** What counts the rows; null for a change that one statement makes. */
    static @Nullable Request<Long> of(SqlWire wire, Change<?> change) {
        TableStatements table = wire.statements(change.table());
        if (table.isOfOne(change)) {
            return null;
        }
        LockingStatements statements = table.locking(change, List.of());
        return ScriptRun.of(() -> new LockedChange<>(statements, change.rows()) {
            @Override
            void found(Row row) {
                // its key is all that is wanted
            }

            @Override
            public Long result() {
                return (long) count();
            }
        });
    }

    /** What answers the rows as they were. */
    static <R> Request<List<R>> returningOld(SqlWire wire, ReturningOld<R> command) {
        LockingStatements statements = wire.statements(command.table()).locking(command.change(), command.columns());
        RowMapper<R> mapper = command.mapper();
        return ScriptRun.of(
                () -> new LockedChange<>(statements, command.change().rows()) {
                    private final List<R> rows = new ArrayList<>();

                    @Override
                    void found(Row row) {
                        rows.add(mapper.map(row));
                    }

                    @Override
                    public List<R> result() {
                        return Collections.unmodifiableList(rows);
                    }
                });
    }

    /** A row that will be changed, with the columns that were asked for. */
    abstract void found(Row row);

    final int count() {
        return keys.size();
    }

    @Override
    public final @Nullable Line next(@Nullable SqlResult answer) {
        if (!locked) {
            if (answer instanceof QueryResult found) {
                keep(found.rows());
            }
            List<@Nullable Object> key = wanted > 0 ? open.poll() : null;
            if (key != null) {
                return line(statements.lock(key, toSkip, wanted));
            }
            locked = true;
        }
        if (changed == keys.size()) {
            return null;
        }
        List<List<Value>> some = keys.subList(changed, Math.min(keys.size(), changed + statements.atOnce()));
        changed += some.size();
        return line(statements.change(some));
    }

    private static Line line(Statement statement) {
        return new Line(statement.sql(), statement.parameters());
    }

    /** The rows of one key, those included that are skipped. */
    private void keep(Rows found) {
        Rows answered = statements.answered() == 0 ? found : found.firstColumns(statements.answered());
        for (int i = 0; i < found.size() && wanted > 0; i++) {
            if (toSkip > 0) {
                toSkip--;
                continue;
            }
            wanted--;
            Row row = found.row(i);
            List<Value> key = statements.key(row);
            if (statements.isChanged(row) && seen.add(key)) {
                keys.add(key);
                found(answered.row(i));
            }
        }
    }
}

package io.hansock.cluster;

import io.hansock.HansockSettings;
import io.hansock.Operation;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.Writes;
import io.hansock.handlersocket.HandlerSocketExchange;
import io.hansock.handlersocket.HandlerSocketWire;
import io.hansock.handlersocket.KeyFinds;
import io.hansock.index.Change;
import io.hansock.index.Command;
import io.hansock.index.Comparison;
import io.hansock.index.Delete;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.InsertResult;
import io.hansock.index.KeyMatch;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.index.Target;
import io.hansock.index.Update;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import io.hansock.value.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Turns commands into plans: checks, routes and encodes them. Asks no server anything. Safe for any thread. */
public final class Planner {
    /** Tables are constants; an application that makes them anew all the time must not fill the memory. */
    private static final int MOST_TABLES = 4096;

    private final Router router;
    private final HandlerSocketWire wire;
    private final HansockSettings settings;
    private final ManyKeys manyKeys;
    private final Map<Table<?>, KeyFinds> keyFinds = new ConcurrentHashMap<>();

    Planner(Router router, HandlerSocketWire wire, HansockSettings settings) {
        this.router = router;
        this.wire = wire;
        this.settings = settings;
        this.manyKeys = new ManyKeys(router, wire, settings.maxKeys());
    }

    /** The row of a primary key. */
    public <R> Call<Optional<R>> findOne(Table<R> table, Object... key) {
        return new Call<>(owner(table, key), false, Operation.FIND, keyFind(table, key)) {
            @Override
            Optional<R> read(HandlerSocketExchange answered) {
                return one(answered, table.mapper());
            }
        };
    }

    /** The server that has the row of a primary key. */
    ClusterServer owner(Table<?> table, Object... key) {
        return router.hasOneServer() ? router.only() : router.one(table.key(key).find());
    }

    /** What finds the row of a primary key. */
    HandlerSocketExchange keyFind(Table<?> table, Object... key) {
        KeyFinds known = keyFinds.get(table);
        if (known == null) {
            if (keyFinds.size() >= MOST_TABLES) {
                keyFinds.clear();
            }
            known = keyFinds.computeIfAbsent(table, wire::keyFinds);
        }
        return known.find(wire, key);
    }

    static <R> Optional<R> one(HandlerSocketExchange answered, RowMapper<R> mapper) {
        Rows rows = answered.rows();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        if (rows.size() > 1) {
            throw new ResultException(ResultException.Kind.TOO_MANY_ROWS, rows.size() + " rows where one was expected");
        }
        return Optional.of(mapper.map(rows.row(0)));
    }

    /** The rows of many primary keys. */
    public <K, R> Plan<Map<K, R>> findAll(Table<R> table, Collection<K> keys) {
        return manyKeys.findAll(table, keys);
    }

    /** The rows along an index. */
    public <R> Plan<List<R>> find(Find<R> find) {
        if (find.match() instanceof KeyMatch.In in) {
            return manyKeys.findIn(find, in);
        }
        if (find.target() != Target.ALL_SERVERS || router.hasOneServer()) {
            return new Plan.One<>(
                    mapped(router.one(find.target() == Target.ALL_SERVERS ? find.to(Target.BY_SHARD) : find), find));
        }
        return merged(find);
    }

    /** A new row. */
    public Call<InsertResult> insert(Insert<?> insert) {
        requireWrites(insert);
        return new Call<>(router.one(insert), true, Operation.INSERT, wire.insert(insert)) {
            @Override
            InsertResult read(HandlerSocketExchange answered) {
                return new InsertResult(answered.generatedId());
            }
        };
    }

    /** Changed rows, counted. */
    public Call<Long> change(Change<?> change) {
        requireWrites(change);
        return new Call<>(server(change), true, operation(change), wire.change(change)) {
            @Override
            Long read(HandlerSocketExchange answered) {
                return answered.count();
            }
        };
    }

    /** Changed rows, as they were before. */
    public <R> Call<List<R>> change(ReturningOld<R> command) {
        requireWrites(command);
        return new Call<>(server(command.change()), true, operation(command.change()), wire.returningOld(command)) {
            @Override
            List<R> read(HandlerSocketExchange answered) {
                return answered.rows().map(command.mapper());
            }
        };
    }

    private <R> Call<List<R>> mapped(ClusterServer server, Find<R> find) {
        return new Call<>(server, false, Operation.FIND, wire.find(find)) {
            @Override
            List<R> read(HandlerSocketExchange answered) {
                return answered.rows().map(find.mapper());
            }
        };
    }

    /** A range on every server: each is asked for all that may be needed of it, and the results are merged. */
    private <R> Plan<List<R>> merged(Find<R> find) {
        Find<R> whole = find.offset(0).limit(Math.addExact(find.offset(), find.limit()));
        if (find.order().isPresent()) {
            List<Call<List<R>>> calls = new ArrayList<>();
            router.all().forEach(server -> calls.add(mapped(server, whole)));
            return new Plan.Many<>(
                    calls, lists -> Merge.sorted(lists, find.order().get(), find.offset(), find.limit()));
        }
        MergeOrder order = MergeOrder.of(find, isBackwards(find));
        List<String> columns = order.columnsToRead(find);
        Find<Row> rows =
                whole.columns(columns.get(0), columns.subList(1, columns.size()).toArray(new String[0]));
        List<Call<List<Row>>> calls = new ArrayList<>();
        router.all().forEach(server -> calls.add(mapped(server, rows)));
        return new Plan.Many<>(
                calls,
                lists -> Merge.sorted(lists, order.comparator(), find.offset(), find.limit()).stream()
                        .<R>map(find.mapper()::map)
                        .toList());
    }

    private static boolean isBackwards(Find<?> find) {
        return find.match() instanceof KeyMatch.Compare compare
                && (compare.comparison() == Comparison.LT || compare.comparison() == Comparison.LE);
    }

    private ClusterServer server(Change<?> change) {
        if (!router.hasOneServer() && change instanceof Update<?> update && update.setsShardColumn()) {
            throw new RefusedException(
                    null,
                    "shard-column",
                    "table " + change.table() + ": an update of "
                            + change.table().shardColumns()
                            + " would leave the row on a server that no longer owns it; insert it anew and delete the old one");
        }
        return router.one(change);
    }

    private void requireWrites(Command<?> command) {
        if (settings.writes() == Writes.NONE) {
            throw new RefusedException(
                    null,
                    "writes-none",
                    "table " + command.table() + ": writes are switched off; builder.writes(…) says what carries them");
        }
    }

    private static Operation operation(Change<?> change) {
        if (change instanceof Update<?>) {
            return Operation.UPDATE;
        }
        return change instanceof Delete<?> ? Operation.DELETE : Operation.INCREMENT;
    }
}

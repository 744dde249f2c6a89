package io.hansock.cluster;

import io.hansock.HansockSettings;
import io.hansock.Operation;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
import io.hansock.index.Comparison;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import io.hansock.index.Table;
import io.hansock.index.Target;
import io.hansock.value.Row;
import io.hansock.wire.CommandWire;
import io.hansock.wire.WireExchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns commands into plans: checks and routes them. Asks no server anything. Safe for any thread. */
public final class Planner {
    private final Router router;
    private final KeyLookups keys;
    private final InLists inLists;
    private final WritePlanner writes;

    Planner(Router router, HansockSettings settings) {
        this.router = router;
        this.keys = new KeyLookups(router, settings.channelsPerPort().least(), settings.maxKeys());
        this.inLists = new InLists(router, settings.maxKeys());
        this.writes = new WritePlanner(router, settings);
    }

    /** Rows by primary key. */
    KeyLookups keys() {
        return keys;
    }

    /** Changes of rows. */
    public WritePlanner writes() {
        return writes;
    }

    /** The row of a primary key. */
    public <R> Plan<Optional<R>> findOne(Table<R> table, Object... key) {
        return keys.findOne(keys.owner(table, key), table, key);
    }

    /** The rows of many primary keys. */
    public <K, R> Plan<Map<K, R>> findAll(Table<R> table, Collection<K> asked) {
        return keys.findAll(table, asked);
    }

    /** The rows along an index. */
    public <R> Plan<List<R>> find(Find<R> find) {
        if (find.match() instanceof KeyMatch.In in) {
            return inLists.find(find, in);
        }
        if (find.target() != Target.ALL_SERVERS || router.hasOneServer()) {
            return mapped(router.one(find.target() == Target.ALL_SERVERS ? find.to(Target.BY_SHARD) : find), find);
        }
        return merged(find);
    }

    private <R> Call<List<R>> mapped(ClusterServer server, Find<R> find) {
        return new Call<>(server, find.table(), false, Operation.FIND) {
            @Override
            Verdict<?> judge(TableGuard guard) {
                return guard.judge(find);
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                return wire.find(find);
            }

            @Override
            List<R> read(WireExchange answered) {
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
        List<String> columns = order.columnsToRead();
        Find<Row> rows =
                whole.columns(columns.get(0), columns.subList(1, columns.size()).toArray(new String[0]));
        List<Call<SortedCall.Found>> calls = new ArrayList<>();
        router.all().forEach(server -> calls.add(new SortedCall(server, rows, order)));
        return new Plan.Many<>(
                calls,
                lists -> order.merged(lists).stream().<R>map(find.mapper()::map).toList());
    }

    private static boolean isBackwards(Find<?> find) {
        return find.match() instanceof KeyMatch.Compare compare
                && (compare.comparison() == Comparison.LT || compare.comparison() == Comparison.LE);
    }
}

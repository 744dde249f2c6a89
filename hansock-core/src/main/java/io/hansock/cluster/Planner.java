package io.hansock.cluster;

import io.hansock.HansockSettings;
import io.hansock.Operation;
import io.hansock.RefusedException;
import io.hansock.Writes;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
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
import io.hansock.mysql.Request;
import io.hansock.value.Row;
import io.hansock.wire.CommandWire;
import io.hansock.wire.WireExchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns commands into plans: checks and routes them. Asks no server anything. Safe for any thread. */
public final class Planner {
    private final Router router;
    private final HansockSettings settings;
    private final KeyLookups keys;
    private final InLists inLists;

    Planner(Router router, HansockSettings settings) {
        this.router = router;
        this.settings = settings;
        this.keys = new KeyLookups(router, settings.channelsPerPort(), settings.maxKeys());
        this.inLists = new InLists(router, settings.maxKeys());
    }

    /** Rows by primary key. */
    KeyLookups keys() {
        return keys;
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

    /** A new row. */
    public Plan<InsertResult> insert(Insert<?> insert) {
        requireWritable(insert);
        return new Call<>(router.one(insert), insert.table(), true, Operation.INSERT) {
            @Override
            Verdict<?> judge(TableGuard guard) {
                return guard.judge(insert);
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                return wire.insert(insert);
            }

            @Override
            InsertResult read(WireExchange answered) {
                return new InsertResult(answered.generatedId());
            }
        };
    }

    /** Changed rows, counted. */
    public Plan<Long> change(Change<?> change) {
        requireWritable(change);
        return new Call<>(server(change), change.table(), true, operation(change)) {
            @Override
            Verdict<?> judge(TableGuard guard) {
                return guard.judge(change);
            }

            @Override
            @Nullable
            Request<Long> request() {
                return lane().wire() instanceof SqlWire sql ? LockedChange.of(sql, change) : null;
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                return wire.change(change);
            }

            @Override
            Long read(WireExchange answered) {
                return answered.count();
            }
        };
    }

    /** Changed rows, as they were before. */
    public <R> Plan<List<R>> change(ReturningOld<R> command) {
        requireWritable(command);
        return new Call<>(server(command.change()), command.table(), true, operation(command.change())) {
            @Override
            Verdict<?> judge(TableGuard guard) {
                return guard.judge(command);
            }

            @Override
            @Nullable
            Request<List<R>> request() {
                return lane().wire() instanceof SqlWire sql ? LockedChange.returningOld(sql, command) : null;
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                return wire.returningOld(command);
            }

            @Override
            List<R> read(WireExchange answered) {
                return answered.rows().map(command.mapper());
            }
        };
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

    private void requireWritable(Command<?> command) {
        if (settings.writes() == Writes.NONE) {
            throw new RefusedException(
                    null,
                    "writes-none",
                    "table " + command.table() + ": writes are switched off; builder.writes(…) says what carries them");
        }
        if (command.target() == Target.ALL_SERVERS) {
            throw new RefusedException(
                    null,
                    "write-on-all-servers",
                    "table " + command.table()
                            + ": a write goes to one server, or else some could have carried it out and others not;"
                            + " name the server with on(…), or loop over hansock.servers()");
        }
    }

    private static Operation operation(Change<?> change) {
        if (change instanceof Update<?>) {
            return Operation.UPDATE;
        }
        return change instanceof Delete<?> ? Operation.DELETE : Operation.INCREMENT;
    }
}

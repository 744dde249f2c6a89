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
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.InsertResult;
import io.hansock.index.KeyMatch;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.index.Target;
import io.hansock.index.Update;
import io.hansock.index.Upsert;
import io.hansock.mysql.Request;
import io.hansock.value.RowMapper;
import io.hansock.wire.CommandWire;
import io.hansock.wire.WireExchange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns commands that change rows into plans: checks and routes them. Asks no server anything. Safe for any thread. */
public final class WritePlanner {
    private final Router router;
    private final HansockSettings settings;

    WritePlanner(Router router, HansockSettings settings) {
        this.router = router;
        this.settings = settings;
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
            Request<Long> request(CommandWire wire) {
                return wire instanceof SqlWire sql ? LockedChange.of(sql, change) : null;
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
            Request<List<R>> request(CommandWire wire) {
                return wire instanceof SqlWire sql ? LockedChange.returningOld(sql, command) : null;
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

    /** A row that is new or changed, over SQL. */
    public Plan<Boolean> upsert(Upsert<?> upsert) {
        requireWritable(upsert);
        Table<?> table = upsert.table();
        if (!router.hasOneServer() && !table.primary().columns().containsAll(table.shardColumns())) {
            throw new RefusedException(
                    null,
                    "shard-column",
                    "table " + table + ": a row with that primary key could be on any server, since "
                            + table.shardColumns() + " decide which; insert it, or update it by what is there");
        }
        ClusterServer server = router.one(upsert);
        ServerSql unused = server.requireSql();
        return new Call<>(server, table, true, Operation.UPSERT) {
            @Override
            Verdict<?> judge(TableGuard guard) {
                return guard.judge(upsert);
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                return SqlWire.of(wire).upsert(upsert);
            }

            @Override
            Boolean read(WireExchange answered) {
                return true;
            }
        };
    }

    /**
     * Adds to one row and answers it as it is then, over SQL.
     *
     * @param columns what to read of it
     * @param mapper what the row becomes
     */
    public <T> Plan<Optional<T>> incrementAndGet(
            Increment<?> increment, List<String> columns, RowMapper<? extends T> mapper) {
        requireWritable(increment);
        requireOne(increment);
        ClusterServer server = server(increment);
        ServerSql unused = server.requireSql();
        return new Call<>(server, increment.table(), true, Operation.INCREMENT) {
            @Override
            Verdict<?> judge(TableGuard guard) {
                return guard.judge(new ReturningOld<>(increment, columns, mapper));
            }

            @Override
            Request<Optional<T>> request(CommandWire wire) {
                return SumScript.of(SqlWire.of(wire).statements(increment.table()), increment, columns, mapper);
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                throw new IllegalStateException("it takes a session of its own");
            }

            @Override
            Optional<T> read(WireExchange answered) {
                throw new IllegalStateException("it takes a session of its own");
            }
        };
    }

    private static void requireOne(Increment<?> increment) {
        Find<?> rows = increment.rows();
        List<String> key = increment.table().primary().columns();
        boolean isOne = rows.index().equals(increment.table().primary())
                && rows.offset() == 0
                && rows.match() instanceof KeyMatch.Compare match
                && match.comparison() == Comparison.EQ
                && match.parts().size() == key.size();
        if (!isOne) {
            throw new IllegalArgumentException("a sum is of one row, by its primary key: table.key(…).increment(…)");
        }
        for (Increment.Delta delta : increment.deltas()) {
            if (key.contains(delta.column())) {
                throw new IllegalArgumentException("column " + delta.column()
                        + " is of the primary key, by which the row could not be found again");
            }
        }
    }

    private ClusterServer server(Change<?> change) {
        if (!router.hasOneServer() && changesShardColumn(change)) {
            throw new RefusedException(
                    null,
                    "shard-column",
                    "table " + change.table() + ": a change of "
                            + change.table().shardColumns()
                            + " would leave the row on a server that no longer owns it; insert it anew and delete the old one");
        }
        return router.one(change);
    }

    private static boolean changesShardColumn(Change<?> change) {
        if (change instanceof Increment<?> increment) {
            List<String> shard = change.table().shardColumns();
            return increment.deltas().stream().anyMatch(delta -> shard.contains(delta.column()));
        }
        return change instanceof Update<?> update && update.setsShardColumn();
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

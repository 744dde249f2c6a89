package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.Outcome;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
import io.hansock.handlersocket.HandlerSocketExchange;
import io.hansock.handlersocket.HandlerSocketWire;
import io.hansock.index.Change;
import io.hansock.index.Command;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.KeyMatch;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.wire.CommandWire;
import io.hansock.wire.KeyFinds;
import io.hansock.wire.PerTable;
import io.hansock.wire.WireExchange;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * HandlerSocket to one server whose tables are known: values go out in the bytes that their columns want, and rows come back typed. Commands for which
 * the guard chose otherwise do not come here. Safe for any thread.
 */
final class GuardedWire implements CommandWire {
    private final String server;
    private final HandlerSocketWire wire;
    private final Function<Table<?>, TableGuard> guards;
    private final PerTable<KeyFinds> keyFinds;

    /** Over {@code wire}; {@code guards} throws a {@link io.hansock.HansockException} where a table is not known. */
    GuardedWire(String server, HandlerSocketWire wire, Function<Table<?>, TableGuard> guards) {
        this.server = server;
        this.wire = wire;
        this.guards = guards;
        this.keyFinds = new PerTable<>(table -> new GuardedKeyFinds(table, wire.keyFinds(table)));
    }

    @Override
    public KeyFinds keyFinds(Table<?> table) {
        return keyFinds.of(table);
    }

    @Override
    public WireExchange find(Find<?> find) {
        TableGuard guard = guards.apply(find.table());
        return typed(wire.find(clear(guard.judge(find))), guard, find.columns());
    }

    @Override
    public WireExchange findEach(Find<?> like, List<? extends List<? extends @Nullable Object>> keys) {
        TableGuard guard = guards.apply(like.table());
        if (guard.judgeEach(like, keys) != null) {
            throw changed();
        }
        Find<?> sent = guard.onTheWire(like);
        return typed(wire.findEach(sent, guard.onTheWire(like.index(), keys)), guard, like.columns());
    }

    @Override
    public WireExchange insert(Insert<?> insert) {
        return wire.insert(clear(guards.apply(insert.table()).judge(insert)));
    }

    @Override
    public WireExchange change(Change<?> change) {
        return wire.change(clear(guards.apply(change.table()).judge(change)));
    }

    @Override
    public WireExchange returningOld(ReturningOld<?> command) {
        TableGuard guard = guards.apply(command.table());
        return typed(wire.returningOld(clear(guard.judge(command))), guard, command.columns());
    }

    private static WireExchange typed(HandlerSocketExchange exchange, TableGuard guard, List<String> columns) {
        return exchange.reading(guard.typed(columns));
    }

    /** What the guard lets pass. Since it was asked first, the table may have changed. */
    private <C extends Command<?>> C clear(Verdict<C> verdict) {
        if (verdict instanceof Verdict.HandlerSocket<C> pass) {
            return pass.command();
        }
        throw changed();
    }

    private ChannelLostException changed() {
        return new ChannelLostException(
                server,
                Outcome.NOTHING_SENT,
                "the table has just changed, so that HandlerSocket is not to be asked",
                null);
    }

    /** The common find takes this way. */
    private final class GuardedKeyFinds implements KeyFinds {
        private final Table<?> table;
        private final KeyFinds finds;

        GuardedKeyFinds(Table<?> table, KeyFinds finds) {
            this.table = table;
            this.finds = finds;
        }

        @Override
        public WireExchange find(Object... key) {
            TableGuard guard = guards.apply(table);
            return typed((HandlerSocketExchange) finds.find(sent(guard, key)), guard, table.columns());
        }

        @Override
        public WireExchange findEach(List<?> keys) {
            TableGuard guard = guards.apply(table);
            List<?> sent = keys.stream()
                    .map(key -> {
                        Object[] parts = KeyFinds.parts(key);
                        Object[] others = sent(guard, parts);
                        return others == parts ? key : List.of(others);
                    })
                    .toList();
            return typed((HandlerSocketExchange) finds.findEach(sent), guard, table.columns());
        }

        /** The key as it is to be sent: itself if there is nothing to be done. */
        private Object[] sent(TableGuard guard, Object[] key) {
            if (guard.keys(table).admits(key)) {
                return key;
            }
            Find<?> find = clear(guard.judge(table.key(key).find()));
            return ((KeyMatch.Compare) find.match()).parts().toArray();
        }
    }
}

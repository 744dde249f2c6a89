package io.hansock.handlersocket;

import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import io.hansock.wire.CommandWire;
import io.hansock.wire.KeyFinds;
import io.hansock.wire.PerTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns commands into exchanges that a channel with a {@link HandlerSocketSession} carries: finds for either port, the rest for the
 * write port.
 *
 * <p>One for all servers of a client: what must be open for a command is worked out once. Safe for any thread.
 */
public final class HandlerSocketWire implements CommandWire {
    private final CommandEncoder encoder;
    private final PerTable<KeyFinds> keyFinds;

    /** A wire for tables that name no database to be in {@code defaultDatabase}, if there is one. */
    public HandlerSocketWire(@Nullable String defaultDatabase) {
        this.encoder = new CommandEncoder(new OpenIndexes(defaultDatabase));
        this.keyFinds = new PerTable<>(table -> new PrimaryKeyFinds(table, encoder.keyFind(table)));
    }

    @Override
    public KeyFinds keyFinds(Table<?> table) {
        return keyFinds.of(table);
    }

    @Override
    public HandlerSocketExchange find(Find<?> find) {
        return encoder.find(find);
    }

    @Override
    public HandlerSocketExchange findEach(Find<?> like, List<? extends List<? extends @Nullable Object>> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no keys to find");
        }
        return encoder.findEach(like, keys);
    }

    @Override
    public HandlerSocketExchange insert(Insert<?> insert) {
        return encoder.insert(insert);
    }

    @Override
    public HandlerSocketExchange change(Change<?> change) {
        return encoder.change(change);
    }

    @Override
    public HandlerSocketExchange returningOld(ReturningOld<?> command) {
        return encoder.returningOld(command);
    }
}

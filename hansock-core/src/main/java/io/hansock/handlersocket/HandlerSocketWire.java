package io.hansock.handlersocket;

import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns commands into exchanges that a channel with a {@link HandlerSocketSession} carries. All encoding happens here, on the
 * caller's thread; what cannot be right is a {@link io.hansock.RefusedException} before anything is sent.
 *
 * <p>One for all servers of a client: what must be open for a command is worked out once. Safe for any thread.
 */
public final class HandlerSocketWire {
    private final CommandEncoder encoder;

    /** A wire for tables that name no database to be in {@code defaultDatabase}, if there is one. */
    public HandlerSocketWire(@Nullable String defaultDatabase) {
        this.encoder = new CommandEncoder(new OpenIndexes(defaultDatabase));
    }

    /** Finds by primary key of one table, to be kept: all but the key is worked out here. */
    public KeyFinds keyFinds(Table<?> table) {
        return new KeyFinds(table, encoder.keyFind(table));
    }

    /** A find; its answer is {@link HandlerSocketExchange#rows}. For either port. */
    public HandlerSocketExchange find(Find<?> find) {
        return encoder.find(find);
    }

    /**
     * One find for each of {@code keys}, all in one exchange: its answer are {@link HandlerSocketExchange#rows} of all and
     * {@link HandlerSocketExchange#rowsUpTo} to tell them apart.
     *
     * @param like index, columns, limit, offset and filters of each; its match does not count
     * @param keys the key parts of each, in the order of the columns of the index; at least one
     */
    public HandlerSocketExchange findEach(Find<?> like, List<? extends List<? extends @Nullable Object>> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no keys to find");
        }
        return encoder.findEach(like, keys);
    }

    /** An insert; its answer is {@link HandlerSocketExchange#generatedId}. For the write port. */
    public HandlerSocketExchange insert(Insert<?> insert) {
        return encoder.insert(insert);
    }

    /** An update, delete or increment; its answer is {@link HandlerSocketExchange#count}. For the write port. */
    public HandlerSocketExchange change(Change<?> change) {
        return encoder.change(change);
    }

    /** The same, answering {@link HandlerSocketExchange#rows} as they were before. For the write port. */
    public HandlerSocketExchange returningOld(ReturningOld<?> command) {
        return encoder.returningOld(command);
    }
}

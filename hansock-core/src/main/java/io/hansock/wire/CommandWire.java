package io.hansock.wire;

import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to carry commands: turns them into exchanges for the channels of this wire. All encoding happens here, on the caller's thread;
 * what cannot be right is a {@link io.hansock.RefusedException} before anything is sent. Safe for any thread.
 */
public interface CommandWire {
    /** Finds by primary key of one table, all but the key worked out; cheap to ask for again. */
    KeyFinds keyFinds(Table<?> table);

    /** A find; its answer is {@link WireExchange#rows}. */
    WireExchange find(Find<?> find);

    /**
     * One find for each of {@code keys}, all in one exchange: its answer are {@link WireExchange#rows} of all and
     * {@link WireExchange#rowsUpTo} to tell them apart.
     *
     * @param like index, columns, limit, offset and filters of each; its match does not count
     * @param keys the key parts of each, in the order of the columns of the index; at least one
     */
    WireExchange findEach(Find<?> like, List<? extends List<? extends @Nullable Object>> keys);

    /** An insert; its answer is {@link WireExchange#generatedId}. */
    WireExchange insert(Insert<?> insert);

    /** An update, delete or increment; its answer is {@link WireExchange#count}. */
    WireExchange change(Change<?> change);

    /** The same, answering {@link WireExchange#rows} as they were before. */
    WireExchange returningOld(ReturningOld<?> command);
}

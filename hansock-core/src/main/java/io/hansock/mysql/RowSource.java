package io.hansock.mysql;

import io.hansock.value.Rows;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription has its rows from. {@link #giveUp} is for any thread; all else is called by one round of the subscription at a
 * time.
 */
interface RowSource {
    /**
     * Asks for the next rows, the first of them included.
     *
     * @param arrived told once, on any thread: of rows, maybe none, or of why there are none
     */
    void ask(BiConsumer<@Nullable Rows, @Nullable Throwable> arrived);

    /** Gives up what was asked for; {@code arrived} is told in any case. */
    void giveUp();

    /** Whether nothing is behind the rows that arrived last. */
    boolean hasEnded();

    /** Has the server drop the rest, if there is one. To be called when nothing that was asked for is still to arrive. */
    void close();
}

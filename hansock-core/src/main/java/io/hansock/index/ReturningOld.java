package io.hansock.index;

import io.hansock.value.RowMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change that answers the rows as they were before, instead of their number. Made by {@link Update#returningOld()},
 * {@link Delete#returningOld()} and {@link Increment#returningOld()}.
 *
 * @param change the change
 * @param columns the columns of the rows that come back
 * @param mapper what makes a result of each
 * @param <R> what a row becomes
 */
public record ReturningOld<R>(Change<?> change, List<String> columns, RowMapper<R> mapper) implements Command<R> {
    /**
     * Copies the list.
     *
     * @param change the change
     * @param columns the columns; copied
     * @param mapper the mapper
     */
    public ReturningOld {
        columns = List.copyOf(columns);
    }

    @Override
    public Table<?> table() {
        return change.table();
    }

    @Override
    public Target target() {
        return change.target();
    }

    @Override
    public byte @Nullable [] shardKey() {
        return change.shardKey();
    }
}

package io.hansock.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement, to be executed several times.
 *
 * @param sql the text
 * @param parameterSets for each execution a value for each {@code ?}, null for NULL
 */
public record Statements(String sql, List<List<@Nullable Object>> parameterSets) {
    /** The number of executions alone: neither text nor values end up in a log by way of this. */
    @Override
    public String toString() {
        return parameterSets.size() + " executions of a statement";
    }
}

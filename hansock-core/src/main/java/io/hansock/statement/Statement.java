package io.hansock.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement to be prepared, and what to execute it with. Statements alike have texts that are equal.
 *
 * @param sql the text
 * @param parameters a value for each {@code ?}, null for NULL; unmodifiable
 */
public record Statement(String sql, List<@Nullable Object> parameters) {
    /** The number of parameters alone: neither text nor values end up in a log by way of this. */
    @Override
    public String toString() {
        return "statement of " + parameters.size() + " parameters";
    }
}

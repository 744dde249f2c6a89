package io.hansock.model;

import io.hansock.ServerException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes of a command, by the model or in truth. */
sealed interface Answer {
    /**
     * Rows, in order.
     *
     * @param rows their values
     */
    record Found(List<List<@Nullable Object>> rows) implements Answer {}

    /**
     * How many rows matched.
     *
     * @param rows how many
     */
    record Changed(long rows) implements Answer {}

    /**
     * A new row.
     *
     * @param wasNumbered whether the server generated an id
     */
    record Inserted(boolean wasNumbered) implements Answer {}

    /** It is done, and nothing more is told. */
    record Done() implements Answer {}

    /** What there is, is not what was asked for. */
    record NoResult() implements Answer {}

    /**
     * The server said no.
     *
     * @param kind why
     */
    record Failed(ServerException.Kind kind) implements Answer {}

    /**
     * Hansock said no.
     *
     * @param rule why
     */
    record Refused(String rule) implements Answer {}

    /**
     * What must never happen.
     *
     * @param problem what
     */
    record Broken(String problem) implements Answer {}
}

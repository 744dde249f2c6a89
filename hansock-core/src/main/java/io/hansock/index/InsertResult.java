package io.hansock.index;

import java.util.OptionalLong;

/**
 * What an insert answers.
 *
 * @param generatedId the id that the server generated, as the bits of an unsigned 64-bit integer; empty if the table generates
 *     none, or if the insert brought an id of its own
 */
public record InsertResult(OptionalLong generatedId) {
    /** Whether there is one: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return generatedId.isPresent() ? "inserted, id generated" : "inserted, no id generated";
    }
}

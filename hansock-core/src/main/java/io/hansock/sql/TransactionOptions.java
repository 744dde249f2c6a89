package io.hansock.sql;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction begins.
 *
 * @param isolation null for what the server has configured
 * @param readOnly whether the server is to refuse writes
 */
public record TransactionOptions(@Nullable Isolation isolation, boolean readOnly) {
    /** The server's own isolation level, reads and writes. */
    public static final TransactionOptions DEFAULTS = new TransactionOptions(null, false);

    /**
     * {@return reads and writes at {@code isolation}}
     *
     * @param isolation the level
     */
    public static TransactionOptions at(Isolation isolation) {
        return DEFAULTS.withIsolation(isolation);
    }

    /**
     * {@return the same at another level}
     *
     * @param level the level
     */
    public TransactionOptions withIsolation(Isolation level) {
        return new TransactionOptions(Objects.requireNonNull(level, "level"), readOnly);
    }

    /** {@return what begins such a transaction in the words of SQL, each to be said once the one before was answered} */
    public List<String> begin() {
        String start = readOnly ? "start transaction read only" : "start transaction";
        return isolation == null
                ? List.of(start)
                : List.of("set transaction isolation level " + isolation.sql(), start);
    }

    /** {@return the same for reads alone} */
    public TransactionOptions withReadsOnly() {
        return new TransactionOptions(isolation, true);
    }
}

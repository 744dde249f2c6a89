package io.hansock.spring.observation;

import io.micrometer.observation.Observation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call of a template. It never knows the key, a value or SQL. Used by one call at a time. */
public final class HansockObservationContext extends Observation.Context {
    private final String client;
    private final String operation;
    private final @Nullable String table;

    /**
     * Creates one.
     *
     * @param client the name of the client, as meters have it
     * @param operation the method that was called, such as {@code findOne}
     * @param table the table that it is about; null for SQL
     */
    public HansockObservationContext(String client, String operation, @Nullable String table) {
        this.client = client;
        this.operation = operation;
        this.table = table;
    }

    /** {@return the name of the client, as meters have it} */
    public String client() {
        return client;
    }

    /** {@return the method that was called} */
    public String operation() {
        return operation;
    }

    /** {@return the table that it is about; empty for SQL} */
    public Optional<String> table() {
        return Optional.ofNullable(table);
    }
}

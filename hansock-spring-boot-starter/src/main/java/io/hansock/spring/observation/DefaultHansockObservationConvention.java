package io.hansock.spring.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;

/**
 * Names observations {@code hansock.template}, which no meter of the client's own is called, and tags them with {@code db.system.name},
 * {@code db.operation.name} and {@code hansock.client}, the name of the client. The table, as {@code db.collection.name}, is for traces alone.
 */
public final class DefaultHansockObservationConvention implements HansockObservationConvention {
    private static final KeyValue SYSTEM = KeyValue.of("db.system.name", "mysql");

    /** Creates one; it has no settings. */
    public DefaultHansockObservationConvention() {}

    @Override
    public String getName() {
        return "hansock.template";
    }

    @Override
    public String getContextualName(HansockObservationContext context) {
        return context.table().map(table -> context.operation() + " " + table).orElseGet(context::operation);
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(HansockObservationContext context) {
        return KeyValues.of(
                SYSTEM,
                KeyValue.of("db.operation.name", context.operation()),
                KeyValue.of("hansock.client", context.client()));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(HansockObservationContext context) {
        return context.table()
                .map(table -> KeyValues.of(KeyValue.of("db.collection.name", table)))
                .orElseGet(KeyValues::empty);
    }
}

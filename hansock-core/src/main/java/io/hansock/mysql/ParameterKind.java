package io.hansock.mysql;

import org.jspecify.annotations.Nullable;

/** Parameters that a server may take for each other without making another value of them: numbers of all widths, but no text for a number. */
enum ParameterKind {
    /** NULL is one of each kind. */
    NULL,
    INTEGER,
    DECIMAL,
    FLOATING,
    TEXT,
    BYTES,
    DATE,
    DATE_TIME,
    TIME;

    static ParameterKind of(@Nullable Object value) {
        return ParameterType.kind(ParameterType.of(value));
    }

    /** Whether {@code other} may come where this one was at first. */
    boolean takes(ParameterKind other) {
        return this == other || this == NULL || other == NULL;
    }
}

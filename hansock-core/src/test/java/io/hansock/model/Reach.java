package io.hansock.model;

/** What is generated. */
enum Reach {
    /** What HandlerSocket does right for a client that is given no user for SQL, and so knows no table. */
    HANDLER_SOCKET_ALONE,
    /** Everything that Hansock does. */
    EVERYTHING,
    /** That, and what it refuses. */
    AND_WHAT_IS_REFUSED;

    boolean isEverything() {
        return this != HANDLER_SOCKET_ALONE;
    }
}

package io.hansock.model;

/** What is generated: all that Hansock does, or what is left of it for a client that is given no user for SQL. */
enum Reach {
    /** What HandlerSocket does right for a client that knows no table. */
    HANDLER_SOCKET_ALONE,
    /** Everything. */
    EVERYTHING;

    boolean isEverything() {
        return this == EVERYTHING;
    }
}

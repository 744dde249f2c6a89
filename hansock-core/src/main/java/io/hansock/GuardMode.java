package io.hansock;

/** What the guard does about triggers, CHECK constraints and expression defaults that HandlerSocket would bypass. */
public enum GuardMode {
    /** Such a write goes over SQL, or is refused where it must not. The default. */
    STRICT,
    /** It goes over HandlerSocket, and the log says so once for each table. */
    WARN,
    /** It goes over HandlerSocket without a word. */
    OFF
}

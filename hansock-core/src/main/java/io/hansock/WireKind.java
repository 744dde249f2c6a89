package io.hansock;

/** By which protocol a command travels, for listeners and metrics. */
public enum WireKind {
    /** HandlerSocket's own. */
    HANDLERSOCKET,
    /** The MySQL protocol. */
    SQL
}

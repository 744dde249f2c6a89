package io.hansock.metadata;

/** What a name stands for. */
public enum TableKind {
    /** A table that keeps its rows. */
    BASE,
    /** A base table that also keeps its rows' former versions (MariaDB). */
    VERSIONED,
    /** A view, of which HandlerSocket would make the server end (trap H1). */
    VIEW,
    /** A table of one session, which no other sees. */
    TEMPORARY,
    /** A sequence (MariaDB). */
    SEQUENCE,
    /** A table of the server's own: of {@code information_schema} and its like. */
    SYSTEM,
    /** A kind that is newer than this client. */
    OTHER;

    /** Whether its rows are kept in a table that all sessions see. */
    public boolean isStored() {
        return this == BASE || this == VERSIONED;
    }
}

package io.hansock.handlersocket;

/** One id of one connection, and what is or shall be open under it. Touched only under the channel's wheel. */
final class OpenSlot {
    /** How far opening has come. */
    enum State {
        /** Claimed; the open_index line is still to be sent. */
        CLAIMED,
        /** The line is sent, the answer is not in. */
        OPENING,
        /** Open. */
        OPEN,
        /** Given up; its id belongs to others. */
        DROPPED
    }

    final OpenIndex open;
    final int id;

    /**
     * Nothing else was ever open under the id, so that commands behind a failed open_index line meet nothing. Behind a failed
     * re-open they would meet what was open before: another table.
     */
    final boolean fresh;

    State state = State.CLAIMED;

    /** How many exchanges that name the id await replies. */
    int inFlight;

    /** When it was last claimed, on the session's clock. */
    long lastUse;

    OpenSlot(OpenIndex open, int id, boolean fresh) {
        this.open = open;
        this.id = id;
        this.fresh = fresh;
    }
}

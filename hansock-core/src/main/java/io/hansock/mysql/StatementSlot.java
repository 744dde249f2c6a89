package io.hansock.mysql;

import org.jspecify.annotations.Nullable;

/** One statement on one channel, prepared or about to be. Touched only under the channel's wheel. */
final class StatementSlot {
    /** How far preparing has come. */
    enum State {
        /** Nothing was said of it yet. */
        NEW,
        /** The server was asked, and has not answered. */
        PREPARING,
        /** It has an id. */
        READY,
        /** Given up: whoever needs the statement prepares it again. */
        DROPPED
    }

    final String sql;
    State state = State.NEW;

    /** What the server has made of it, and how its rows look now; null until it is ready. */
    @Nullable
    ServerStatement statement;

    /** The server has described the rows anew, and what it said is not at hand: rows that come without a description cannot be read. */
    boolean rowsUnknown;

    /** How many exchanges that name it await answers. */
    int inFlight;

    StatementSlot(String sql) {
        this.sql = sql;
    }
}

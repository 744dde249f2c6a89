package io.hansock.mysql;

import org.jspecify.annotations.Nullable;

/** One statement on one channel, prepared or about to be. Touched only under the channel's wheel, but for {@link #doubted}. */
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

    /** By which it is found: the text, with more behind it for a variant. */
    final String key;

    State state = State.NEW;

    /** What the server has made of it, and how its rows look now; null until it is ready. */
    @Nullable
    ServerStatement statement;

    /** The server has described the rows anew, and what it said is not at hand: rows that come without a description cannot be read. */
    boolean rowsUnknown;

    /** The server has refused it as if it did not have it: who is next has it prepared again. Set by any thread. */
    volatile boolean doubted;

    /** How many exchanges that name it await answers. */
    int inFlight;

    /** What the first parameters were, where they stay that; null as long as there were none, or where a server asks each time. */
    private ParameterKind @Nullable [] kinds;

    StatementSlot(String sql, String key) {
        this.sql = sql;
        this.key = key;
    }

    /**
     * Says that parameters of these kinds are about to go to the server, which takes all that come later for the same. False if those before were
     * of others.
     */
    boolean settle(ParameterKind[] next) {
        ParameterKind[] settled = kinds;
        if (settled == null || settled.length != next.length) {
            kinds = next;
            return true;
        }
        for (int i = 0; i < next.length; i++) {
            if (!settled[i].takes(next[i])) {
                return false;
            }
        }
        for (int i = 0; i < next.length; i++) {
            settled[i] = settled[i] == ParameterKind.NULL ? next[i] : settled[i];
        }
        return true;
    }
}

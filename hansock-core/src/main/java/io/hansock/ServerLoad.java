package io.hansock;

import java.util.List;

/**
 * What a client keeps open to a server and has under way there, at one moment: for gauges and operators. Counting is no more exact than
 * counting what moves can be. Holds no value and no secret.
 *
 * @param name the configured name
 * @param sql the connections that carry commands over SQL, shared by all callers
 * @param reads the connections to HandlerSocket's read port
 * @param writes the connections to HandlerSocket's write port
 * @param sessions the connections for the application's own SQL and its transactions, of which each has one user at a time
 * @param changes the connections for changes that take a transaction of several statements, one at a time each
 */
public record ServerLoad(String name, Wire sql, Wire reads, Wire writes, Sessions sessions, Sessions changes) {
    /**
     * A pool of connections that are leased.
     *
     * @param most how many there may be, as is set; 0 for a client that does not log in
     * @param open how many there are, or are being made
     * @param leased how many of them somebody has
     * @param waiting how many callers wait for one
     */
    public record Sessions(int most, int open, int leased, int waiting) {
        /** No session at all. */
        public static final Sessions NONE = new Sessions(0, 0, 0, 0);
    }

    /**
     * The connections of one way to a server.
     *
     * @param channels how many there are at this moment
     * @param queued how many commands wait to be sent on them, or on those that are being made
     * @param inFlight how many commands were sent, be it in part, and are not answered yet; those that their callers have given up are among
     *     them until the server has answered
     * @param openIndexes the indexes that they have open, with their columns; sorted, each once; empty over SQL
     */
    public record Wire(int channels, int queued, int inFlight, List<String> openIndexes) {
        /** No connection at all. */
        public static final Wire NONE = new Wire(0, 0, 0, List.of());

        /**
         * Copies the list.
         *
         * @param channels how many
         * @param queued how many commands wait to be sent
         * @param inFlight how many wait for an answer
         * @param openIndexes what is open
         */
        public Wire {
            openIndexes = List.copyOf(openIndexes);
        }
    }
}

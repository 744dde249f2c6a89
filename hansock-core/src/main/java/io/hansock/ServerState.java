package io.hansock;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a server is, as a client sees it at one moment: for health checks, metrics and operators. Holds no secret.
 *
 * @param name the configured name
 * @param host the configured host
 * @param sql the way to it over SQL
 * @param reads the way to it over HandlerSocket's read port
 * @param writes the way to it over HandlerSocket's write port
 * @param facts what it has said of itself; empty until it has answered once, and for a client that does not log in
 */
public record ServerState(String name, String host, Wire sql, Wire reads, Wire writes, Optional<ServerFacts> facts) {
    /** The reason of a way that is left alone while somebody changes tables. */
    public static final String RELEASED = "tables are being changed";

    /** {@return whether this client has left HandlerSocket because somebody, here or elsewhere, changes tables; see {@link Release}} */
    public boolean isReleased() {
        return isReleased(reads) || isReleased(writes);
    }

    private static boolean isReleased(Wire wire) {
        return wire.condition() == Condition.OFF && wire.reason().equals(RELEASED);
    }

    /**
     * {@return the same, but what was up is suspect}
     *
     * @param patience how long was waited for an answer
     */
    public ServerState unanswered(Duration patience) {
        String why = "it did not answer within " + patience.toMillis() + " ms";
        return new ServerState(name, host, sql.doubted(why), reads.doubted(why), writes.doubted(why), facts);
    }

    /** What is known of one way to a server. */
    public enum Condition {
        /** It is not used: not configured, not there, or not to be trusted. The reason says which. */
        OFF,
        /** Nothing was asked of it yet, or nothing was answered yet the first time. */
        UNTRIED,
        /** It answers. */
        UP,
        /** Something went wrong, and it is being looked at. */
        SUSPECT,
        /** It does not answer. Commands that need it fail at once until it does. */
        DOWN
    }

    /**
     * One way to a server.
     *
     * @param condition what is known of it
     * @param port where it listens, if that is known
     * @param reason why it is as it is; empty while it is up or untried
     * @param nextTry how long until it is looked at again, if it is down
     */
    public record Wire(Condition condition, OptionalInt port, String reason, Optional<Duration> nextTry) {
        private Wire doubted(String why) {
            return condition == Condition.UP ? new Wire(Condition.SUSPECT, port, why, Optional.empty()) : this;
        }

        /** {@return whether commands can take it} */
        public boolean isUsable() {
            return condition == Condition.UP || condition == Condition.UNTRIED || condition == Condition.SUSPECT;
        }
    }
}

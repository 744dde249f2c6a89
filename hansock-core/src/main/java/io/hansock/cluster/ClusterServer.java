package io.hansock.cluster;

import io.hansock.ServerFacts;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import org.jspecify.annotations.Nullable;

/** One server: its name, the ways to it, and what may be sent to it again. Safe for any thread. */
final class ClusterServer {
    private final String name;
    private final Ways ways;
    private final Repeats repeats = new Repeats();

    /** Connects to nothing yet. */
    ClusterServer(ServerSettings settings, Shared shared) {
        this.name = settings.name();
        this.ways = shared.settings().hasSql()
                ? new LearnedWays(this, settings, shared)
                : new SetWays(this, settings, shared);
    }

    String name() {
        return name;
    }

    /** What carries reads. */
    Lane reads() {
        return ways.reads();
    }

    /** What carries writes. */
    Lane writes() {
        return ways.writes();
    }

    /** What it has said of itself; null if it has not, or could not. */
    @Nullable
    ServerFacts facts() {
        return ways.facts();
    }

    /** The server as SQL reaches it; null for a client that does not log in. */
    @Nullable
    ServerSql sql() {
        return ways.sql();
    }

    /** How it is. */
    ServerState view() {
        return ways.view();
    }

    /** What may be sent to it again. */
    Repeats repeats() {
        return repeats;
    }

    /** Has later calls fail; those under way go on. */
    void refuseCalls() {
        ways.refuseCalls();
    }

    void close(long drainNanos) {
        ways.close(drainNanos);
    }
}

package io.hansock.cluster;

import io.hansock.ServerLoad;
import java.util.List;
import java.util.TreeSet;

/** Adds up what the connections of one way to a server have open and under way. Stateless. */
final class ServerLoads {
    private ServerLoads() {}

    static ServerLoad.Wire sum(ServerLoad.Wire one, ServerLoad.Wire other) {
        TreeSet<String> open = new TreeSet<>(one.openIndexes());
        open.addAll(other.openIndexes());
        return new ServerLoad.Wire(
                one.channels() + other.channels(),
                one.queued() + other.queued(),
                one.inFlight() + other.inFlight(),
                List.copyOf(open));
    }
}

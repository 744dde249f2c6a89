package io.hansock.cluster;

import io.hansock.WireKind;
import io.hansock.wire.CommandWire;

/**
 * A way to one server.
 *
 * @param server the server
 * @param channels what carries exchanges there
 * @param wire makes exchanges of commands that these channels can carry
 */
record Lane(ClusterServer server, ChannelGroup channels, CommandWire wire) {
    /** By which protocol it carries them. */
    WireKind kind() {
        return wire instanceof SqlWire ? WireKind.SQL : WireKind.HANDLERSOCKET;
    }
}

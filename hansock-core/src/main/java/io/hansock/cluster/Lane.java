package io.hansock.cluster;

import io.hansock.WireKind;
import io.hansock.wire.CommandWire;

/**
 * A way to one server.
 *
 * @param server the server
 * @param channels what carries exchanges there
 * @param wire makes exchanges of commands that these channels can carry
 * @param since when it was made, on {@link System#nanoTime}'s clock
 */
record Lane(ClusterServer server, ChannelGroup channels, CommandWire wire, long since) {
    /** One that is made at this moment. */
    Lane(ClusterServer server, ChannelGroup channels, CommandWire wire) {
        this(server, channels, wire, System.nanoTime());
    }

    /** The same way, taken again after it was left. */
    Lane anew() {
        return new Lane(server, channels, wire);
    }

    /** By which protocol it carries them. */
    WireKind kind() {
        return wire instanceof SqlWire ? WireKind.SQL : WireKind.HANDLERSOCKET;
    }
}

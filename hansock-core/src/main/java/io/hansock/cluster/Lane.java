package io.hansock.cluster;

import io.hansock.wire.CommandWire;

/**
 * A way to one server.
 *
 * @param server the server
 * @param channels what carries exchanges there
 * @param wire makes exchanges of commands that these channels can carry
 */
record Lane(ClusterServer server, ChannelGroup channels, CommandWire wire) {}

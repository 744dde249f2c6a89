/**
 * Servers as one key space: their channels, routing by the ring, calls over one server or many, merging, repeating what is safe to
 * repeat.
 *
 * <p>Read {@link Cluster} first (what is asked for), then {@link ClusterServer} and {@link ChannelGroup} (what carries it).
 */
@NullMarked
package io.hansock.cluster;

import org.jspecify.annotations.NullMarked;

package io.hansock.cluster;

import io.hansock.ConfigurationException;
import io.hansock.HansockSettings;
import io.hansock.QueueFull;
import io.hansock.ServerSettings;
import io.hansock.handlersocket.HandlerSocketSession;
import io.hansock.handlersocket.Port;
import io.hansock.net.Address;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import org.jspecify.annotations.Nullable;

/** One server: its name, and the channels to its ports. Safe for any thread. */
final class ClusterServer {
    private final String name;
    private final ChannelGroup reads;
    private final @Nullable ChannelGroup writes;
    private final @Nullable ServerSql sql;
    private final Repeats repeats = new Repeats();

    ClusterServer(ServerSettings server, HansockSettings settings, boolean withWrites, IoThread io) {
        this.name = server.name();
        this.sql = settings.hasSql() ? ServerSql.of(server, settings, io) : null;
        this.reads = group(
                server,
                server.readPort().orElse(ServerSettings.DEFAULT_READ_PORT),
                server.readSecret().orElse(null),
                Port.READ,
                settings,
                io);
        this.writes = withWrites && server.writePort().isPresent()
                ? group(
                        server,
                        server.writePort().getAsInt(),
                        server.writeSecret().orElse(null),
                        Port.WRITE,
                        settings,
                        io)
                : null;
    }

    String name() {
        return name;
    }

    /** The channels for reads, or those for writes. */
    ChannelGroup channels(boolean forWrites) {
        if (!forWrites) {
            return reads;
        }
        if (writes == null) {
            throw new ConfigurationException(name, "no write port is configured");
        }
        return writes;
    }

    /** The server as SQL reaches it; null for a client that does not log in. */
    @Nullable
    ServerSql sql() {
        return sql;
    }

    /** What may be sent to it again. */
    Repeats repeats() {
        return repeats;
    }

    /** Has later calls fail; those under way go on. */
    void refuseCalls() {
        reads.refuseCalls();
        if (writes != null) {
            writes.refuseCalls();
        }
    }

    void close(long drainNanos) {
        long deadline = System.nanoTime() + drainNanos;
        reads.close(drainNanos);
        if (writes != null) {
            writes.close(Math.max(0, deadline - System.nanoTime()));
        }
        if (sql != null) {
            sql.close(Math.max(0, deadline - System.nanoTime()));
        }
    }

    private static ChannelGroup group(
            ServerSettings server,
            int number,
            @Nullable String secret,
            Port port,
            HansockSettings settings,
            IoThread io) {
        ChannelSettings channels = new ChannelSettings(
                settings.connectTimeout(),
                settings.maxPending(),
                settings.queueFull() == QueueFull.WAIT ? ChannelSettings.AtBound.WAIT : ChannelSettings.AtBound.FAIL,
                settings.maxReplyBytes(),
                ChannelSettings.DEFAULTS.discardTimeout(),
                settings.idleTimeout(),
                ChannelSettings.DEFAULTS.drainAfterBytes());
        return new ChannelGroup(
                server.name(),
                new Address.Tcp(server.host(), number),
                () -> new HandlerSocketSession(server.name(), port, number, secret),
                settings.channelsPerPort(),
                channels,
                io,
                settings.listener());
    }
}

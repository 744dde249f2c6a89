package io.hansock.cluster;

import io.hansock.ConfigurationException;
import io.hansock.HansockSettings;
import io.hansock.QueueFull;
import io.hansock.ServerSettings;
import io.hansock.handlersocket.HandlerSocketSession;
import io.hansock.handlersocket.HandlerSocketWire;
import io.hansock.handlersocket.Port;
import io.hansock.net.Address;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import org.jspecify.annotations.Nullable;

/** One server: its name, and the channels to its ports. Safe for any thread. */
final class ClusterServer {
    private final String name;
    private final Lane reads;
    private final @Nullable Lane writes;
    private final @Nullable ServerSql sql;
    private final Repeats repeats = new Repeats();

    ClusterServer(
            ServerSettings server, HandlerSocketWire wire, HansockSettings settings, boolean withWrites, IoThread io) {
        this.name = server.name();
        this.sql = settings.hasSql() ? ServerSql.of(server, settings, io) : null;
        this.reads = new Lane(
                this,
                group(
                        server,
                        server.readPort().orElse(ServerSettings.DEFAULT_READ_PORT),
                        server.readSecret().orElse(null),
                        Port.READ,
                        settings,
                        io),
                wire);
        this.writes = withWrites && server.writePort().isPresent()
                ? new Lane(
                        this,
                        group(
                                server,
                                server.writePort().getAsInt(),
                                server.writeSecret().orElse(null),
                                Port.WRITE,
                                settings,
                                io),
                        wire)
                : null;
    }

    String name() {
        return name;
    }

    /** What carries reads. */
    Lane reads() {
        return reads;
    }

    /** What carries writes. */
    Lane writes() {
        Lane present = writes;
        if (present == null) {
            throw new ConfigurationException(name, "no write port is configured");
        }
        return present;
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
        reads.channels().refuseCalls();
        if (writes != null) {
            writes.channels().refuseCalls();
        }
    }

    void close(long drainNanos) {
        long deadline = System.nanoTime() + drainNanos;
        reads.channels().close(drainNanos);
        if (writes != null) {
            writes.channels().close(Math.max(0, deadline - System.nanoTime()));
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

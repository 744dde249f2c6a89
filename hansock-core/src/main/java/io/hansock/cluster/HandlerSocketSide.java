package io.hansock.cluster;

import io.hansock.HansockSettings;
import io.hansock.QueueFull;
import io.hansock.ServerSettings;
import io.hansock.discovery.Listener;
import io.hansock.discovery.PortProof;
import io.hansock.discovery.TokenTable;
import io.hansock.handlersocket.HandlerSocketSession;
import io.hansock.handlersocket.Port;
import io.hansock.handlersocket.PortCheck;
import io.hansock.net.Address;
import io.hansock.net.ChannelSettings;
import io.hansock.sql.Statements;
import io.hansock.wire.CommandWire;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes what reaches the HandlerSocket of one server. Connects to nothing. */
final class HandlerSocketSide {
    private final ClusterServer server;
    private final ServerSettings settings;
    private final Shared shared;
    private final CommandWire wire;
    private final ChannelSettings channels;

    /** Whose lanes make exchanges of commands by {@code wire}. */
    HandlerSocketSide(ClusterServer server, ServerSettings settings, Shared shared, CommandWire wire) {
        this.wire = wire;
        this.server = server;
        this.settings = settings;
        this.shared = shared;
        this.channels = channels(shared.settings());
    }

    private static ChannelSettings channels(HansockSettings settings) {
        return new ChannelSettings(
                settings.connectTimeout(),
                settings.maxPending(),
                settings.queueFull() == QueueFull.WAIT ? ChannelSettings.AtBound.WAIT : ChannelSettings.AtBound.FAIL,
                settings.maxReplyBytes(),
                settings.discardTimeout(),
                settings.idleTimeout(),
                ChannelSettings.DEFAULTS.drainAfterBytes());
    }

    /** The read port as it is set, or the customary one: for a client that does not log in. */
    Lane setReads() {
        int number = settings.readPort().orElse(ServerSettings.DEFAULT_READ_PORT);
        return lane(Port.READ, new Listener.At(number, settings.readSecret().orElse(null)), problem -> {});
    }

    /** The write port as it is set: for a client that does not log in. */
    @Nullable
    Lane setWrites() {
        if (settings.writePort().isEmpty()) {
            return null;
        }
        int number = settings.writePort().getAsInt();
        return lane(Port.WRITE, new Listener.At(number, settings.writeSecret().orElse(null)), problem -> {});
    }

    /** The read port as it is set, or as the server tells of it. */
    HandlerSocketPort reads(Statements sql, Runnable askServer) {
        return port(
                Port.READ, "HandlerSocket port for reads", settings.readPort(), settings.readSecret(), sql, askServer);
    }

    /** The write port as it is set, or as the server tells of it. */
    HandlerSocketPort writes(Statements sql, Runnable askServer) {
        return port(
                Port.WRITE,
                "HandlerSocket port for writes",
                settings.writePort(),
                settings.writeSecret(),
                sql,
                askServer);
    }

    private HandlerSocketPort port(
            Port port, String name, OptionalInt number, Optional<String> secret, Statements sql, Runnable askServer) {
        HansockSettings client = shared.settings();
        TokenTable table = client.handlerSocket()
                .tokenTable()
                .map(tokens -> TokenTable.of(tokens, client.database()))
                .orElse(null);
        PortJudge judge = new PortJudge(
                settings.name(),
                port,
                number,
                secret,
                new PortProof(settings.name(), settings.host(), channels, shared.io()),
                shared.evidence(),
                table,
                sql,
                client.connectTimeout().toNanos());
        return new HandlerSocketPort(
                settings.name(),
                name,
                judge,
                (at, owner) -> lane(port, at, problem -> owner.suspect(at, problem)),
                askServer,
                shared.housekeeping(),
                client.requestTimeout().toNanos());
    }

    private Lane lane(Port port, Listener.At at, Consumer<Throwable> trouble) {
        ChannelGroup group = new ChannelGroup(
                new GroupChannel.Kind(
                        settings.name(),
                        new Address.Tcp(settings.host(), at.port()),
                        channels,
                        shared.io(),
                        shared.settings().listener()),
                () -> new HandlerSocketSession(settings.name(), port, at.port(), at.secret()),
                () -> new PortCheck(settings.name()),
                shared.settings().channelsPerPort(),
                server.noting(trouble));
        return new Lane(server, group, wire);
    }
}

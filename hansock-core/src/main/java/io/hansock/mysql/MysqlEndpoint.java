package io.hansock.mysql;

import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;

/** One server as the MySQL wire reaches it: makes connections. Immutable, safe for any thread. */
public final class MysqlEndpoint {
    private final String server;
    private final Address address;
    private final MysqlLogin login;
    private final ConnectionSettings settings;
    private final ChannelSettings channels;
    private final IoThread io;

    /**
     * Describes a server; connects to nothing yet.
     *
     * @param server the configured name
     * @param address where it listens
     * @param login how to log in there
     * @param settings how connections behave behind the login
     * @param channels how their channels behave
     * @param io drives them where nobody waits
     */
    public MysqlEndpoint(
            String server,
            Address address,
            MysqlLogin login,
            ConnectionSettings settings,
            ChannelSettings channels,
            IoThread io) {
        this.server = server;
        this.address = address;
        this.login = login;
        this.settings = settings;
        this.channels = channels;
        this.io = io;
    }

    /** The configured name. */
    public String server() {
        return server;
    }

    /** How long connecting and logging in may take, in nanoseconds. */
    public long connectNanos() {
        return channels.connectTimeout().toNanos();
    }

    /** Makes a connection that connects and logs in when it is first used: {@link Upkeep#setUp} should be that. */
    public MysqlConnection open(ChannelListener listener) {
        return open(address, listener);
    }

    /** As {@link #open(ChannelListener)}, to one of the addresses that the server's name stands for. */
    public MysqlConnection open(Address oneOfMany, ChannelListener listener) {
        MysqlSession session = new MysqlSession(server, login.handshake());
        Channel channel = new Channel(server, oneOfMany, session, channels, io, listener);
        return new MysqlConnection(server, channel, session, settings);
    }
}

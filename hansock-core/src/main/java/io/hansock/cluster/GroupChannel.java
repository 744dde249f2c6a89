package io.hansock.cluster;

import io.hansock.HansockListener;
import io.hansock.ServerLoad;
import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.net.Session;
import java.util.List;

/** One channel of a group: knows how far it has come, and passes on what happens to it. Safe for any thread. */
final class GroupChannel implements ChannelListener {
    /** Told what happens, by a thread with work of its own. */
    interface Events {
        /** The first answer has come. */
        void replied(GroupChannel channel);

        /** The connection could not be made, or broke. */
        void failed(GroupChannel channel, Throwable cause);

        /** It was closed on purpose. */
        void closed(GroupChannel channel);
    }

    /**
     * What the channels of a group have in common.
     *
     * @param server the configured name
     * @param address where they connect to
     * @param settings how they behave
     * @param io looks after them
     * @param listener the user's
     */
    record Kind(String server, Address.Tcp address, ChannelSettings settings, IoThread io, HansockListener listener) {
        int port() {
            return address.port();
        }
    }

    private final Kind kind;
    private final Session session;
    private final Events events;
    private final Channel channel;
    private volatile boolean replied;

    /** Connects when it is first used. */
    GroupChannel(Kind kind, Session session, Events events) {
        this.kind = kind;
        this.session = session;
        this.events = events;
        this.channel = new Channel(kind.server, kind.address, session, kind.settings, kind.io, this);
    }

    Channel channel() {
        return channel;
    }

    /** What it has open and under way: commands wait on it before it is open, and while it is being closed. */
    ServerLoad.Wire load() {
        boolean open = channel.isOpen();
        return new ServerLoad.Wire(
                open ? 1 : 0, channel.queued(), channel.inFlight(), open ? session.openAtServer() : List.of());
    }

    boolean hasReplied() {
        return replied;
    }

    boolean works() {
        return replied && !channel.isClosed();
    }

    /** Whether it works, and nobody uses it, and a look shows that the server has not ended it. Never waits. */
    boolean isFoundAlive() {
        return works() && channel.pending() == 0 && channel.look() && works();
    }

    @Override
    public void opened() {
        kind.listener.channelOpened(kind.server, kind.port());
    }

    @Override
    public void replied() {
        replied = true;
        events.replied(this);
    }

    @Override
    public void failed(Throwable cause) {
        events.failed(this, cause);
        kind.listener.channelFailed(kind.server, kind.port(), cause);
    }

    @Override
    public void closed() {
        events.closed(this);
        kind.listener.channelClosed(kind.server, kind.port());
    }

    @Override
    public boolean wantsWrites() {
        return kind.listener != HansockListener.NONE;
    }

    @Override
    public void wrote(int exchanges) {
        kind.listener.batchWritten(kind.server, kind.port(), exchanges);
    }
}

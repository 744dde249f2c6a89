package io.hansock.net;

import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the I/O thread knows of one channel. For that thread; the channel's drivers may close the socket at any moment. */
final class WatchedChannel {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedChannel.class);

    final Channel channel;

    /** Work is left that nobody waits for. */
    boolean hasWork;

    long usesSeen = -1;

    /** So many looks in a row found nothing moved. */
    int quietTicks;

    private @Nullable SelectionKey key;
    private boolean readable;

    WatchedChannel(Channel channel) {
        this.channel = channel;
    }

    void noteReady(SelectionKey ready) {
        try {
            readable = ready.isReadable();
        } catch (CancelledKeyException e) {
            LOG.trace("closed by its driver at this moment", e);
        }
    }

    boolean takeReadable() {
        boolean taken = readable;
        readable = false;
        return taken;
    }

    /** With the wheel. */
    void arm(Selector selector) {
        Line line = channel.line();
        SocketChannel socket = line.socket();
        SelectionKey present = key;
        try {
            if (socket == null) {
                disarm();
            } else if (present == null || present.channel() != socket || !present.isValid()) {
                key = socket.register(selector, line.interest(), this);
            } else if (present.interestOps() != line.interest()) {
                present.interestOps(line.interest());
            }
        } catch (ClosedChannelException | CancelledKeyException e) {
            LOG.trace("closed before it could be watched", e);
        }
    }

    void disarm() {
        silence(key);
    }

    static void silence(@Nullable SelectionKey key) {
        try {
            if (key != null && key.isValid() && key.interestOps() != 0) {
                key.interestOps(0);
            }
        } catch (CancelledKeyException e) {
            LOG.trace("closed by its driver at this moment", e);
        }
    }
}

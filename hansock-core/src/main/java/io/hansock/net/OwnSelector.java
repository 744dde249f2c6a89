package io.hansock.net;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The selector in which callers sleep that drive this line and no other. Under the wheel, but for {@link #wakeup}. */
final class OwnSelector implements Closeable {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Consumer<SelectionKey> onReady = this::markReady;
    private volatile @Nullable Selector selector;
    private @Nullable SelectionKey key;
    private boolean readable;

    /** Opens it if it is not; a line opens it once. */
    void open() throws IOException {
        if (selector == null) {
            selector = Selector.open();
        }
    }

    /** Sleeps for this socket from now on. */
    void register(SocketChannel socket, int interest) throws IOException {
        Selector present = selector;
        if (present != null) {
            key = socket.register(present, interest);
        }
    }

    /** Ends the sleep of whoever sleeps in it. For any thread. */
    void wakeup() {
        Selector present = selector;
        if (present != null) {
            present.wakeup();
        }
    }

    /** Sleeps until something happens, not at all if there is no time or no selector; returns whether there is something to read. */
    boolean sleep(int interest, long nanos) throws IOException {
        Selector present = selector;
        if (present == null) {
            return false;
        }
        SelectionKey own = key;
        if (own != null && own.interestOps() != interest) {
            own.interestOps(interest);
        }
        readable = false;
        if (nanos <= 0) {
            present.selectNow(onReady);
        } else {
            present.select(onReady, (nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        }
        return readable;
    }

    @Override
    public void close() throws IOException {
        key = null;
        Selector present = selector;
        if (present != null) {
            present.close();
        }
    }

    private void markReady(SelectionKey ready) {
        readable = ready.isValid() && ready.isReadable();
    }
}

package io.hansock.net;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selectors that callers with several channels borrow; opening one costs a few system calls and two file descriptors, so there are
 * few: ten thousand virtual threads with several channels each must not use up what the process may open. Safe for any thread.
 */
final class SelectorPool implements AutoCloseable {
    static final int MOST = 64;
    private static final Logger LOG = LoggerFactory.getLogger(SelectorPool.class);

    private final ConcurrentLinkedQueue<Selector> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean closed;

    /** Borrows one; null if too many are lent out. */
    @Nullable
    Selector take() throws IOException {
        Selector pooled = idle.poll();
        if (pooled != null) {
            return pooled;
        }
        if (open.incrementAndGet() <= MOST) {
            try {
                return Selector.open();
            } catch (IOException | RuntimeException | Error e) {
                open.decrementAndGet();
                throw e;
            }
        }
        open.decrementAndGet();
        return null;
    }

    void give(Selector selector) {
        idle.add(selector);
        if (closed) {
            close();
        }
    }

    /** A closed socket keeps its descriptor until every selector that knew it has looked: have the idle ones look. */
    void flush() {
        for (int left = idle.size(); left > 0; left--) {
            Selector selector = idle.poll();
            if (selector == null) {
                return;
            }
            flush(selector);
        }
    }

    /** Has a borrowed one look, and takes it back. */
    void flush(Selector selector) {
        try {
            selector.selectNow();
            give(selector);
        } catch (IOException e) {
            LOG.debug("dropping a selector that failed", e);
            drop(selector);
        }
    }

    private void drop(Selector selector) {
        open.decrementAndGet();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing a selector failed", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Selector selector = idle.poll(); selector != null; selector = idle.poll()) {
            drop(selector);
        }
    }
}

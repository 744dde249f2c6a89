package io.hansock.net;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Selectors that callers with several channels borrow; opening one costs a few system calls. Safe for any thread. */
final class SelectorPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SelectorPool.class);

    private final ConcurrentLinkedQueue<Selector> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Selector take() throws IOException {
        Selector pooled = idle.poll();
        return pooled == null ? Selector.open() : pooled;
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
            try {
                selector.selectNow();
                give(selector);
            } catch (IOException e) {
                LOG.debug("dropping a selector that failed", e);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Selector selector = idle.poll(); selector != null; selector = idle.poll()) {
            try {
                selector.close();
            } catch (IOException e) {
                LOG.debug("closing a selector failed", e);
            }
        }
    }
}

package io.hansock.net;

import java.util.ArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a driver owes to others once it has let go of the wheel: futures to complete, listeners to tell. Used under the wheel. */
final class Afterwards {
    private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);

    private @Nullable ArrayList<Exchange> ended;
    private @Nullable ArrayList<Runnable> events;

    void deliver(Exchange exchange) {
        if (ended == null) {
            ended = new ArrayList<>();
        }
        ended.add(exchange);
    }

    void tell(Runnable event) {
        if (events == null) {
            events = new ArrayList<>(2);
        }
        events.add(event);
    }

    /** Whether somebody waits for this; listeners of events can be told later. */
    boolean hasDeliveries() {
        return ended != null;
    }

    static @Nullable Afterwards join(@Nullable Afterwards first, @Nullable Afterwards second) {
        if (first == null || second == null) {
            return first == null ? second : first;
        }
        if (second.ended != null) {
            second.ended.forEach(first::deliver);
        }
        if (second.events != null) {
            second.events.forEach(first::tell);
        }
        return first;
    }

    /** Without the wheel. */
    void carryOut(Executor callbacks) {
        if (events != null) {
            for (Runnable event : events) {
                try {
                    event.run();
                } catch (RuntimeException | Error e) {
                    LOG.warn("a listener threw; it is told of the next event all the same", e);
                }
            }
        }
        if (ended != null) {
            for (Exchange exchange : ended) {
                deliver(exchange, callbacks);
            }
        }
    }

    /** Whoever drove is no party to what a callback throws, and the others must get theirs. */
    private static void deliver(Exchange exchange, Executor callbacks) {
        try {
            callbacks.execute(exchange);
        } catch (RejectedExecutionException e) {
            LOG.debug("the callback executor takes no more; completing on this thread", e);
            deliverHere(exchange);
        } catch (RuntimeException | Error e) {
            LOG.warn("a callback threw", e);
        }
    }

    private static void deliverHere(Exchange exchange) {
        try {
            exchange.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("a callback threw", e);
        }
    }
}

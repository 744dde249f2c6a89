package io.hansock.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges on their way to a channel, first in first out. Anyone adds; only the holder of the wheel takes. Linked through the
 * exchanges themselves, so that queueing allocates nothing: a stack that the taker turns over.
 */
final class ExchangeQueue {
    private static final VarHandle TOP;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(ExchangeQueue.class, "top", Exchange.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through TOP
    private volatile @Nullable Exchange top;

    /** Turned over already, oldest first. */
    private @Nullable Exchange first;

    private @Nullable Exchange last;

    void add(Exchange exchange) {
        Exchange seen;
        do {
            seen = top;
            exchange.next = seen;
        } while (!TOP.compareAndSet(this, seen, exchange));
    }

    /** Whether something was added since the taker last looked. For anyone. */
    boolean hasNew() {
        return top != null;
    }

    /** Whether something is left over from the taker's last look. */
    boolean hasOld() {
        return first != null;
    }

    @Nullable
    Exchange peek() {
        if (first == null) {
            collect();
        }
        return first;
    }

    @Nullable
    Exchange poll() {
        Exchange taken = peek();
        if (taken != null) {
            first = taken.next;
            taken.next = null;
            if (first == null) {
                last = null;
            }
        }
        return taken;
    }

    /** Looks at all that was added: afterwards nothing is new until something more is added. */
    void collect() {
        if (top == null) {
            return;
        }
        Exchange newest = (Exchange) TOP.getAndSet(this, (Exchange) null);
        Exchange end = newest;
        Exchange older = null;
        while (newest != null) {
            Exchange next = newest.next;
            newest.next = older;
            older = newest;
            newest = next;
        }
        Exchange before = last;
        if (before == null) {
            first = older;
        } else {
            before.next = older;
        }
        last = end;
    }
}

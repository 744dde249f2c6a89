package io.hansock.cluster;

import io.hansock.ServerLoad;
import io.hansock.mysql.MysqlConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who has which of a bounded number of connections, and who waits for one. Those who wait are served in the order in which they came, and
 * nobody overtakes them. Safe for any thread: a lock around a few steps in memory.
 */
final class SessionSlots {
    /** What a caller gets who asks for a connection. */
    sealed interface Claim {}

    /** The right to a connection: one that is there, or, if {@link #connection} is null, the right to make one. */
    record Grant(@Nullable PooledConnection connection) implements Claim {}

    /** A place in the queue. */
    record Place(Waiter waiter) implements Claim {}

    /** Somebody who waits. Who completes it first decides: whoever grants, or whoever gives up waiting. */
    static final class Waiter extends CompletableFuture<Grant> {}

    private static final Grant MAKE_ONE = new Grant(null);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition oneGone = lock.newCondition();
    private final int most;

    /** The one used last is the first, so that those not needed grow old. */
    private final ArrayDeque<PooledConnection> idle = new ArrayDeque<>();

    private final ArrayDeque<Waiter> waiters = new ArrayDeque<>();
    private final IdentityHashMap<MysqlConnection, PooledConnection> leased = new IdentityHashMap<>();

    /** Connections that there are or will be, in whatever state. */
    private int taken;

    private boolean closed;

    SessionSlots(int most) {
        this.most = most;
    }

    /**
     * Claims a connection for a new caller.
     *
     * @param useless takes those connections that have ended while they were idle; their places are free again
     * @throws IllegalStateException once it is closed
     */
    Claim claim(Collection<? super PooledConnection> useless) {
        lock.lock();
        try {
            requireOpen();
            if (waiters.isEmpty()) {
                PooledConnection ready = pollUsable(useless);
                if (ready != null) {
                    return new Grant(ready);
                }
                if (taken < most) {
                    taken++;
                    return MAKE_ONE;
                }
            }
            Waiter waiter = new Waiter();
            waiters.add(waiter);
            return new Place(waiter);
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
    }

    private @Nullable PooledConnection pollUsable(Collection<? super PooledConnection> useless) {
        long now = System.nanoTime();
        for (PooledConnection next = idle.poll(); next != null; next = idle.poll()) {
            if (!next.connection.isClosed() && !next.isOld(now)) {
                return next;
            }
            taken--;
            useless.add(next);
        }
        return null;
    }

    /** Somebody has it for himself now. */
    void noteLeased(PooledConnection connection) {
        lock.lock();
        try {
            connection.leasedAt = System.nanoTime();
            connection.leasedBy = null;
            connection.complained = false;
            leased.put(connection.connection, connection);
        } finally {
            lock.unlock();
        }
    }

    /** Where somebody has leased it. */
    void noteHolder(MysqlConnection connection, Throwable place) {
        lock.lock();
        try {
            PooledConnection out = leased.get(connection);
            if (out != null) {
                out.leasedBy = place;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those that are leased for longer than so long, and were not named before. */
    List<PooledConnection> overdue(long nanos) {
        List<PooledConnection> overdue = new ArrayList<>();
        lock.lock();
        try {
            long now = System.nanoTime();
            for (PooledConnection out : leased.values()) {
                if (out.leasedBy != null && !out.complained && now - out.leasedAt > nanos) {
                    out.complained = true;
                    overdue.add(out);
                }
            }
        } finally {
            lock.unlock();
        }
        return overdue;
    }

    /** It came back; null if it is none that was leased. */
    @Nullable
    PooledConnection noteReturned(MysqlConnection connection) {
        lock.lock();
        try {
            return leased.remove(connection);
        } finally {
            lock.unlock();
        }
    }

    /** Hands on a connection that is ready for use: to who waits longest, or to whoever comes next. False if nobody will. */
    boolean offer(PooledConnection ready) {
        while (true) {
            Waiter first;
            lock.lock();
            try {
                if (closed) {
                    return false;
                }
                first = waiters.poll();
                if (first == null) {
                    ready.idleSince = System.nanoTime();
                    idle.push(ready);
                    return true;
                }
            } finally {
                lock.unlock();
            }
            if (first.complete(new Grant(ready))) {
                return true;
            }
        }
    }

    /** A connection is no more, or could not be made: its place goes to who waits longest. */
    void free() {
        while (true) {
            Waiter first;
            lock.lock();
            try {
                first = closed ? null : waiters.poll();
                if (first == null) {
                    taken--;
                    oneGone.signalAll();
                    return;
                }
            } finally {
                lock.unlock();
            }
            if (first.complete(MAKE_ONE)) {
                return;
            }
        }
    }

    void leave(Waiter waiter) {
        lock.lock();
        try {
            waiters.remove(waiter);
        } finally {
            lock.unlock();
        }
    }

    /** Takes out those idle connections that are of no use any more; their places are free. */
    List<PooledConnection> takeIdle(Predicate<PooledConnection> useless) {
        List<PooledConnection> out = new ArrayList<>();
        lock.lock();
        try {
            for (Iterator<PooledConnection> all = idle.iterator(); all.hasNext(); ) {
                PooledConnection next = all.next();
                if (useless.test(next)) {
                    all.remove();
                    taken--;
                    out.add(next);
                }
            }
        } finally {
            lock.unlock();
        }
        return out;
    }

    /** Those that are leased at this moment. */
    List<PooledConnection> leased() {
        lock.lock();
        try {
            return new ArrayList<>(leased.values());
        } finally {
            lock.unlock();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return taken == 0;
        } finally {
            lock.unlock();
        }
    }

    /** Grants nothing any more; returns those who wait in vain. */
    List<Waiter> close() {
        lock.lock();
        try {
            closed = true;
            List<Waiter> inVain = new ArrayList<>(waiters);
            waiters.clear();
            return inVain;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits, once it is closed, until none but idle connections are left: those being made or made ready count, too. */
    void awaitReturns(long nanos) throws InterruptedException {
        long left = nanos;
        lock.lock();
        try {
            while (taken > idle.size() && left > 0) {
                left = oneGone.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Without those that have ended while they were idle. */
    ServerLoad.Sessions load() {
        lock.lock();
        try {
            int open = taken;
            for (PooledConnection one : idle) {
                if (one.connection.isClosed()) {
                    open--;
                }
            }
            return new ServerLoad.Sessions(most, open, leased.size(), waiters.size());
        } finally {
            lock.unlock();
        }
    }

    /** For tests and messages. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return taken + " of " + most + " connections, " + leased.size() + " leased, " + waiters.size() + " waiting";
        } finally {
            lock.unlock();
        }
    }
}

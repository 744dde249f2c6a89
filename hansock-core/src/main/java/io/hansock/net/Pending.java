package io.hansock.net;

import io.hansock.Outcome;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The exchanges of one line, queued and in flight: who of their owners drives next, whose time is over, and how they end. Under the
 * wheel; only the queue is for anyone to add to.
 */
final class Pending {
    private static final int HEIRS_LOOKED_AT = 16;
    private static final byte[] NO_REPLY = {};

    final ExchangeQueue queue;
    final ArrayDeque<Exchange> inFlight = new ArrayDeque<>();

    /** Those without a reply, until they are written. */
    private final ArrayDeque<Exchange> unanswered = new ArrayDeque<>(0);

    /** What is left of the bound of pending exchanges. */
    final Semaphore room;

    /** How many are in one of the two, without the opening. One thread at a time writes it, so a plain store is enough. */
    private final AtomicInteger begun = new AtomicInteger();

    /** The session's own, which nobody waits for and which has no place in the bound. */
    private @Nullable Exchange opening;

    private @Nullable Afterwards afterwards;

    Pending(ExchangeQueue queue, Semaphore room) {
        this.queue = queue;
        this.room = room;
    }

    /** The session's own exchange is about to go out. */
    void opens(Exchange own) {
        opening = own;
    }

    /** Its bytes are about to go out. */
    void begun(Exchange exchange) {
        (exchange.isAnswered() ? inFlight : unanswered).add(exchange);
        count(exchange, 1);
    }

    private void count(Exchange exchange, int change) {
        if (exchange != opening) {
            begun.setOpaque(begun.getPlain() + change);
        }
    }

    /** How many have begun to go out and have not ended; a moment's value, for anyone. */
    int underWay() {
        return begun.getOpaque();
    }

    /** All that was begun is written. */
    void endUnanswered() {
        for (Exchange exchange = unanswered.poll(); exchange != null; exchange = unanswered.poll()) {
            exchange.complete(NO_REPLY, 0, 0);
            over(exchange);
        }
    }

    boolean isOpening(Exchange exchange) {
        return exchange == opening;
    }

    @Nullable
    Exchange head() {
        return inFlight.peek();
    }

    /** The first in flight that a caller has sent. A server may answer the opening together with that. */
    @Nullable
    Exchange owed() {
        for (Exchange exchange : inFlight) {
            if (exchange != opening) {
                return exchange;
            }
        }
        return null;
    }

    /** Whether the next reply is one that nobody waits for. */
    boolean owesOnlyUnwanted() {
        Exchange owed = owed();
        return owed == null ? !inFlight.isEmpty() : !isWanted(owed);
    }

    /** Whether somebody waits for the reply of {@code head}: its owner, or one of those that it has asked for. */
    boolean isWanted(Exchange head) {
        if (!head.isAbandoned()) {
            return true;
        }
        boolean reached = false;
        for (Exchange exchange : inFlight) {
            if (exchange.sharesReplyOf(head)) {
                reached = true;
                if (!exchange.isAbandoned()) {
                    return true;
                }
            } else if (reached) {
                break;
            }
        }
        return false;
    }

    /** How long ago the time was over of the last of those who share the reply of {@code head}; 0 if it is not. */
    long overSince(Exchange head) {
        long left = head.nanosLeft();
        for (Exchange exchange : inFlight) {
            if (exchange.leader == head) {
                left = Math.max(left, exchange.nanosLeft());
            }
        }
        return Math.max(0, -left);
    }

    /** One that waits for an answer and so can drive; null if none is near. Looks at all that was queued until now. */
    @Nullable
    Exchange heir() {
        queue.collect();
        Exchange head = inFlight.peek();
        if (head != null && head.canDrive()) {
            return head;
        }
        int looked = 0;
        for (Exchange exchange : inFlight) {
            if (exchange.canDrive()) {
                return exchange;
            }
            if (++looked == HEIRS_LOOKED_AT) {
                break;
            }
        }
        for (Exchange exchange = queue.peek();
                exchange != null && looked < 2 * HEIRS_LOOKED_AT;
                exchange = exchange.next) {
            if (exchange.canDrive()) {
                return exchange;
            }
            looked++;
        }
        return null;
    }

    /**
     * Gives up those that nobody waits for and whose deadline has passed, and rouses who waits without a clock and has little time
     * left. Returns whether others of both kinds are left.
     */
    boolean expire() {
        queue.collect();
        boolean left = false;
        for (Exchange exchange : inFlight) {
            left |= expire(exchange);
        }
        for (Exchange exchange : unanswered) {
            left |= expire(exchange);
        }
        for (Exchange exchange = queue.peek(); exchange != null; exchange = exchange.next) {
            left |= expire(exchange);
        }
        return left;
    }

    private boolean expire(Exchange exchange) {
        if (exchange == opening || exchange.ended()) {
            return false;
        }
        if (exchange.isAwaited()) {
            return exchange.rouse();
        }
        if (exchange.nanosLeft() > 0) {
            return true;
        }
        if (exchange.abandon(Exchange.Abandoned.DEADLINE) && exchange.claimDelivery()) {
            afterwards().deliver(exchange);
        }
        return false;
    }

    /** Ends them all without a reply. */
    void fail(Failure why, Predicate<Exchange> mayHaveLeft) {
        inFlight.addAll(unanswered);
        unanswered.clear();
        for (Exchange exchange = inFlight.poll(); exchange != null; exchange = inFlight.poll()) {
            exchange.fail(why, mayHaveLeft.test(exchange) ? Outcome.UNKNOWN : Outcome.NOTHING_SENT);
            over(exchange);
        }
        for (Exchange exchange = queue.poll(); exchange != null; exchange = queue.poll()) {
            exchange.fail(why, Outcome.NOTHING_SENT);
            release(exchange);
        }
    }

    /** One that had begun has ended, and nothing of its reply is to come. */
    void over(Exchange exchange) {
        count(exchange, -1);
        release(exchange);
    }

    /** Makes room for another. */
    private void release(Exchange exchange) {
        if (exchange != opening) {
            room.release();
            deliver(exchange);
        }
    }

    /** Has the callback called, unless someone waits or the one who gave up knows. */
    void deliver(Exchange exchange) {
        if (exchange != opening && !exchange.isAwaited() && !exchange.isAbandoned() && exchange.claimDelivery()) {
            afterwards().deliver(exchange);
        }
    }

    /** What is owed to others once the wheel is free. */
    Afterwards afterwards() {
        Afterwards present = afterwards;
        if (present == null) {
            present = new Afterwards();
            afterwards = present;
        }
        return present;
    }

    /** Takes what must not wait until a driver that sleeps lets go of the wheel; null if there is none. */
    @Nullable
    Afterwards takeDeliveries() {
        Afterwards present = afterwards;
        return present != null && present.hasDeliveries() ? takeAfterwards() : null;
    }

    @Nullable
    Afterwards takeAfterwards() {
        Afterwards taken = afterwards;
        afterwards = null;
        return taken;
    }
}

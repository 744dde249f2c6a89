package io.hansock.net;

import io.hansock.Outcome;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in: so many exchanges at a time, none that comes too late, none whose caller was interrupted, none once it is shut. Safe
 * for any thread.
 */
final class Gate {
    /** What came of knocking without waiting. */
    enum Answer {
        ADMITTED,
        /** It has ended. */
        REFUSED,
        NO_ROOM
    }

    private final int most;
    private final ChannelSettings.AtBound atBound;

    /** What is left of the bound; whoever ends an exchange gives its place back. */
    final Semaphore room;

    /** No new exchanges are let in, those that are in may end. */
    private volatile @Nullable Failure shut;

    Gate(ChannelSettings settings) {
        this.most = settings.maxPending();
        this.atBound = settings.atBound();
        this.room = new Semaphore(most);
    }

    boolean isShut() {
        return shut != null;
    }

    /** Lets no more in. */
    void shut(Failure why) {
        shut = why;
    }

    /** Lets no more in, unless that was so before; returns the reason that counts. */
    Failure shutUnlessShut(Failure why) {
        Failure present = shut;
        if (present == null) {
            present = why;
            shut = present;
        }
        return present;
    }

    /** How many are in; a moment's value. */
    int inside() {
        return most - room.availablePermits();
    }

    /** How many wait to be let in; a moment's value. */
    int outside() {
        return room.getQueueLength();
    }

    /** Whether knocking is worth it. */
    boolean hasAnswer() {
        return shut != null || room.availablePermits() > 0;
    }

    /** Waits until nobody is in, at most for so long. */
    void awaitEmpty(long nanos) throws InterruptedException {
        if (nanos > 0 && room.tryAcquire(most, nanos, TimeUnit.NANOSECONDS)) {
            room.release(most);
        }
    }

    /** Lets it in, or ends it. Waits for room within its deadline if the settings say so. */
    boolean admit(Exchange exchange) {
        Answer answer = knock(exchange);
        if (answer != Answer.NO_ROOM) {
            return answer == Answer.ADMITTED;
        }
        try {
            if (room.tryAcquire(exchange.nanosLeft(), TimeUnit.NANOSECONDS)) {
                return true;
            }
            exchange.abandon(Exchange.Abandoned.DEADLINE);
        } catch (InterruptedException e) {
            exchange.abandon(Exchange.Abandoned.INTERRUPTED);
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /** Lets it in, ends it, or says that it would have to wait. Never waits. */
    Answer knock(Exchange exchange) {
        Failure refusal = shut;
        if (refusal != null) {
            exchange.fail(refusal, Outcome.NOTHING_SENT);
            return Answer.REFUSED;
        }
        if (exchange.isAwaited() && Thread.currentThread().isInterrupted()) {
            // one that nobody waits for is none of this thread's: it may be what ends a statement that was given up
            return refuse(exchange, Exchange.Abandoned.INTERRUPTED);
        }
        if (exchange.hasNoTime()) {
            return refuse(exchange, Exchange.Abandoned.DEADLINE);
        }
        if (room.tryAcquire()) {
            return Answer.ADMITTED;
        }
        return atBound == ChannelSettings.AtBound.FAIL
                ? refuse(exchange, Exchange.Abandoned.OVERLOADED)
                : Answer.NO_ROOM;
    }

    private static Answer refuse(Exchange exchange, Exchange.Abandoned reason) {
        exchange.abandon(reason);
        return Answer.REFUSED;
    }
}

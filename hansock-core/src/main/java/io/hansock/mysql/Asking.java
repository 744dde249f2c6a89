package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.ProtocolException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A conversation that no thread waits for: each exchange begins where the one before has ended. {@link #run} is called on the callback
 * executor, once for each exchange and never twice at a time; {@link #cancel} is for any thread. Whoever gives an exchange up, so that
 * nothing more will be heard of it, ends the conversation.
 *
 * @param <T> the result
 */
final class Asking<T> implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private final MysqlConnection connection;
    private final long deadline;
    private final BiConsumer<@Nullable T, @Nullable Throwable> end;
    private final AtomicBoolean ended = new AtomicBoolean();
    private @Nullable Conversation<T> conversation;
    private volatile @Nullable CommandExchange exchange;
    private volatile boolean cancelled;
    private volatile boolean first = true;

    Asking(MysqlConnection connection, long timeoutNanos, BiConsumer<@Nullable T, @Nullable Throwable> end) {
        this.connection = connection;
        this.deadline = System.nanoTime() + timeoutNanos;
        this.end = end;
    }

    void begin(Request<T> asked) {
        CommandExchange exchange;
        try {
            Conversation<T> begun = asked.on(connection);
            conversation = begun;
            exchange = begun.begin();
        } catch (RuntimeException | Error e) {
            conclude(null, e);
            return;
        }
        send(exchange);
    }

    /** Gives it up. */
    void cancel() {
        cancelled = true;
        CommandExchange present = exchange;
        if (present != null) {
            giveUp(present);
        }
    }

    private void giveUp(CommandExchange given) {
        if (given.cancel()) {
            connection.problem(given, first);
            conclude(null, new CancellationException("the statement was given up"));
        }
    }

    private void send(CommandExchange next) {
        exchange = next;
        if (cancelled) {
            // it came before there was this exchange to give up
            giveUp(next);
        } else {
            connection.carryOutLater(next, deadline - System.nanoTime());
        }
    }

    @Override
    public void run() {
        CommandExchange answered = exchange;
        Conversation<T> present = conversation;
        if (answered == null || present == null) {
            throw new IllegalStateException("ended before it began");
        }
        CommandExchange next;
        T result = null;
        try {
            HansockException problem = connection.problem(answered, first);
            if (problem != null) {
                throw problem;
            }
            first = false;
            next = present.next(answered);
            if (next == null) {
                result = present.result();
            }
        } catch (ProtocolException e) {
            conclude(null, connection.failed(e));
            return;
        } catch (HansockException e) {
            connection.closeUnlessAnswered();
            conclude(null, connection.told(present, e));
            return;
        } catch (RuntimeException | Error e) {
            connection.closeUnlessAnswered();
            conclude(null, e);
            return;
        }
        if (next == null) {
            conclude(result, null);
        } else {
            send(next);
        }
    }

    private void conclude(@Nullable T result, @Nullable Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Conversation<T> present = conversation;
        if (failure != null && present != null) {
            present.abandon();
        }
        try {
            end.accept(result, failure);
        } catch (RuntimeException e) {
            LOG.warn("what follows a statement threw", e);
        }
    }
}

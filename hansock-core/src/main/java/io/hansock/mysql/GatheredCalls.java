package io.hansock.mysql;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.net.Gathering;
import io.hansock.net.IoThread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request on several connections at the same time, carried out by one thread that drives them all. What becomes of one does not end the
 * others. For the owner of the connections.
 *
 * @param <T> the result of each
 */
public final class GatheredCalls<T> {
    private final List<Step<T>> steps = new ArrayList<>();

    /**
     * Asks, and waits until all have ended.
     *
     * @param io of their channels
     */
    public GatheredCalls(IoThread io, List<MysqlConnection> connections, Request<T> request, long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        for (MysqlConnection connection : connections) {
            Step<T> step = new Step<>(connection);
            steps.add(step);
            step.begin(request);
        }
        while (steps.stream().anyMatch(Step::isOpen)) {
            round(io, Math.max(0, deadline - System.nanoTime()));
        }
    }

    private void round(IoThread io, long timeoutNanos) {
        Gathering gathering = new Gathering(io);
        for (Step<T> step : steps) {
            CommandExchange exchange = step.exchange;
            if (exchange != null) {
                gathering.add(step.connection.channel(), exchange);
            }
        }
        Throwable failure = null;
        try {
            gathering.run(timeoutNanos);
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        }
        for (Step<T> step : steps) {
            step.advance(failure);
        }
    }

    /** Why connection number {@code i} has no result; null if it has one. */
    public @Nullable Throwable problem(int i) {
        return steps.get(i).problem;
    }

    /** Throws what has failed first, with the failures of others suppressed in it. */
    void requireAll() {
        ToTheLast.run(steps.stream().<Runnable>map(step -> step::require).toList());
    }

    /** The result of connection number {@code i}, which has one. */
    public T result(int i) {
        T present = steps.get(i).result;
        if (present == null) {
            throw new IllegalStateException("there is no result");
        }
        return present;
    }

    /** One connection's conversation. */
    private static final class Step<T> {
        private final MysqlConnection connection;
        private @Nullable Conversation<T> conversation;
        private @Nullable CommandExchange exchange;
        private @Nullable T result;
        private @Nullable Throwable problem;
        private boolean first = true;

        Step(MysqlConnection connection) {
            this.connection = connection;
        }

        boolean isOpen() {
            return exchange != null;
        }

        void begin(Request<T> request) {
            try {
                Conversation<T> begun = connection.prepare(request);
                conversation = begun;
                exchange = begun.begin();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        void advance(@Nullable Throwable gatheringFailure) {
            CommandExchange answered = exchange;
            Conversation<T> present = conversation;
            if (answered == null || present == null) {
                return;
            }
            exchange = null;
            try {
                HansockException unanswered = connection.problem(answered, first);
                if (unanswered != null) {
                    throw gatheringFailure == null
                            ? unanswered
                            : new ChannelLostException(
                                    connection.server(), Outcome.UNKNOWN, "waiting for it failed", gatheringFailure);
                }
                first = false;
                CommandExchange next = present.next(answered);
                if (next == null) {
                    result = present.result();
                }
                exchange = next;
            } catch (ProtocolException e) {
                fail(connection.failed(e));
            } catch (HansockException e) {
                connection.closeUnlessAnswered();
                fail(connection.told(present, e));
            } catch (RuntimeException | Error e) {
                connection.closeUnlessAnswered();
                fail(e);
            }
        }

        private void fail(Throwable why) {
            problem = why;
            Conversation<T> present = conversation;
            if (present != null) {
                ToTheLast.runAfter(why, List.of(present::abandon));
            }
        }

        void require() {
            ToTheLast.raise(problem);
        }
    }
}

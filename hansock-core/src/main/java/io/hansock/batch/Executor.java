package io.hansock.batch;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.net.Channel;
import io.hansock.net.Gathering;
import io.hansock.net.IoThread;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches to servers, all at once and in the calling thread, under one deadline.
 *
 * <pre>{@code
 * Execution execution = new Executor().add(east, batch).add(west, other).execute(Duration.ofMillis(500));
 * if (execution.allDone()) {
 *     for (Reply reply : batch.replies()) {...}
 * }
 * }</pre>
 *
 * <p>For one thread. After an execution it is empty and can be filled again.
 */
public final class Executor {
    private final Map<Connection, Batch> batches = new LinkedHashMap<>();

    /** Creates an empty one. */
    public Executor() {}

    /**
     * Says which batch goes where.
     *
     * @param connection a connection that was not added yet
     * @param batch a batch that was not added yet; commands may be written to it until the execution
     * @return this executor
     * @throws IllegalArgumentException if either was added before
     */
    public Executor add(Connection connection, Batch batch) {
        if (batches.containsKey(connection)) {
            throw new IllegalArgumentException(
                    "the connection to " + connection + " was added already; one batch each");
        }
        for (Batch other : batches.values()) {
            if (other == batch) {
                throw new IllegalArgumentException("the batch was added already");
            }
        }
        batches.put(connection, batch);
        return this;
    }

    /**
     * Connects where needed, sends all batches and reads their replies. Failures of servers and connections are no exceptions here:
     * they are in the answer, in the batches and in place of the missing replies. A batch that has one fails alone, and its
     * connection connects anew next time.
     *
     * @param timeout for connecting, writing and reading together, more than zero
     * @return how it ended
     * @throws io.hansock.RefusedException if a batch holds another number of lines than was announced; nothing was sent at all
     * @throws IllegalStateException if a batch was executed before and not reset, or a connection is closed or in use elsewhere
     * @throws HansockInterruptedException if the thread was interrupted; replies that had arrived are readable
     */
    public Execution execute(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("no time: " + timeout);
        }
        List<Connection> taken = new ArrayList<>();
        try {
            if (batches.isEmpty()) {
                return new Execution(Execution.Result.ALL_DONE, 0, 0, null);
            }
            batches.values().forEach(Batch::requireComplete);
            for (Connection connection : batches.keySet()) {
                connection.take();
                taken.add(connection);
            }
            return carryOut(taken.get(0).io(), timeout);
        } finally {
            taken.forEach(Connection::give);
            batches.clear();
        }
    }

    private Execution carryOut(IoThread io, Duration timeout) {
        Gathering gathering = new Gathering(io);
        batches.forEach((connection, batch) -> {
            Channel channel = connection.channel(timeout);
            for (BatchExchange exchange : batch.begin()) {
                gathering.add(channel, exchange);
            }
        });
        IOException pollingError = null;
        try {
            gathering.run(timeout.toNanos());
        } catch (IOException e) {
            pollingError = e;
        }
        return report(pollingError);
    }

    private Execution report(@Nullable IOException pollingError) {
        int done = 0;
        boolean late = false;
        HansockInterruptedException interrupted = null;
        for (Map.Entry<Connection, Batch> entry : batches.entrySet()) {
            String server = entry.getKey().toString();
            HansockException failure = entry.getValue().end(server);
            if (failure == null) {
                done++;
                continue;
            }
            entry.getKey().disconnect();
            late |= failure instanceof DeadlineException;
            if (failure instanceof HansockInterruptedException e) {
                if (pollingError == null) {
                    interrupted = e;
                } else {
                    entry.getValue()
                            .failed(new ChannelLostException(server, Outcome.UNKNOWN, "polling failed", pollingError));
                }
            }
        }
        if (interrupted != null) {
            throw interrupted;
        }
        return new Execution(result(done, late, pollingError), done, batches.size() - done, pollingError);
    }

    private Execution.Result result(int done, boolean late, @Nullable IOException pollingError) {
        if (pollingError != null) {
            return Execution.Result.POLLING_FAILED;
        }
        if (late) {
            return Execution.Result.TIMED_OUT;
        }
        return done == batches.size() ? Execution.Result.ALL_DONE : Execution.Result.SOME_FAILED;
    }
}

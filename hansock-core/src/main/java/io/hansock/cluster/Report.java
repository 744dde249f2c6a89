package io.hansock.cluster;

import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.WireKind;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the user's listener of finished calls. Safe for any thread. */
final class Report {
    private static final Logger LOG = LoggerFactory.getLogger(Report.class);

    private final HansockListener listener;
    private final boolean wanted;

    Report(HansockListener listener) {
        this.listener = listener;
        this.wanted = listener != HansockListener.NONE;
    }

    /** The start of a call's clock; without a listener nobody looks at one. */
    long start() {
        return wanted ? System.nanoTime() : 0;
    }

    /** Whether anybody listens. */
    boolean isWanted() {
        return wanted;
    }

    /** How long ago {@code start} was. */
    long since(long start) {
        return wanted ? System.nanoTime() - start : 0;
    }

    void finished(Call<?> call, long nanos, @Nullable Throwable failure) {
        finished(call.server(), call.operation(), call.carrier(), nanos, failure);
    }

    void finished(
            ClusterServer server,
            Operation operation,
            @Nullable WireKind wire,
            long nanos,
            @Nullable Throwable failure) {
        if (!wanted) {
            return;
        }
        try {
            listener.commandFinished(server.name(), operation, wire, nanos, failure);
        } catch (RuntimeException | Error e) {
            LOG.warn("a listener threw; the command's result is not affected", e);
        }
    }
}

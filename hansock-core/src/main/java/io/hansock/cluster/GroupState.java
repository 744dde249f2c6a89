package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.Outcome;
import io.hansock.ServerState;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the port of a group of channels is, as far as these have shown. Safe for any thread. */
final class GroupState implements GroupChannel.Events {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelGroup.class);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final GroupChannel.Kind kind;
    private final Consumer<Throwable> trouble;
    private final Backoff backoff = new Backoff();
    private final AtomicBoolean down = new AtomicBoolean();

    /** Nothing is known yet; {@code trouble} is told when a connection cannot be made, or breaks. */
    GroupState(GroupChannel.Kind kind, Consumer<Throwable> trouble) {
        this.kind = kind;
        this.trouble = trouble;
    }

    @Override
    public void replied(GroupChannel channel) {
        backoff.succeeded();
        if (down.compareAndSet(true, false)) {
            LOG.info("{}: port {} answers again", kind.server(), kind.port());
        }
    }

    @Override
    public void failed(GroupChannel channel, Throwable cause) {
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (!channel.hasReplied()) {
            backoff.failed(why);
        }
        if (down.compareAndSet(false, true)) {
            String what = channel.hasReplied() ? "lost a connection to" : "cannot use";
            LOG.info("{}: {} port {}: {}", kind.server(), what, kind.port(), why);
        }
        trouble.accept(cause);
    }

    @Override
    public void closed(GroupChannel channel) {
        // on purpose: its place is taken when it is needed
    }

    /** Whether another connection may be made: the last one could be, or has had its pause. */
    boolean mayConnect() {
        return backoff.nanosLeft() <= 0;
    }

    /** Whether no connection may be made, since some could not be, or broke. */
    boolean isDown() {
        return down.get() && !mayConnect();
    }

    /** What a call meets then. */
    ChannelLostException refusal() {
        return new ChannelLostException(
                kind.server(),
                Outcome.NOTHING_SENT,
                "cannot be reached (" + backoff.reason() + "), next try in "
                        + (Math.max(0, backoff.nanosLeft()) / NANOS_PER_MILLI + 1) + " ms",
                null);
    }

    /** The same for everybody. */
    ServerState.Wire view(boolean works) {
        OptionalInt port = OptionalInt.of(kind.port());
        if (works) {
            return new ServerState.Wire(ServerState.Condition.UP, port, "", Optional.empty());
        }
        if (!down.get()) {
            return new ServerState.Wire(ServerState.Condition.UNTRIED, port, "", Optional.empty());
        }
        Duration nextTry = Duration.ofNanos(Math.max(0, backoff.nanosLeft()));
        return new ServerState.Wire(ServerState.Condition.DOWN, port, backoff.reason(), Optional.of(nextTry));
    }
}

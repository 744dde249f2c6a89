package io.hansock.spring.boot.autoconfigure;

import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.WireKind;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells several. Safe for any thread if they are. */
final class CompositeListener implements HansockListener {
    private final List<HansockListener> listeners;

    private CompositeListener(List<HansockListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** One that tells all of them; none costs nothing. */
    static HansockListener of(List<HansockListener> listeners) {
        return switch (listeners.size()) {
            case 0 -> HansockListener.NONE;
            case 1 -> listeners.get(0);
            default -> new CompositeListener(listeners);
        };
    }

    /** One that throws keeps none of the others from hearing; the client logs it. */
    private void each(Consumer<HansockListener> event) {
        RuntimeException failure = null;
        for (HansockListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void commandFinished(
            String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
        each(listener -> listener.commandFinished(server, operation, wire, nanos, failure));
    }

    @Override
    public void commandRepeated(String server, Operation operation) {
        each(listener -> listener.commandRepeated(server, operation));
    }

    @Override
    public void commandTookSql(String server, String rule) {
        each(listener -> listener.commandTookSql(server, rule));
    }

    @Override
    public void channelOpened(String server, int port) {
        each(listener -> listener.channelOpened(server, port));
    }

    @Override
    public void channelClosed(String server, int port) {
        each(listener -> listener.channelClosed(server, port));
    }

    @Override
    public void channelFailed(String server, int port, Throwable cause) {
        each(listener -> listener.channelFailed(server, port, cause));
    }

    @Override
    public void batchWritten(String server, int port, int commands) {
        each(listener -> listener.batchWritten(server, port, commands));
    }
}

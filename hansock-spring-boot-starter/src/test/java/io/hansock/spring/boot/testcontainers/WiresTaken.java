package io.hansock.spring.boot.testcontainers;

import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.WireKind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Remembers what carried the commands that succeeded. Safe for any thread. */
final class WiresTaken implements HansockListener {
    private final List<String> taken = new CopyOnWriteArrayList<>();

    @Override
    public void commandFinished(
            String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
        if (failure == null) {
            taken.add(operation + " over " + wire);
        }
    }

    /** Those since the last time, in order. */
    List<String> take() {
        List<String> before = List.copyOf(taken);
        taken.clear();
        return before;
    }
}

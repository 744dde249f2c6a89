package io.hansock.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What the callers of a scene have in common.
 *
 * @param pulse counts their calls
 * @param timeout of each call
 * @param state what they are to do at this moment
 * @param pause of each thread before each call
 * @param padding by so many characters tokens are longer, and rows are left where they are, so that tables grow; 0 for rows that come and go
 */
record Load(Pulse pulse, Duration timeout, Supplier<State> state, Duration pause, int padding) {
    enum State {
        CALLING,
        RESTING,
        ENDING
    }

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Whether there is another call to be made; waits until there is. */
    boolean goesOn() {
        if (pause.toNanos() > 0) {
            LockSupport.parkNanos(pause.toNanos());
        }
        while (state.get() == State.RESTING) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return state.get() != State.ENDING;
    }

    boolean grows() {
        return padding > 0;
    }
}

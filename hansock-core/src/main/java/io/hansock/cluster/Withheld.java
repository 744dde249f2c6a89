package io.hansock.cluster;

import org.jspecify.annotations.Nullable;

/**
 * What may be used at this moment, if anything, and never while it is withheld: whichever of two threads comes first, one that gives it and one
 * that withholds it, nobody finds it once it is withheld. Who asks for it looks at one volatile field. Safe for any thread.
 */
final class Withheld<T> {
    private volatile @Nullable T usable;
    private volatile boolean held;

    /** Null while nothing may be used. */
    @Nullable
    T get() {
        return usable;
    }

    /** Gives what may be used from now on, unless it is withheld. */
    synchronized void give(T what) {
        if (!held) {
            usable = what;
        }
    }

    /** Takes it away. */
    void take() {
        usable = null;
    }

    /** Takes it away, and lets nobody give it. */
    synchronized void withhold() {
        held = true;
        usable = null;
    }

    /** From now on it can be given again. */
    void allow() {
        held = false;
    }

    boolean isWithheld() {
        return held;
    }
}

package io.hansock.mysql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does several things of which each has to be done whatever becomes of the others, such as giving back what was borrowed. Stateless. */
public final class ToTheLast {
    private ToTheLast() {}

    /** Does them all, in order, and throws the first failure then, with the others suppressed in it. */
    public static void run(List<? extends Runnable> actions) {
        raise(failure(null, actions));
    }

    /** Does them all because something has failed: their failures are suppressed in that. */
    public static void runAfter(Throwable problem, List<? extends Runnable> actions) {
        Throwable unused = failure(problem, actions);
    }

    private static @Nullable Throwable failure(@Nullable Throwable problem, List<? extends Runnable> actions) {
        Throwable first = problem;
        for (Runnable action : actions) {
            try {
                action.run();
            } catch (RuntimeException | Error e) {
                first = joined(first, e);
            }
        }
        return first;
    }

    /** Throws it, if there is one; it is unchecked. */
    public static void raise(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    /** The first of two failures, the other suppressed in it. */
    @SuppressWarnings("ReferenceEquality") // the very same failure may have ended several
    public static Throwable joined(@Nullable Throwable first, Throwable further) {
        if (first == null || first == further) {
            return further;
        }
        first.addSuppressed(further);
        return first;
    }
}

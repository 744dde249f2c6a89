package io.hansock.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the cores from falling asleep: a loop of idle priority on each, which gives way to whatever else wants to run. In a virtual
 * machine an idle core takes up to a hundred microseconds to wake; without the loops the figures show that, not the clients. Where
 * there is no {@code chrt}, they do.
 */
final class Awake implements AutoCloseable {
    /** Looks now and then whether the comparison still runs, so that nothing is left behind when that is killed. */
    private static final String LOOP =
            "while kill -0 \"$0\" 2>/dev/null; do" + " i=0; while [ $i -lt 1000000 ]; do i=$((i+1)); done; done";

    private final List<Process> loops = new ArrayList<>();

    /** Starts the loops. */
    static Awake keep() {
        Awake awake = new Awake();
        String own = Long.toString(ProcessHandle.current().pid());
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            try {
                awake.loops.add(new ProcessBuilder("chrt", "--idle", "0", "sh", "-c", LOOP, own).start());
            } catch (IOException e) {
                // no chrt, which the caller is told
                break;
            }
        }
        return awake;
    }

    /** Leaves the cores alone. */
    static Awake not() {
        return new Awake();
    }

    boolean keeps() {
        return loops.stream().allMatch(Process::isAlive) && !loops.isEmpty();
    }

    @Override
    public void close() {
        loops.forEach(Process::destroyForcibly);
    }
}

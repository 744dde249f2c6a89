package io.hansock.mysql;

import io.hansock.net.IoThread;
import io.hansock.sql.RowStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows of several servers, each on a connection that was leased for them. For one thread. */
public final class SharedRows implements AutoCloseable {
    private final IoThread io;
    private final List<Leased> leased;
    private final long timeoutNanos;
    private final List<RowStream> streams = new ArrayList<>();

    SharedRows(IoThread io, List<Leased> leased, long timeoutNanos) {
        this.io = io;
        this.leased = List.copyOf(leased);
        this.timeoutNanos = timeoutNanos;
    }

    /** Rows have begun to arrive; their connection is given back with their end. */
    void begun(Leased one, RowFeed feed) {
        streams.add(new StreamedRows(one.connection(), feed, timeoutNanos, () -> {
            // those that are left in the middle are given up all at the same time
            if (!one.hasRows()) {
                one.giveBack();
            }
        }));
    }

    /** The rows of each server, in the order in which they were asked. One that fails, or is closed before its end, keeps its connection until {@link #close}. */
    public List<RowStream> streams() {
        return Collections.unmodifiableList(streams);
    }

    /** Gives up what was not read of all, in the time that one of them may take, and gives every connection back. */
    @Override
    public void close() {
        ToTheLast.run(endings());
    }

    /** The same because something has failed. */
    void closeAfter(Throwable problem) {
        ToTheLast.runAfter(problem, endings());
    }

    private List<Runnable> endings() {
        List<Runnable> endings = new ArrayList<>();
        endings.add(() -> RestOfRows.giveUp(io, leased, timeoutNanos));
        streams.forEach(rows -> endings.add(rows::close));
        leased.forEach(one -> endings.add(one::giveBack));
        return endings;
    }
}

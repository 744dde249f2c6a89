package io.hansock.cluster;

import io.hansock.HansockException;
import io.hansock.ServerFacts;
import io.hansock.ServerLoad;
import io.hansock.ServerState;
import io.hansock.guard.TableGuard;
import io.hansock.index.Table;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The ways to one server, and how they are. Safe for any thread. */
interface Ways {
    /**
     * Ends when it is known what ways there are, or has taken too long to find out, and what the table is; the first to ask sets it going. After
     * so long it ends all the same: then calls take what they find, however old it is. A write has what the table is read anew where that was read
     * long ago: by another primary key it would meet other rows. Where the server cannot be asked, since it is down or does not answer in time,
     * that is nevertheless all that a write has to go by.
     */
    CompletableFuture<?> ready(Table<?> table, boolean write, long nanos);

    /** Ends when it was read anew what the table is, or after so long: for a call that has failed by what was known of it. Others go on by that. */
    CompletableFuture<?> anew(Table<?> table, long nanos);

    /**
     * What carries reads of a table at this moment.
     *
     * @throws io.hansock.HansockException if nothing does
     */
    Lane reads(Table<?> table);

    /**
     * What carries writes of a table at this moment.
     *
     * @throws io.hansock.HansockException if nothing does
     */
    Lane writes(Table<?> table);

    /**
     * The rules of a table; null for a client that does not log in, and so knows none.
     *
     * @throws io.hansock.HansockException if it is not known what the table is
     */
    @Nullable
    TableGuard guard(Table<?> table);

    /**
     * Whether a call may have failed because the table is not any longer what it was taken for. If so, that call has it read {@link #anew}; and where
     * it is the server that says so, it is not known to others either until then.
     */
    boolean doubts(Table<?> table, boolean write, HansockException problem);

    /** Whether what the server refuses in the table leaves nothing done, whatever fires; false if that is not known at this moment. */
    boolean undoesRefused(Table<?> table);

    /**
     * What carries over SQL what HandlerSocket does not.
     *
     * @throws io.hansock.HansockException if nothing does
     */
    Lane overSql(boolean write);

    /** What carries commands over SQL; only where some lane is its. */
    SqlSide commands();

    /** Whether nothing is known to carry anything: calls would fail at once. */
    boolean isDown();

    /** What the server has said of itself; null if it has not, or could not. */
    @Nullable
    ServerFacts facts();

    /** The server as SQL reaches it; null for a client that does not log in. */
    @Nullable
    ServerSql sql();

    /** The same for everybody. */
    ServerState view();

    /** What is open and under way. */
    ServerLoad load();

    /** Has the server looked at now, for at most so long, whatever is known of it; ends well, however it is. */
    CompletableFuture<?> look(long timeoutNanos);

    /** A connection to the server has been silent for too long: others may be dead, too. */
    void fellSilent();

    /** Has later calls fail; those under way go on. */
    void refuseCalls();

    void close(long drainNanos);

    /** Definitions have changed: what tables are is asked anew before the next call for them. */
    default void forgetTables() {}

    /** This client has, or has no more, the lock that keeps all off HandlerSocket. */
    default void released(boolean held) {}
}

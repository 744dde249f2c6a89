package io.hansock.cluster;

import io.hansock.HansockException;
import io.hansock.Operation;
import io.hansock.ServerException;
import io.hansock.WireKind;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
import io.hansock.index.Table;
import io.hansock.mysql.Request;
import io.hansock.wire.CommandWire;
import io.hansock.wire.WireExchange;
import org.jspecify.annotations.Nullable;

/**
 * One command for one server, and how its answer becomes a result.
 *
 * @param <T> the result
 */
abstract non-sealed class Call<T> implements Plan<T> {
    private final ClusterServer server;
    private final Table<?> table;
    private final boolean write;
    private final Operation operation;
    private boolean counted;

    /** A write that was carried out: whatever is thrown while its answer is read, it is not carried out again. */
    private boolean written;

    /** By which a write was refused that begins anew only if nothing of it is done: what the table is by now tells. Null if there is none. */
    private @Nullable ServerException refusal;

    /** What was known of the table before told that nothing of it is done. */
    private boolean undone;

    /** Read by whoever reports the end, which may be another thread. */
    private volatile @Nullable WireKind carrier;

    Call(ClusterServer server, Table<?> table, boolean write, Operation operation) {
        this.server = server;
        this.table = table;
        this.write = write;
        this.operation = operation;
    }

    /**
     * What carries it at this moment.
     *
     * @throws io.hansock.RefusedException if nothing may
     * @throws ServerException if the server has refused it, and may have done some of it
     * @throws io.hansock.HansockException if nothing does
     */
    final Lane lane() {
        Lane chosen = choose();
        carrier = chosen.kind();
        return chosen;
    }

    private Lane choose() {
        TableGuard guard = server.guard(table);
        Verdict<?> verdict = guard == null ? null : judge(guard);
        if (verdict instanceof Verdict.Refused<?> refused) {
            throw refused.exception(server.name());
        }
        ServerException before = refusal;
        if (before != null && !(undone && server.undoesRefused(table))) {
            throw before;
        }
        if (verdict instanceof Verdict.Sql<?> sql) {
            if (!counted) {
                counted = true;
                server.countOverSql(sql.rule());
            }
            return server.overSql(write);
        }
        return write ? server.writes(table) : server.reads(table);
    }

    /** What the guard says of it; null if it has nothing against HandlerSocket. */
    abstract @Nullable Verdict<?> judge(TableGuard guard);

    /** What to ask on a session of its own, where that is what it takes over this wire; null where {@link #exchange} does it. */
    @Nullable
    Request<T> request(CommandWire wire) {
        return null;
    }

    /** What to send; on the owner's thread. */
    abstract WireExchange exchange(CommandWire wire);

    /** The result of the exchange that has the answer; on the owner's thread. */
    final T result(WireExchange answered) {
        written = write;
        return read(answered);
    }

    /** Reads the result, by what is the application's: its records and mappers may call Hansock, and throw what that throws. */
    abstract T read(WireExchange answered);

    /** Whether what is thrown now comes from behind a write that was carried out. */
    final boolean isWritten() {
        return written;
    }

    /**
     * As {@link Ways#doubts}; never once a write was carried out. A write that the server has refused is then judged anew, and sent anew only if
     * the refusal cannot be a trigger's, behind rows that stay.
     */
    final boolean isDoubted(HansockException problem) {
        if (written) {
            return false;
        }
        boolean wasUndone = server.undoesRefused(table);
        if (!server.doubts(table, write, problem)) {
            return false;
        }
        if (write && problem instanceof ServerException refused) {
            refusal = refused;
            undone = wasUndone;
        }
        return true;
    }

    /** What carries it, or carried it last; null until that is chosen. */
    final @Nullable WireKind carrier() {
        return carrier;
    }

    final ClusterServer server() {
        return server;
    }

    final Table<?> table() {
        return table;
    }

    final boolean isWrite() {
        return write;
    }

    final Operation operation() {
        return operation;
    }
}

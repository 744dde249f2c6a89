package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statements that one connection has prepared, by their text: a bounded number, the one not used for longest goes first. For the
 * connection's owner.
 *
 * <p>The server is told to forget a statement in front of the next command, and so always before another one is prepared in its place
 * (traps B1 to B5).
 */
final class StatementCache {
    private static final int FEW = 4;
    private static final int UNKNOWN_STATEMENT = 1243;
    private static final int NEEDS_PREPARING = 1615;
    private static final int TOO_MANY = 1461;
    private static final float LOAD = 0.75f;

    private final int capacity;
    private final LinkedHashMap<String, ServerStatement> statements = new LinkedHashMap<>(16, LOAD, true);

    /**
     * Those that were prepared for a cursor. No other execution runs them: it would end the cursor, and a MySQL 9.7 sends no rows, nor
     * their end, for what it has executed with a cursor before.
     */
    private final Set<ServerStatement> forCursors = new HashSet<>();

    /** The one that was prepared last; null if there was none. */
    private @Nullable ServerStatement latest;

    /** An answer was given up that may have told of a further one. */
    private boolean mayHaveMore;

    private int[] leaving = new int[FEW];
    private int leavingCount;

    /** So many of those that leave are named in the request that is on its way. */
    private int named;

    /** Keeps so many statements; 0 for none beyond the execution that it was prepared for. */
    StatementCache(int capacity) {
        this.capacity = capacity;
    }

    @Nullable
    ServerStatement find(String sql) {
        return statements.get(sql);
    }

    /** The statement, if it takes these parameters for what they are; else it gives way to one that will be prepared for them. */
    @Nullable
    ServerStatement find(String sql, Parameters parameters) {
        ServerStatement known = statements.get(sql);
        if (known != null && !known.takes(parameters)) {
            close(known);
            return null;
        }
        return known;
    }

    int size() {
        return statements.size();
    }

    /** Makes room for one more, before it is prepared. */
    void makeRoom() {
        makeRoom(1);
    }

    /** Makes room for so many more, as far as those that are in use let it. */
    void makeRoom(int more) {
        int kept = Math.max(0, Math.max(1, capacity) - more);
        Iterator<ServerStatement> oldest = statements.values().iterator();
        while (statements.size() > kept && oldest.hasNext()) {
            ServerStatement statement = oldest.next();
            if (statement.uses == 0) {
                oldest.remove();
                leave(statement);
            }
        }
    }

    void add(ServerStatement statement) {
        noteLatest(statement);
        ServerStatement before = statements.put(statement.sql, statement);
        if (before != null) {
            leave(before);
        }
    }

    /** Answers were given up that may have told of a statement. */
    void mayHaveMore() {
        mayHaveMore = true;
    }

    /**
     * Whether the server has no statement that was prepared last, or will have forgotten it before the next request. If it has one, it takes
     * {@link Command#JUST_PREPARED} for that where it has no room for a further one, and executes it with parameters that are another's.
     */
    boolean isNoneLast() {
        ServerStatement present = latest;
        return !mayHaveMore && (present == null || present.isClosed);
    }

    /**
     * Whether a refusal means that the statement has to be prepared again, or that one which it has run has; or that a trigger has refused
     * with such a number, which it may behind rows that stay. {@link #hasForgotten} and {@link #mayBeginAnew} tell.
     */
    static boolean isForgotten(ServerException refusal) {
        return isUnknown(refusal) || refusal.code() == NEEDS_PREPARING;
    }

    /** Whether the server says that it does not know the statement; or a trigger or a routine says so of another. */
    static boolean isUnknown(ServerException refusal) {
        return refusal.code() == UNKNOWN_STATEMENT;
    }

    /**
     * Reads the answer to {@link Command#resetStatement}, which executes nothing, behind such a refusal: whether the server does not know the
     * statement, and so has done nothing of it. If it knows it, the refusal was another's.
     */
    static boolean hasForgotten(ReplyReader reader) {
        try {
            reader.ok();
            return false;
        } catch (ServerException e) {
            return isUnknown(e);
        }
    }

    /**
     * Whether a statement that the server knows may be executed once more behind such a refusal, since it only reads. A server refuses with 1615
     * where it has prepared the statement again several times, and each time the table was another by then; it is not asked again for what may be
     * done.
     */
    static boolean mayBeginAnew(ServerException refusal, String sql) {
        return refusal.code() == NEEDS_PREPARING && SqlText.isRead(sql);
    }

    /** Whether the server has as many statements, of all its clients, as it may have. */
    static boolean isFull(ServerException refusal) {
        return refusal.code() == TOO_MANY;
    }

    /** Gives up all that nobody is in the middle of something with; returns whether there were any. */
    boolean giveWay() {
        int before = statements.size();
        for (Iterator<ServerStatement> all = statements.values().iterator(); all.hasNext(); ) {
            ServerStatement statement = all.next();
            if (statement.uses == 0) {
                all.remove();
                leave(statement);
            }
        }
        return statements.size() < before;
    }

    /** Takes one that was prepared for a cursor. It is not found, and goes when its cursor does. */
    void addForCursor(ServerStatement statement) {
        noteLatest(statement);
        forCursors.add(statement);
    }

    private void noteLatest(ServerStatement statement) {
        latest = statement;
        mayHaveMore = false;
    }

    /** What was executed is over, but for a cursor that it may have opened. */
    void executed(ServerStatement statement) {
        if (forCursors.contains(statement)) {
            if (!statement.hasCursor) {
                cursorEnded(statement);
            }
        } else if (capacity == 0 && statement.uses == 0) {
            close(statement);
        }
    }

    /** The server keeps no rows for it any more. */
    void cursorEnded(ServerStatement statement) {
        forCursors.remove(statement);
        leave(statement);
    }

    /** Whoever has opened cursors is gone. */
    void closeCursors() {
        if (!forCursors.isEmpty()) {
            forCursors.forEach(this::leave);
            forCursors.clear();
        }
    }

    /** Has the server forget it, unless somebody is in the middle of something with it. */
    void close(String sql) {
        ServerStatement present = statements.get(sql);
        if (present != null && present.uses == 0) {
            close(present);
        }
    }

    /** Has the server forget it. */
    void close(ServerStatement statement) {
        statements.remove(statement.sql, statement);
        forCursors.remove(statement);
        leave(statement);
    }

    private void leave(ServerStatement statement) {
        if (statement.isClosed) {
            return;
        }
        statement.isClosed = true;
        if (leavingCount == leaving.length) {
            leaving = Arrays.copyOf(leaving, 2 * leavingCount);
        }
        leaving[leavingCount++] = statement.id;
    }

    /** Writes, in front of a command, which statements the server is to forget; they have no answer. */
    void closeLeaving(ByteWriter out) {
        for (int i = 0; i < leavingCount; i++) {
            Command.closeStatement(out, leaving[i]);
        }
        named = leavingCount;
    }

    /** The request was answered. One that was given up unsent names them again the next time. */
    void confirmLeft() {
        if (named > 0) {
            leavingCount -= named;
            System.arraycopy(leaving, named, leaving, 0, leavingCount);
            named = 0;
        }
    }

    /** The server has forgotten all of them by itself. */
    void forgetAll() {
        statements.values().forEach(statement -> statement.isClosed = true);
        statements.clear();
        forCursors.forEach(statement -> statement.isClosed = true);
        forCursors.clear();
        latest = null;
        mayHaveMore = false;
        leavingCount = 0;
        named = 0;
    }
}

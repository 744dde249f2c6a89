package io.hansock.mysql;

import org.jspecify.annotations.Nullable;

/**
 * One statement that one connection has prepared. Its id means something on that connection alone, and nothing once the server was told
 * to forget it. For the connection's owner.
 */
final class ServerStatement {
    final String sql;
    final int id;
    final int parameterCount;

    /** Executing it may change the session in ways that the server does not tell. */
    final boolean leavesTraces;

    /** What its rows looked like last; null as long as the server has not said. */
    @Nullable
    ResultColumns columns;

    /** Requests that are being made or answered name it. */
    int uses;

    /** The server keeps rows for it, which another execution would drop. */
    boolean hasCursor;

    /** The server was told, or will be before anything else, to forget it. */
    boolean isClosed;

    /** The same statement, of which something else is known. */
    ServerStatement described(@Nullable ResultColumns otherColumns) {
        return new ServerStatement(sql, id, parameterCount, otherColumns);
    }

    ServerStatement(String sql, int id, int parameterCount, @Nullable ResultColumns columns) {
        this.leavesTraces = Traces.mayStay(sql);
        this.sql = sql;
        this.id = id;
        this.parameterCount = parameterCount;
        this.columns = columns;
    }
}

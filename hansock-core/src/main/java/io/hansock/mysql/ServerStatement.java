package io.hansock.mysql;

import java.util.Arrays;
import java.util.List;
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

    /** The server keeps rows for it. */
    boolean hasCursor;

    /** The server was told, or will be before anything else, to forget it. */
    boolean isClosed;

    /**
     * What its parameters were at the first execution, or NULL as long as they were that. A MySQL (8.0.22 and newer) takes all that
     * comes later for the same: after a number it stores the text {@code abc} as 0. Null where a server asks each time.
     */
    private final ParameterKind @Nullable [] kinds;

    private ServerStatement(
            String sql, int id, int parameterCount, @Nullable ResultColumns columns, ParameterKind @Nullable [] kinds) {
        this.leavesTraces = Traces.mayStay(sql);
        this.sql = sql;
        this.id = id;
        this.parameterCount = parameterCount;
        this.columns = columns;
        this.kinds = kinds;
    }

    ServerStatement(String sql, int id, int parameterCount, @Nullable ResultColumns columns) {
        this(sql, id, parameterCount, columns, null);
    }

    /** One whose parameters are for good what they are at first. */
    static ServerStatement ofFixedKinds(String sql, int id, int parameterCount) {
        ParameterKind[] kinds = new ParameterKind[parameterCount];
        Arrays.fill(kinds, ParameterKind.NULL);
        return new ServerStatement(sql, id, parameterCount, null, kinds);
    }

    /** The same statement, of which something else is known. */
    ServerStatement described(@Nullable ResultColumns otherColumns) {
        return new ServerStatement(sql, id, parameterCount, otherColumns, kinds);
    }

    /** Whether the server takes these for what they are. */
    boolean takes(Parameters parameters) {
        if (kinds != null) {
            List<@Nullable Object> values = parameters.values();
            for (int i = 0; i < kinds.length && i < values.size(); i++) {
                if (!kinds[i].takes(ParameterKind.of(values.get(i)))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** These go to the server, and settle what is still open. */
    void settle(Parameters parameters) {
        if (kinds != null) {
            List<@Nullable Object> values = parameters.values();
            for (int i = 0; i < kinds.length && i < values.size(); i++) {
                if (kinds[i] == ParameterKind.NULL) {
                    kinds[i] = ParameterKind.of(values.get(i));
                }
            }
        }
    }
}

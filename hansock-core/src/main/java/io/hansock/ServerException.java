package io.hansock;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server read the request and refused it; the connection stays usable, unless it was the login that was refused. The message never holds a value the caller sent:
 * the server's own text can, so it is only in {@link #serverText()}.
 */
public final class ServerException extends HansockException {
    private static final long serialVersionUID = 1L;

    /** What the refusal means, whichever wire and server it came from. */
    public enum Kind {
        /** A row with the same value of the primary key or of a unique key exists. */
        DUPLICATE_KEY,
        /** Somebody else held a row lock, or the write lock of the port, for too long. */
        LOCK_WAIT,
        /**
         * A deadlock, or a row that others have changed since the transaction read it: worth repeating as a whole. As a rule the server has undone
         * the transaction (over HandlerSocket the whole batch that it was at).
         */
        DEADLOCK,
        /** The parent row is missing, or the row is referenced. */
        FOREIGN_KEY,
        /** The server, or the port, takes no writes. */
        READ_ONLY,
        /** Wrong user, password or secret, none where one is needed, or a privilege that lacks. */
        NOT_AUTHORISED,
        /** No such database, table or routine, or it could not be opened in time. */
        NO_SUCH_TABLE,
        /** No such index, or the table has none. */
        NO_SUCH_INDEX,
        /** No such column. */
        NO_SUCH_COLUMN,
        /** The connection has not opened the index, or prepared the statement, that the command names. */
        NOT_OPEN,
        /** The request itself is malformed: more key parts than the index has, an unknown operator and the like. */
        BAD_REQUEST,
        /** The SQL does not parse, or says what cannot be meant. */
        SYNTAX,
        /** A value does not fit its column: too long, out of range, missing, or against a CHECK constraint. */
        BAD_VALUE,
        /** The server or the account has as many connections as it may have, or has used up another limit. */
        TOO_MANY_CONNECTIONS,
        /** The statement or the connection was killed, was idle for too long, or the server shuts down. */
        KILLED,
        /** The statement ran for longer than the server lets it. */
        TIMEOUT,
        /** The server does not do this at all. */
        UNSUPPORTED,
        /** The index or the table is damaged. */
        CORRUPT,
        /** Anything else; {@link ServerException#code()} says more. */
        OTHER;

        /**
         * {@return whether a refusal of this kind undoes no more than its own statement, so that the transaction around it goes on} Of the other
         * kinds the server alone can tell, which has undone the transaction or not.
         */
        public boolean undoesStatementAlone() {
            return switch (this) {
                case DUPLICATE_KEY,
                        FOREIGN_KEY,
                        NOT_AUTHORISED,
                        NO_SUCH_TABLE,
                        NO_SUCH_INDEX,
                        NO_SUCH_COLUMN,
                        NOT_OPEN,
                        BAD_REQUEST,
                        SYNTAX,
                        BAD_VALUE,
                        UNSUPPORTED -> true;
                case LOCK_WAIT, DEADLOCK, READ_ONLY, TOO_MANY_CONNECTIONS, KILLED, TIMEOUT, CORRUPT, OTHER -> false;
            };
        }
    }

    private final int code;
    private final @Nullable String sqlState;
    private final Kind kind;
    private final String serverText;
    private final String hint;

    /**
     * Creates one.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param code the server's error number, 0 where it gave a word
     * @param sqlState five characters, or null where the protocol has none
     * @param kind what the refusal means
     * @param hint what to do, in Hansock's words; appended to the message
     * @param serverText the server's own text, already stripped of control characters and bounded
     */
    public ServerException(
            @Nullable String server, int code, @Nullable String sqlState, Kind kind, String hint, String serverText) {
        this(server, code, sqlState, kind, hint, serverText, null);
    }

    private ServerException(
            @Nullable String server,
            int code,
            @Nullable String sqlState,
            Kind kind,
            String hint,
            String serverText,
            @Nullable ServerException first) {
        super(
                server,
                "refused, " + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + (code == 0 ? "" : " (" + code + ")")
                        + (hint.isEmpty() ? "" : ": " + hint),
                first);
        this.code = code;
        this.sqlState = sqlState;
        this.kind = kind;
        this.serverText = serverText;
        this.hint = hint;
    }

    /** {@return the same refusal for another caller: with that caller's stack trace, and this one as the cause} */
    public ServerException again() {
        return new ServerException(server(), code, sqlState, kind, hint, serverText, this);
    }

    /**
     * {@return the server's error number, unsigned ({@code ER_*} over SQL, {@code HA_ERR_*} over HandlerSocket), 0 where the server
     * gave a word instead}
     */
    public int code() {
        return code;
    }

    /** {@return the SQLSTATE, five characters; empty over HandlerSocket, and where a server refuses a connection at once} */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }

    /** {@return what the refusal means} */
    public Kind kind() {
        return kind;
    }

    /** {@return the server's own words} They can hold values of the row, so Hansock neither logs nor copies them. */
    public String serverText() {
        return serverText;
    }
}

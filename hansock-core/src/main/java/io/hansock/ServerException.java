package io.hansock;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server read the request and refused it; the connection stays usable. The message never holds a value the caller sent:
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
        /** A deadlock: the whole batch that the server was at is undone. */
        DEADLOCK,
        /** The parent row is missing, or the row is referenced. */
        FOREIGN_KEY,
        /** The server, or the port, takes no writes. */
        READ_ONLY,
        /** Wrong secret, or none where one is needed. */
        NOT_AUTHORISED,
        /** No such database or table, or it could not be opened in time. */
        NO_SUCH_TABLE,
        /** No such index, or the table has none. */
        NO_SUCH_INDEX,
        /** No such column. */
        NO_SUCH_COLUMN,
        /** The connection has not opened the index that the command names. */
        NOT_OPEN,
        /** The request itself is malformed: more key parts than the index has, an unknown operator and the like. */
        BAD_REQUEST,
        /** The server does not do this at all. */
        UNSUPPORTED,
        /** The index or the table is damaged. */
        CORRUPT,
        /** Anything else; {@link ServerException#code()} says more. */
        OTHER
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

    /** {@return the server's error number ({@code HA_ERR_*} over HandlerSocket), 0 where the server gave a word instead} */
    public int code() {
        return code;
    }

    /** {@return the SQLSTATE, empty over HandlerSocket} */
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

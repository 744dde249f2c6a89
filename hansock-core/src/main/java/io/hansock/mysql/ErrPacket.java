package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.ServerException;
import io.hansock.ServerException.Kind;
import io.hansock.buffer.ByteReader;
import org.jspecify.annotations.Nullable;

/** Reads ERR packets. Protocol text: "Generic answers", ERR. Stateless. */
public final class ErrPacket {
    /** The first byte of an ERR packet. */
    public static final int HEADER = 0xff;

    private static final int CODE_BYTES = 3;
    private static final int SQL_STATE_LENGTH = 5;

    /** More characters than a server's buffer for its own text holds. */
    private static final int LONGEST_TEXT = 512;

    private static final int SHUTDOWN = 1053;
    private static final int KILLED = 1927;
    private static final int IDLE_TIMEOUT = 4031;

    private ErrPacket() {}

    /**
     * Whether {@code bytes[from..to)} begins an ERR packet by which a server ends a connection although nothing was asked: it was
     * idle for too long, it was killed, or the server shuts down. Such a packet has the sequence id 0, so it looks like a wrong
     * answer to a command that crossed it.
     */
    public static boolean isFarewell(byte[] bytes, int from, int to) {
        if (to - from < CODE_BYTES || (bytes[from] & 0xff) != HEADER) {
            return false;
        }
        int code = (bytes[from + 1] & 0xff) | (bytes[from + 2] & 0xff) << 8;
        return code == SHUTDOWN || code == KILLED || code == IDLE_TIMEOUT;
    }

    /** The exception for a packet of which {@link #isFarewell} is true. */
    public static ServerException farewell(@Nullable String server, ByteReader payload) {
        // Out of turn 4031 is always this. As an answer it can be MariaDB's, which means something else by the number.
        return exception(
                server,
                payload,
                Kind.KILLED,
                "the server ended the connection: it was idle for wait_timeout, was killed, or the server shuts down");
    }

    /**
     * The exception for the ERR packet that {@code payload} is, read from its first byte. The marker and the SQLSTATE may lack: a
     * server that refuses a connection in place of its greeting leaves them out.
     *
     * @param server the configured name of the server, or null if it is not known here
     */
    public static ServerException exception(@Nullable String server, ByteReader payload) {
        return exception(server, payload, null, "");
    }

    private static ServerException exception(
            @Nullable String server, ByteReader payload, @Nullable Kind kind, String hint) {
        payload.skip(1);
        int code = payload.uint16();
        String sqlState = null;
        if (payload.remaining() > SQL_STATE_LENGTH && payload.peek() == '#') {
            payload.skip(1);
            sqlState = ServerText.printable(payload.string(SQL_STATE_LENGTH, UTF_8), SQL_STATE_LENGTH);
        }
        // A character has four bytes at most; what is behind the bound is not even decoded.
        String text = payload.string(Math.min(payload.remaining(), 4 * LONGEST_TEXT), UTF_8);
        return new ServerException(
                server,
                code,
                sqlState,
                kind == null ? ErrorCodes.kindOf(code, sqlState) : kind,
                kind == null ? ErrorCodes.hintFor(code) : hint,
                ServerText.printable(text, LONGEST_TEXT));
    }
}

package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends those parameters of a statement that are streams, some bytes at a time. For one execution. */
final class LongData {
    /** So many bytes go out before an answer is waited for; memory holds no more of them. */
    private static final int REQUEST_BYTES = 1 << 20;

    private static final int PIECE_BYTES = 64 << 10;

    private final int statement;
    private final List<? extends @Nullable Object> parameters;
    private final byte[] piece = new byte[PIECE_BYTES];
    private int parameter;
    private boolean begun;
    private boolean failed;

    LongData(int statement, List<? extends @Nullable Object> parameters) {
        this.statement = statement;
        this.parameters = parameters;
    }

    /**
     * Writes commands for the bytes that come next; returns whether that was the last of them.
     *
     * @throws UncheckedIOException if a stream cannot be read
     */
    boolean write(ByteWriter out) {
        int limit = out.size() + REQUEST_BYTES;
        while (parameter < parameters.size()) {
            if (parameters.get(parameter) instanceof InputStream stream) {
                if (!write(stream, out, limit)) {
                    return false;
                }
                close(stream);
            }
            parameter++;
            begun = false;
        }
        return true;
    }

    /** Without any piece the server would look for the parameter in the execution, so an empty stream has one, too. */
    private boolean write(InputStream stream, ByteWriter out, int limit) {
        while (out.size() < limit) {
            int read = read(stream);
            if (read > 0 || !begun) {
                begun = true;
                Command.longData(out, statement, parameter, piece, read);
            }
            if (read < piece.length) {
                return true;
            }
        }
        return false;
    }

    private int read(InputStream stream) {
        try {
            return stream.readNBytes(piece, 0, piece.length);
        } catch (IOException e) {
            failed = true;
            throw new UncheckedIOException("a parameter's stream cannot be read", e);
        }
    }

    private void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            failed = true;
            throw new UncheckedIOException("a parameter's stream cannot be closed", e);
        }
    }

    /** Whether a stream has failed when the server may have some of its bytes. */
    boolean hasFailed() {
        return failed;
    }
}

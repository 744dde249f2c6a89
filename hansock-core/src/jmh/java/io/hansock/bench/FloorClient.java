package io.hansock.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The least that a client can do: a blocking socket a thread, bytes made beforehand, and of the reply only its end is sought. */
@State(Scope.Thread)
public class FloorClient {
    private static final int BUFFER = 1 << 16;

    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private SocketChannel socket;

    @Setup(Level.Trial)
    public void connect(Target target) throws IOException {
        socket = SocketChannel.open(new InetSocketAddress(
                target.endpoint().host(), target.endpoint().readPort()));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        out.clear();
        out.put(Requests.OPEN_INDEX);
        exchange(1);
        find(42);
        String reply = US_ASCII.decode(in.flip()).toString();
        if (!reply.equals(Requests.reply(42))) {
            throw new IllegalStateException(reply);
        }
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        socket.close();
    }

    int find(int id) throws IOException {
        out.clear();
        out.put(Requests.find(id));
        return exchange(1);
    }

    /** All in one write. */
    int findAll(int[] ids) throws IOException {
        out.clear();
        for (int id : ids) {
            out.put(Requests.find(id));
        }
        return exchange(ids.length);
    }

    /** Returns the size of the replies. */
    private int exchange(int lines) throws IOException {
        out.flip();
        do {
            socket.write(out);
        } while (out.hasRemaining());
        in.clear();
        int missing = lines;
        int seen = 0;
        while (missing > 0) {
            if (socket.read(in) < 0) {
                throw new EOFException();
            }
            for (; seen < in.position(); seen++) {
                if (in.get(seen) == '\n') {
                    missing--;
                }
            }
        }
        return seen;
    }
}

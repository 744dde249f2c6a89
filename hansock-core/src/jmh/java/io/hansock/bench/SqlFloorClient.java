package io.hansock.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The least that a client of the MySQL protocol can do: packets made beforehand, and of the answers only their ends are sought. */
@State(Scope.Thread)
public class SqlFloorClient {
    private static final int BUFFER = 1 << 16;
    private static final int HEADER = 4;
    private static final int LENGTH = 0xffffff;
    private static final int OK = 0x00;
    private static final int END = 0xfe;
    private static final int ERROR = 0xff;

    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    /** Where the last packet's payload begins; its end is the position of {@link #in}. */
    private int payload;

    private SocketChannel socket;
    private int one;
    private int range;
    private int all;

    @Setup(Level.Trial)
    public void connect(Target target) throws IOException {
        socket = SocketChannel.open(new InetSocketAddress(
                target.endpoint().host(), target.endpoint().sqlPort()));
        socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
        in.limit(0);
        nextPacket();
        send(SqlRequests.login());
        expect(OK);
        one = prepare(Queries.ONE);
        range = prepare(Queries.RANGE);
        all = prepare(Queries.ALL);
        Queries.complete(find(42), 1);
        String answer = US_ASCII.decode(in.duplicate().flip()).toString();
        if (!answer.contains(Person.of(42).name())) {
            throw new IllegalStateException("a wrong row");
        }
        readRange(1);
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        socket.close();
    }

    int find(int id) throws IOException {
        out.clear();
        put(SqlRequests.select(id), one);
        flush();
        return rows();
    }

    /** All in one write. */
    int findAll(int[] ids) throws IOException {
        out.clear();
        for (int id : ids) {
            put(SqlRequests.select(id), one);
        }
        flush();
        int rows = 0;
        for (int i = 0; i < ids.length; i++) {
            rows += rows();
        }
        return rows;
    }

    int readRange(int first) throws IOException {
        out.clear();
        put(SqlRequests.range(first), range);
        flush();
        return Queries.complete(rows(), SqlRangeBenchmark.SIZE);
    }

    int stream() throws IOException {
        out.clear();
        put(SqlRequests.all(), all);
        flush();
        return Queries.complete(rows(), PeopleServer.ROWS);
    }

    /** Returns the number that the server gives to the statement. */
    private int prepare(String sql) throws IOException {
        send(SqlRequests.prepare(sql));
        expect(OK);
        int statement = in.getInt(payload + 1);
        int definitions = in.getShort(payload + 5) + in.getShort(payload + 7);
        for (int i = 0; i < definitions; i++) {
            nextPacket();
        }
        return statement;
    }

    private void put(byte[] execute, int statement) {
        int at = out.position();
        out.put(execute).putInt(at + SqlRequests.STATEMENT, statement);
    }

    private void send(byte[] packet) throws IOException {
        out.clear();
        out.put(packet);
        flush();
    }

    private void flush() throws IOException {
        out.flip();
        do {
            socket.write(out);
        } while (out.hasRemaining());
    }

    /** Finds the end of a result and returns the number of its rows. */
    private int rows() throws IOException {
        int columns = nextPacket();
        if (columns == OK || columns == ERROR) {
            throw new IllegalStateException("not a result");
        }
        boolean described = in.get(payload + 1) != 0;
        for (int i = 0; described && i < columns; i++) {
            nextPacket();
        }
        int rows = 0;
        for (int first = nextPacket(); first != END; first = nextPacket()) {
            if (first != OK) {
                throw new IllegalStateException("neither a row nor the end");
            }
            rows++;
        }
        return rows;
    }

    private void expect(int first) throws IOException {
        if (nextPacket() != first) {
            throw new IllegalStateException("refused");
        }
    }

    /** Returns the packet's first byte. */
    private int nextPacket() throws IOException {
        require(HEADER);
        int length = in.getInt(in.position()) & LENGTH;
        require(HEADER + length);
        payload = in.position() + HEADER;
        in.position(payload + length);
        return in.get(payload) & 0xff;
    }

    private void require(int bytes) throws IOException {
        while (in.remaining() < bytes) {
            in.compact();
            int read = socket.read(in);
            in.flip();
            if (read < 0) {
                throw new EOFException();
            }
        }
    }
}

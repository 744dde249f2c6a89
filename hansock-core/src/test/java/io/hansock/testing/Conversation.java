package io.hansock.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection as a script of a {@link ScriptedServer} sees it. Text stands for bytes one to one (ISO-8859-1).
 *
 * <p>What the client must do is said by the {@code expect} methods; each waits at most ten seconds, and what is not met is told to the test when
 * it closes the server. A client may leave at any other time: the script then ends without a word. Used by the script's thread alone.
 */
public final class Conversation implements AutoCloseable {
    /** What the script is at; says whether a server that is being closed still has to wait for it. */
    enum Activity {
        RUNNING,
        EXPECTING,
        LISTENING,
        HOLDING,
        ENDED
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FOR_EVER = Duration.ZERO;

    private final int number;
    private final Wire wire;
    private final CountDownLatch gate;
    private final byte[] buffer = new byte[64 * 1024];
    private int position;
    private int limit;
    private volatile Activity activity = Activity.RUNNING;
    private String expected = "";
    private volatile boolean over;

    Conversation(int number, Wire wire, CountDownLatch gate) {
        this.number = number;
        this.wire = wire;
        this.gate = gate;
    }

    /** Which connection to the server this is, from 1. */
    public int number() {
        return number;
    }

    /** The next line without its line feed, whenever it comes; null when the client has ended. */
    public @Nullable String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = next(FOR_EVER); next >= 0; next = next(FOR_EVER)) {
            if (next == '\n') {
                return line.toString(ISO_8859_1);
            }
            line.write(next);
        }
        return null;
    }

    /** The client must send exactly these bytes next. */
    public void expect(byte[] bytes) throws IOException {
        expecting("\"" + RawText.escaped(bytes, bytes.length) + "\"");
        for (int i = 0; i < bytes.length; i++) {
            int next = nextExpected();
            if (next != (bytes[i] & 0xff)) {
                String came = next < 0 ? "the end" : "\"" + RawText.escaped(new byte[] {(byte) next}, 1) + "\"";
                throw new AssertionError(
                        "expected " + expected + " but after \"" + RawText.escaped(bytes, i) + "\" came " + came);
            }
        }
        activity = Activity.RUNNING;
    }

    /** The client must send exactly this text next. */
    public void expect(String text) throws IOException {
        expect(RawText.bytes(text));
    }

    /** The client must send this line next; the line feed is added. */
    public void expectLine(String line) throws IOException {
        expect(line + "\n");
    }

    /** The client must end its side next, in whatever way. */
    public void expectEnd() throws IOException {
        expecting("the end");
        int next = nextExpected();
        if (next >= 0) {
            throw new AssertionError(
                    "expected the end but \"" + RawText.escaped(new byte[] {(byte) next}, 1) + "\" came");
        }
        activity = Activity.RUNNING;
    }

    private void expecting(String what) {
        expected = what;
        activity = Activity.EXPECTING;
    }

    private int nextExpected() {
        try {
            return next(PATIENCE);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("expected " + expected + " but " + e.getMessage(), e);
        } catch (IOException reset) {
            if (over) {
                throw new AssertionError("expected " + expected + " but the test closed the server first", reset);
            }
            return -1;
        }
    }

    /** Sends bytes as they are, in one write. */
    public void send(byte[] bytes) throws IOException {
        wire.write(bytes, 0, bytes.length);
    }

    /** Sends text as it is; line feeds are the script's. */
    public void send(String text) throws IOException {
        send(RawText.bytes(text));
    }

    /** Sends bytes one by one, each in a write and a segment of its own. */
    public void trickle(byte[] bytes) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            wire.write(bytes, i, 1);
        }
    }

    /** Sends text byte by byte. */
    public void trickle(String text) throws IOException {
        trickle(RawText.bytes(text));
    }

    /** Is silent, and reads nothing, until the test says {@link ScriptedServer#release}. */
    public void hold() throws IOException, InterruptedException {
        activity = Activity.HOLDING;
        gate.await();
        goOn();
    }

    /** Is silent for a time, and reads nothing. */
    public void pause(Duration time) throws IOException, InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        goOn();
    }

    private void goOn() throws IOException {
        if (over) {
            throw new IOException("the server was closed");
        }
        activity = Activity.RUNNING;
    }

    /** Ends this side: the client reads an end, and what it sends can still be read here. */
    public void halfClose() throws IOException {
        wire.halfClose();
    }

    /** Closes in order; the end of the script does it too. */
    @Override
    public void close() throws IOException {
        wire.close();
    }

    /** Closes as a crash would: the client's next read or write fails with a reset, whatever was sent before. */
    public void reset() throws IOException {
        wire.reset();
    }

    /** What the client sends, for scripts that read it in their own way. */
    public InputStream input() {
        return new Input();
    }

    /** To the client; nothing is buffered. */
    public OutputStream output() {
        return new Output();
    }

    /** Whether the script will do something of itself, or the client owes it something. */
    boolean atWork() {
        return activity == Activity.RUNNING || activity == Activity.EXPECTING;
    }

    void ended() {
        activity = Activity.ENDED;
    }

    /** Makes the script end wherever it is. For the test's thread. */
    void end() throws IOException {
        over = true;
        gate.countDown();
        wire.close();
    }

    private int next(Duration patience) throws IOException {
        return fill(patience) ? buffer[position++] & 0xff : -1;
    }

    private boolean fill(Duration patience) throws IOException {
        if (position == limit) {
            boolean listening = activity != Activity.EXPECTING;
            if (listening) {
                activity = Activity.LISTENING;
            }
            int read = wire.read(buffer, 0, buffer.length, patience);
            if (listening) {
                activity = Activity.RUNNING;
            }
            position = 0;
            limit = Math.max(read, 0);
        }
        return position < limit;
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            return next(FOR_EVER);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, into.length);
            if (length == 0) {
                return 0;
            }
            if (!fill(FOR_EVER)) {
                return -1;
            }
            int count = Math.min(length, limit - position);
            System.arraycopy(buffer, position, into, offset, count);
            position += count;
            return count;
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            wire.write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            wire.write(bytes, offset, length);
        }
    }
}

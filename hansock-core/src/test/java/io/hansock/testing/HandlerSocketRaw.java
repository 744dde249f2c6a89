package io.hansock.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A deliberately naive HandlerSocket client, to show what a server does with given bytes: it checks nothing and adds nothing.
 *
 * <p>Text stands for bytes one to one (ISO-8859-1), so {@code "\u0000"} is NULL on the wire and any reply survives. Not thread-safe.
 */
public final class HandlerSocketRaw implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final InputStream in;

    private HandlerSocketRaw(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** Connects; reading fails after ten seconds without a byte. */
    public static HandlerSocketRaw connect(String host, int port) throws IOException {
        return connect(host, port, PATIENCE);
    }

    /**
     * Connects.
     *
     * @param patience bounds connecting and each wait for bytes
     */
    public static HandlerSocketRaw connect(String host, int port, Duration patience) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) patience.toMillis());
            socket.connect(new InetSocketAddress(host, port), (int) patience.toMillis());
            return new HandlerSocketRaw(socket, new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends bytes as they are, in one write. */
    public HandlerSocketRaw send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends text as it is, one byte a character; line feeds are the caller's. */
    public HandlerSocketRaw send(String text) throws IOException {
        return send(RawText.bytes(text));
    }

    /** The next reply without its line feed. Fails with {@link EOFException} when the server has closed. */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after \"" + line.toString(ISO_8859_1) + "\"");
            }
            line.write(b);
        }
        return line.toString(ISO_8859_1);
    }

    /** The next replies. */
    public List<String> readLines(int count) throws IOException {
        List<String> lines = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lines.add(readLine());
        }
        return lines;
    }

    /** Sends one request, adding the line feed, and returns its reply. */
    public String ask(String request) throws IOException {
        return send(request + "\n").readLine();
    }

    /** Says that no more requests will come; replies can still be read. */
    public HandlerSocketRaw halfClose() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    /** Whether the server's next event is the end of the connection rather than a byte. */
    public boolean atEnd() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

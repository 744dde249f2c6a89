package io.hansock.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Stands before a line server and has a word with each client first; then it only hands bytes on, both ways. */
final class Front implements AutoCloseable {
    /** What is said before the lines. */
    interface Script {
        /** Returns the socket that the lines go over, the one it got or one around it; null to say no more and keep it open. */
        Socket admit(Socket client) throws Exception;
    }

    private final ServerSocket listener;
    private final LineServer behind;
    private final Script script;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicReference<Throwable> lastRefusal = new AtomicReference<>();

    /** As many bytes leave in one write. */
    private final int pace;

    private Front(LineServer behind, Script script, int pace) {
        this.behind = behind;
        this.script = script;
        this.pace = pace;
        try {
            listener = new PacedListener();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    static Front of(LineServer behind, Script script) {
        return new Front(behind, script, Integer.MAX_VALUE);
    }

    /** As {@link #of}, but what the client gets, it gets byte by byte. */
    static Front trickling(LineServer behind, Script script) {
        return new Front(behind, script, 1);
    }

    Address address() {
        return new Address.Tcp("127.0.0.1", listener.getLocalPort());
    }

    int admitted() {
        return admitted.get();
    }

    /** Why the last client that was not admitted was not; null if all were. */
    Throwable lastRefusal() {
        return lastRefusal.get();
    }

    static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(ISO_8859_1));
        to.getOutputStream().flush();
    }

    /** Reads to the next line feed and not a byte further. */
    static String hear(Socket from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        InputStream in = from.getInputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("hung up");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                sockets.add(client);
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try {
            Socket lines = script.admit(client);
            if (lines == null) {
                return;
            }
            sockets.add(lines);
            admitted.incrementAndGet();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), behind.port());
            server.setTcpNoDelay(true);
            sockets.add(server);
            start(() -> copy(server, lines));
            copy(lines, server);
        } catch (Exception e) {
            lastRefusal.set(e);
            close(client);
        }
    }

    private static void copy(Socket from, Socket to) {
        byte[] bytes = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // one of the two has closed it
        }
    }

    @Override
    public void close() {
        close(listener);
        sockets.forEach(Front::close);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "front");
        thread.setDaemon(true);
        thread.start();
    }

    private final class PacedListener extends ServerSocket {
        PacedListener() throws IOException {
            super(0, 1024, InetAddress.getLoopbackAddress());
        }

        @Override
        public Socket accept() throws IOException {
            Socket accepted = new Socket() {
                @Override
                public OutputStream getOutputStream() throws IOException {
                    return new PacedStream(super.getOutputStream());
                }
            };
            implAccept(accepted);
            return accepted;
        }
    }

    private final class PacedStream extends OutputStream {
        private final OutputStream out;

        PacedStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int at = from; at < from + length; ) {
                int piece = Math.min(pace, from + length - at);
                out.write(bytes, at, piece);
                at += piece;
                if (pace == 1) {
                    Thread.onSpinWait();
                }
            }
        }
    }
}

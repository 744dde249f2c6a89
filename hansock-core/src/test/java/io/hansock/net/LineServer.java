package io.hansock.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hansock.buffer.ByteSearch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that answers lines with lines, and badly when told to. The first letter of a line says what to do: {@code e} answers with the
 * rest, {@code w20 } does so after 20 ms, {@code b1000} answers with so many letters, {@code s} never answers, {@code p} answers with the
 * rest but never ends that line, {@code c} answers with the rest and closes, {@code r} resets the connection, {@code d} stops reading
 * until {@link #listenAgain}. Answers to what came in one read leave in one write.
 */
final class LineServer implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong lines = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final Semaphore hearing = new Semaphore(0);
    private volatile String unread = "";

    private LineServer(ServerSocketChannel listener) {
        this.listener = listener;
        start("line-server", this::accept);
    }

    static LineServer onTcp() {
        return on(InetAddress.getLoopbackAddress());
    }

    static LineServer on(InetAddress address) {
        return on(address, 0);
    }

    static LineServer on(InetAddress address, int port) {
        try {
            return new LineServer(ServerSocketChannel.open().bind(new InetSocketAddress(address, port), 1024));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LineServer onUnix(Path path) {
        try {
            return new LineServer(
                    ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Address address() {
        try {
            SocketAddress bound = listener.getLocalAddress();
            return bound instanceof UnixDomainSocketAddress unix
                    ? new Address.Unix(unix.getPath())
                    : new Address.Tcp(
                            ((InetSocketAddress) bound).getAddress().getHostAddress(),
                            ((InetSocketAddress) bound).getPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return ((Address.Tcp) address()).port();
    }

    /** How many connections were ever accepted. */
    int accepted() {
        return accepted.get();
    }

    /** How many connections the server holds open. */
    int connected() {
        return clients.size();
    }

    /** How many whole lines have come in. */
    long lines() {
        return lines.get();
    }

    /** How many bytes of answers the clients' sockets have taken. */
    long written() {
        return written.get();
    }

    /** What had come in the same read behind the line that made it deaf. */
    String unread() {
        return unread;
    }

    /** Ends the deafness of one {@code d} line, also of one that is still to come. */
    void listenAgain() {
        hearing.release();
    }

    /** Sends what nobody asked for. */
    void sendToAll(String text) {
        for (SocketChannel client : clients) {
            try {
                write(client, text.getBytes(ISO_8859_1));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void closeAll() {
        clients.forEach(LineServer::close);
    }

    void resetAll() {
        clients.forEach(LineServer::reset);
    }

    @Override
    public void close() {
        close(listener);
        closeAll();
        hearing.release(Short.MAX_VALUE);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = listener.accept();
                accepted.incrementAndGet();
                clients.add(client);
                start("line-server-client", () -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(SocketChannel client) {
        ByteBuffer in = ByteBuffer.allocate(64 << 10);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            while (client.read(in) >= 0) {
                in.flip();
                while (in.hasRemaining()) {
                    int end = ByteSearch.indexOf(in.array(), in.position(), in.limit(), (byte) '\n');
                    int length = (end < 0 ? in.limit() : end) - in.position();
                    line.write(in.array(), in.position(), length);
                    in.position(in.position() + length);
                    if (end >= 0) {
                        in.get();
                        if (isDeafening(line)) {
                            unread = new String(in.array(), in.position(), in.remaining(), ISO_8859_1);
                        }
                        lines.incrementAndGet();
                        if (!answer(client, line.toString(ISO_8859_1), out)) {
                            return;
                        }
                        line.reset();
                    }
                }
                in.clear();
                write(client, out.toByteArray());
                out.reset();
            }
        } catch (IOException | InterruptedException e) {
            // the client, or the test, has closed it
        } finally {
            clients.remove(client);
            close(client);
        }
    }

    private static boolean isDeafening(ByteArrayOutputStream line) {
        return line.size() < 10_000 && line.toString(ISO_8859_1).startsWith("d");
    }

    private boolean answer(SocketChannel client, String line, ByteArrayOutputStream out)
            throws IOException, InterruptedException {
        String rest = line.substring(1);
        switch (line.charAt(0)) {
            case 'e' -> out.writeBytes((rest + "\n").getBytes(ISO_8859_1));
            case 'w' -> {
                write(client, out.toByteArray());
                out.reset();
                int space = rest.indexOf(' ');
                Thread.sleep(Long.parseLong(rest.substring(0, space)));
                out.writeBytes((rest.substring(space + 1) + "\n").getBytes(ISO_8859_1));
            }
            case 'b' -> out.writeBytes(("b".repeat(Integer.parseInt(rest)) + "\n").getBytes(ISO_8859_1));
            case 'p' -> out.writeBytes(rest.getBytes(ISO_8859_1));
            case 'c' -> {
                out.writeBytes((rest + "\n").getBytes(ISO_8859_1));
                write(client, out.toByteArray());
                return false;
            }
            case 'r' -> {
                write(client, out.toByteArray());
                reset(client);
                return false;
            }
            case 'd' -> {
                hearing.acquire();
                out.writeBytes((rest + "\n").getBytes(ISO_8859_1));
            }
            default -> {}
        }
        return true;
    }

    private void write(SocketChannel client, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; ) {
            int length = client.write(ByteBuffer.wrap(bytes, at, Math.min(64 << 10, bytes.length - at)));
            written.addAndGet(length);
            at += length;
        }
    }

    private static void reset(SocketChannel client) {
        try {
            if (client.getLocalAddress() instanceof InetSocketAddress) {
                client.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // closed already
        }
        close(client);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}

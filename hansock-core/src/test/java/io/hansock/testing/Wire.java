package io.hansock.testing;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/**
 * One accepted connection of any address family, with reads that can time out. One thread reads and writes; any thread may close it, which ends
 * a read or write with an {@link IOException}.
 */
final class Wire implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.selector = Selector.open();
        channel.configureBlocking(false);
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        this.key = channel.register(selector, 0);
    }

    /** Reads at least one byte; returns -1 at the end. Zero patience waits for ever. */
    int read(byte[] into, int offset, int length, Duration patience) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        long start = System.nanoTime();
        for (; ; ) {
            int read = channel.read(buffer);
            if (read != 0 || length == 0) {
                return read;
            }
            long left = patience.toMillis()
                    - Duration.ofNanos(System.nanoTime() - start).toMillis();
            if (!patience.isZero() && left <= 0) {
                throw new SocketTimeoutException("nothing came within " + patience);
            }
            await(SelectionKey.OP_READ, patience.isZero() ? 0 : left);
        }
    }

    /** Writes everything, however long the peer takes to read. */
    void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
            if (channel.write(buffer) == 0) {
                await(SelectionKey.OP_WRITE, 0);
            }
        }
    }

    private void await(int operation, long millis) throws IOException {
        try {
            key.interestOps(operation);
            selector.select(millis);
            selector.selectedKeys().clear();
        } catch (ClosedSelectorException | CancelledKeyException e) {
            throw new IOException("closed", e);
        }
    }

    /** Ends this direction; the peer reads an end and may still send. */
    void halfClose() throws IOException {
        channel.shutdownOutput();
    }

    /** Closes so that a TCP peer sees a reset, even if it had bytes to read. */
    void reset() throws IOException {
        if (channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        close();
    }

    @Override
    public void close() throws IOException {
        // The channel's socket is closed in earnest only when the selector has forgotten it.
        channel.close();
        selector.close();
    }
}

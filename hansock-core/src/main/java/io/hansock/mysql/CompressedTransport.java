package io.hansock.mysql;

import io.hansock.net.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What goes over it is compressed with zlib, in frames of its own that know nothing of packets. Protocol text: "Compressed framing".
 * TLS lies below. Belongs to whoever holds the channel's wheel.
 */
final class CompressedTransport implements Transport {
    private static final int RAW_BYTES = 16 << 10;

    private final Transport plain;
    private final FrameDeflater deflater;
    private final FrameInflater inflater;

    /** What has come from below and was not inflated: always ready to be read. */
    private final ByteBuffer raw = ByteBuffer.allocate(RAW_BYTES).flip();

    CompressedTransport(Transport plain, String server) {
        this.plain = plain;
        FrameSequence sequence = new FrameSequence(server);
        this.deflater = new FrameDeflater(sequence);
        this.inflater = new FrameInflater(server, sequence);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int begin = target.position();
        inflater.inflate(raw, target);
        // once, then on only while what came makes nothing to read: a header, the end of a frame
        while (target.position() == begin) {
            raw.clear();
            int read = plain.read(raw);
            raw.flip();
            if (read <= 0) {
                return read;
            }
            inflater.inflate(raw, target);
        }
        return target.position() - begin;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        flush();
        if (deflater.hasFrames()) {
            return 0;
        }
        int length = source.remaining();
        deflater.deflate(source);
        flush();
        return length;
    }

    @Override
    public boolean holdsUnread() {
        return raw.hasRemaining() || inflater.holdsOutput() || plain.holdsUnread();
    }

    @Override
    public boolean holdsUnsent() {
        return deflater.hasFrames() || plain.holdsUnsent();
    }

    @Override
    public void flush() throws IOException {
        if (plain.holdsUnsent()) {
            plain.flush();
        }
        while (deflater.hasFrames() && !plain.holdsUnsent()) {
            ByteBuffer frames = deflater.frames();
            int before = frames.position();
            int written = plain.write(frames);
            frames.position(before + written);
            if (written == 0) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        deflater.end();
        inflater.end();
        plain.close();
    }
}

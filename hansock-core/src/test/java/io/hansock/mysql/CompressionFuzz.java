package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Any bytes where compressed frames must come. What is read is what a plain inflater makes of the frames, or the frames are refused;
 * and reading takes no memory but the buffers that were there before, however much the bytes inflate to.
 *
 * <p>Input: the commands in flight, how the frames were made, how much is read at once; then the frames.
 */
public final class CompressionFuzz {
    private static final byte[] PING = {1, 0, 0, 0, 0x0e};
    private static final int MOST_COMMANDS = 4;
    /** How far off a frame is in what it says that it inflates to. */
    private static final int[] WRONG_BY = {0, 0, 0, 0, 0, 0, 1, -1};

    private static final int AS_IT_IS = 0x80;
    private static final int BYTES_TO_READ = 1 << 16;
    private static final int LARGEST_INPUT = 1 << 22;

    private CompressionFuzz() {}

    /** What Jazzer calls, again and again. */
    public static void fuzzerTestOneInput(byte[] input) {
        FuzzInput in = new FuzzInput(input);
        int mode = in.choice();
        int atOnce = 1 + in.choice();
        byte[] sent = (mode & AS_IT_IS) != 0 ? in.rest() : frames(in);
        int commands = mode % MOST_COMMANDS;
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        boolean accepted = Allocations.atMostCounted(
                BYTES_TO_READ, allocations -> read(sent, commands, atOnce, read, allocations));
        byte[] got = withoutIds(read.toByteArray());
        byte[] inflated = withoutIds(inflated(sent));
        int common = Math.min(got.length, inflated.length);
        if (!Arrays.equals(got, 0, common, inflated, 0, common) || (accepted && got.length < inflated.length)) {
            throw new AssertionError("something else was read than was sent");
        }
    }

    /** Reads all that comes; false if it is refused. */
    private static boolean read(
            byte[] sent, int commands, int atOnce, ByteArrayOutputStream read, Allocations allocations) {
        read.reset();
        ByteBuffer target = ByteBuffer.allocate(atOnce);
        try (Closing closing = new Closing(new CompressedTransport(new Arriving(sent), "db"))) {
            CompressedTransport transport = closing.transport();
            for (int command = 0; command < commands; command++) {
                transport.write(ByteBuffer.wrap(PING));
            }
            while (read(transport, target, allocations) >= 0) {
                read.write(target.array(), 0, target.position());
                target.clear();
            }
            return true;
        } catch (ProtocolException refused) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int read(CompressedTransport transport, ByteBuffer target, Allocations allocations)
            throws IOException {
        allocations.begin();
        try {
            return transport.read(target);
        } finally {
            allocations.end();
        }
    }

    /** With zeros for the packets' ids, which are made what they would be without compression. */
    private static byte[] withoutIds(byte[] packets) {
        for (int at = 0; at + PacketWriter.HEADER <= packets.length; ) {
            int length = (packets[at] & 0xff) | (packets[at + 1] & 0xff) << 8 | (packets[at + 2] & 0xff) << 16;
            packets[at + PacketWriter.HEADER - 1] = 0;
            at += PacketWriter.HEADER + length;
        }
        return packets;
    }

    /** What whole frames hold, up to the first that makes no sense. */
    private static byte[] inflated(byte[] frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteReader in = new ByteReader(frames);
        Inflater inflater = new Inflater();
        try {
            while (in.remaining() >= FrameDeflater.FRAME_HEADER) {
                int length = in.uint24();
                in.skip(1);
                int declared = in.uint24();
                if (length > in.remaining()) {
                    break;
                }
                byte[] body = in.bytes(length);
                if (declared > 0) {
                    inflater.reset();
                    inflater.setInput(body);
                    body = new byte[declared];
                    if (inflater.inflate(body) < declared) {
                        break;
                    }
                }
                all.writeBytes(body);
            }
        } catch (DataFormatException broken) {
            return all.toByteArray();
        } finally {
            inflater.end();
        }
        return all.toByteArray();
    }

    /** Frames of the bytes that are left: a checksum is hard to guess. */
    private static byte[] frames(FuzzInput in) {
        ByteWriter out = new ByteWriter(64, LARGEST_INPUT);
        for (int id = 1; in.hasRemaining(); id++) {
            int form = in.choice();
            byte[] plain = repeated(in.bytes(in.choice()), 1 + (form >> 4));
            boolean compressed = (form & 1) != 0;
            byte[] body = compressed ? deflated(plain) : plain;
            int wrongBy = WRONG_BY[form >> 1 & 7];
            out.int24(body.length);
            out.int8(id);
            out.int24(compressed ? plain.length + wrongBy : 0);
            out.put(body);
        }
        return out.toByteArray();
    }

    private static byte[] repeated(byte[] piece, int times) {
        byte[] all = new byte[piece.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(piece, 0, all, i * piece.length, piece.length);
        }
        return all;
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(plain);
            deflater.finish();
            byte[] body = new byte[plain.length + 100];
            int length = deflater.deflate(body);
            return Arrays.copyOf(body, length);
        } finally {
            deflater.end();
        }
    }

    /** Gives the memory of zlib back. */
    private record Closing(CompressedTransport transport) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            transport.close();
        }
    }

    /** A socket in which all has arrived that ever will. */
    private static final class Arriving implements Transport {
        private final ByteBuffer arrived;

        Arriving(byte[] bytes) {
            arrived = ByteBuffer.wrap(bytes);
        }

        @Override
        public int read(ByteBuffer target) {
            int length = Math.min(target.remaining(), arrived.remaining());
            for (int i = 0; i < length; i++) {
                target.put(arrived.get());
            }
            return length == 0 ? -1 : length;
        }

        @Override
        public int write(ByteBuffer source) {
            int length = source.remaining();
            source.position(source.limit());
            return length;
        }
    }
}

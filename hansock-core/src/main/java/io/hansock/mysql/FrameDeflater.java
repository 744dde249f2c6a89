package io.hansock.mysql;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Deflater;

/**
 * Puts packets into compressed frames. A command, a packet with sequence id 0, always begins a frame: with it both sides begin to
 * count anew. Under the wheel.
 */
final class FrameDeflater {
    static final int FRAME_HEADER = 7;

    /** Shorter ones grow. */
    private static final int SHORTEST_COMPRESSED = 50;

    /** What goes into one frame at most; the format has room for 16 MiB, this keeps buffers small. */
    private static final int LONGEST_FRAME = 64 << 10;

    /** The packet's header, and the first byte of its payload, which says which command it is. */
    private static final int LOOKED_AT = PacketWriter.HEADER + 1;

    private static final int COM_QUIT = 0x01;
    private static final int COM_STMT_SEND_LONG_DATA = 0x18;
    private static final int COM_STMT_CLOSE = 0x19;

    private final FrameSequence sequence;
    private final Deflater deflater = new Deflater();
    private final byte[] plain = new byte[LONGEST_FRAME];
    private int size;

    /** The beginning of a packet of which it isn't known yet what it is. */
    private final byte[] head = new byte[LOOKED_AT];

    private int headSize;
    private int payloadLeft;
    private boolean goesOn;
    private boolean answering;
    private int lastId;
    private ByteBuffer frames = ByteBuffer.allocate(0);

    FrameDeflater(FrameSequence sequence) {
        this.sequence = sequence;
    }

    boolean hasFrames() {
        return frames.hasRemaining();
    }

    /** The frames to send, from its position on. */
    ByteBuffer frames() {
        return frames;
    }

    /**
     * Makes frames of {@code source}; to be called when no frames are left. Up to four bytes at its end are kept if they are the
     * beginning of a packet: whoever writes it has the rest at hand.
     */
    void deflate(ByteBuffer source) {
        frames = ByteBuffer.allocate(worst(source.remaining() + headSize)).order(ByteOrder.LITTLE_ENDIAN);
        while (source.hasRemaining()) {
            if (payloadLeft > 0) {
                takePayload(source);
            } else {
                takeHeader(source);
            }
        }
        endFrame();
        frames.flip();
    }

    /** Each header may be a packet of its own, in a frame of its own. */
    private static int worst(int length) {
        return length + (length / PacketWriter.HEADER + length / LONGEST_FRAME + 2) * FRAME_HEADER;
    }

    private void takePayload(ByteBuffer source) {
        int length = Math.min(Math.min(payloadLeft, source.remaining()), LONGEST_FRAME - size);
        source.get(plain, size, length);
        size += length;
        payloadLeft -= length;
        if (size == LONGEST_FRAME) {
            endFrame();
        }
    }

    /** Byte by byte, since a write can end anywhere. */
    private void takeHeader(ByteBuffer source) {
        head[headSize++] = source.get();
        if (headSize < PacketWriter.HEADER) {
            return;
        }
        int length = (head[0] & 0xff) | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16;
        if (headSize < LOOKED_AT && length > 0) {
            return;
        }
        begin();
        if (size > LONGEST_FRAME - headSize) {
            endFrame();
        }
        System.arraycopy(head, 0, plain, size, headSize);
        size += headSize;
        payloadLeft = length - (headSize - PacketWriter.HEADER);
        headSize = 0;
        goesOn = length == PacketWriter.LONGEST;
    }

    /** What was written before this packet is a frame of its own if the count begins anew, or goes on from the server's. */
    private void begin() {
        int id = head[PacketWriter.HEADER - 1] & 0xff;
        // in a long answer the packets' ids come round to 0 too
        boolean comesRound = answering && lastId == 0xff && !sequence.hasHeardSince();
        lastId = id;
        if (goesOn) {
            sequence.beginPacket(id);
            return;
        }
        endFrame();
        sequence.beginPacket(id);
        answering = id != 0 || comesRound;
        if (answering) {
            sequence.beginAnswer();
        } else {
            sequence.beginCommand(headSize < LOOKED_AT || isAnswered(head[PacketWriter.HEADER]));
        }
    }

    private static boolean isAnswered(int command) {
        return command != COM_QUIT && command != COM_STMT_SEND_LONG_DATA && command != COM_STMT_CLOSE;
    }

    private void endFrame() {
        if (size == 0) {
            return;
        }
        int header = frames.position();
        frames.position(header + FRAME_HEADER);
        int compressed = size < SHORTEST_COMPRESSED ? 0 : compress();
        if (compressed == 0) {
            frames.put(plain, 0, size);
        }
        int body = frames.position() - header - FRAME_HEADER;
        // the fourth byte of each number is written over by what follows it
        frames.putInt(header, body);
        frames.put(header + 3, (byte) sequence.send());
        int declared = compressed == 0 ? 0 : size;
        frames.put(header + 4, (byte) declared);
        frames.putShort(header + 5, (short) (declared >> 8));
        size = 0;
    }

    /** Compresses behind the frame's header; 0, and nothing was written, if that is not shorter. */
    private int compress() {
        deflater.reset();
        deflater.setInput(plain, 0, size);
        deflater.finish();
        int length = deflater.deflate(frames.array(), frames.position(), size - 1);
        if (!deflater.finished()) {
            return 0;
        }
        frames.position(frames.position() + length);
        return length;
    }

    void end() {
        deflater.end();
    }
}

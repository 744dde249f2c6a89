package io.hansock.mysql;

import io.hansock.ProtocolException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Takes compressed frames apart as they arrive. A frame says how long it is inflated: not a byte more is inflated, and nothing is
 * allocated by what it says. Under the wheel.
 */
final class FrameInflater {
    private final String server;
    private final FrameSequence sequence;
    private final PacketIds packetIds = new PacketIds();
    private final Inflater inflater = new Inflater();
    private final byte[] header = new byte[FrameDeflater.FRAME_HEADER];
    private final ByteBuffer excess = ByteBuffer.allocate(1);
    private int headerSeen;

    /** How much of the frame's body has still to come. */
    private int bodyLeft;

    /** How much the frame has still to give when it is compressed. */
    private int owed;

    private boolean compressed;

    FrameInflater(String server, FrameSequence sequence) {
        this.server = server;
        this.sequence = sequence;
    }

    /** Moves what it can from {@code raw} to {@code target}, until either is used up. */
    void inflate(ByteBuffer raw, ByteBuffer target) {
        boolean moved = true;
        while (moved) {
            int begin = target.position();
            if (headerSeen < header.length) {
                moved = readHeader(raw);
            } else if (compressed) {
                moved = inflateBody(raw, target);
            } else {
                moved = copyBody(raw, target);
            }
            packetIds.pass(target, begin, target.position());
        }
    }

    /** Whether the frame gives more without more having to come. */
    boolean holdsOutput() {
        return headerSeen == header.length && compressed && bodyLeft == 0;
    }

    private boolean readHeader(ByteBuffer raw) {
        if (!raw.hasRemaining()) {
            return false;
        }
        header[headerSeen++] = raw.get();
        if (headerSeen == header.length) {
            beginFrame(header[3] & 0xff);
            bodyLeft = int24(0);
            owed = int24(4);
            compressed = owed > 0;
            if (bodyLeft == 0) {
                // no server sends any, and who sends them without a pause would keep the reader in its loop
                throw new ProtocolException(server, "an empty compressed frame", null);
            }
            if (compressed) {
                inflater.reset();
            }
        }
        return true;
    }

    private void beginFrame(int id) {
        int first = sequence.receive(id);
        packetIds.beginFrame(id);
        if (first != FrameSequence.GOES_ON) {
            packetIds.beginReply(first);
        }
    }

    private int int24(int at) {
        return (header[at] & 0xff) | (header[at + 1] & 0xff) << 8 | (header[at + 2] & 0xff) << 16;
    }

    private boolean copyBody(ByteBuffer raw, ByteBuffer target) {
        int length = Math.min(bodyLeft, Math.min(raw.remaining(), target.remaining()));
        int limit = raw.limit();
        target.put(raw.limit(raw.position() + length));
        raw.limit(limit);
        bodyLeft -= length;
        endIfAllCame();
        return length > 0;
    }

    private boolean inflateBody(ByteBuffer raw, ByteBuffer target) {
        if (owed > 0 && !target.hasRemaining()) {
            return false;
        }
        int rawLimit = raw.limit();
        int targetLimit = target.limit();
        int available = Math.min(bodyLeft, raw.remaining());
        try {
            inflater.setInput(raw.limit(raw.position() + available));
            int given;
            if (owed > 0) {
                given = inflater.inflate(target.limit(target.position() + Math.min(owed, target.remaining())));
            } else {
                given = inflater.inflate(excess.clear());
            }
            int taken = available - raw.remaining();
            check(given, taken, available);
            return given > 0 || taken > 0;
        } catch (DataFormatException e) {
            throw broken(e);
        } finally {
            raw.limit(rawLimit);
            target.limit(targetLimit);
        }
    }

    /** Accounts for what a step gave and took. The end of the data, of the body and of what was declared must fall together. */
    private void check(int given, int taken, int available) {
        owed -= given;
        bodyLeft -= taken;
        boolean ended = inflater.finished();
        boolean stuck = given == 0 && !ended && (bodyLeft == 0 || available > taken);
        if (owed < 0 || stuck || inflater.needsDictionary() || (ended && (owed > 0 || bodyLeft > 0))) {
            throw broken(null);
        }
        if (ended) {
            headerSeen = 0;
        }
    }

    private void endIfAllCame() {
        if (!compressed && bodyLeft == 0) {
            headerSeen = 0;
        }
    }

    private ProtocolException broken(@Nullable DataFormatException cause) {
        return new ProtocolException(server, "a compressed frame does not hold what it declares", cause);
    }

    void end() {
        inflater.end();
    }
}

package io.hansock.mysql;

import java.nio.ByteBuffer;

/**
 * Gives packets out of compressed frames the sequence ids that they would have without compression. Servers take up the count of the
 * frames with the first packet that they send after a pause, which differs from the packets' own as soon as a command needed
 * several frames. Such a packet is at the beginning of a frame and has its id: no other jump is made good. Under the wheel.
 */
final class PacketIds {
    private static final int NONE = -1;
    private static final int ID_AT = PacketWriter.HEADER - 1;

    /** The id that the next packet is to have. */
    private int next;

    /** How far the server's ids are ahead of those. */
    private int ahead;

    /** The id of the frame that begins with the next packet. */
    private int frame = NONE;

    private int headerSeen;
    private int length;
    private int payloadLeft;

    /** A reply begins, with this id on its first packet. */
    void beginReply(int first) {
        next = first;
    }

    void beginFrame(int id) {
        frame = headerSeen == 0 && payloadLeft == 0 ? id : NONE;
    }

    /** Changes the ids in {@code bytes[from..to)}, which go on where the last ones ended. */
    void pass(ByteBuffer bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (payloadLeft > 0) {
                int skipped = Math.min(payloadLeft, to - at);
                payloadLeft -= skipped;
                at += skipped;
            } else {
                header(bytes, at);
                at++;
            }
        }
    }

    private void header(ByteBuffer bytes, int at) {
        int value = bytes.get(at) & 0xff;
        if (headerSeen < ID_AT) {
            length |= value << (8 * headerSeen);
            headerSeen++;
            return;
        }
        if (value == frame && value != ((next + ahead) & 0xff)) {
            ahead = value - next;
        }
        frame = NONE;
        bytes.put(at, (byte) (value - ahead));
        next = (value - ahead + 1) & 0xff;
        payloadLeft = length;
        headerSeen = 0;
        length = 0;
    }
}

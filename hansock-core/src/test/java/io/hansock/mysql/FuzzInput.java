package io.hansock.mysql;

import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;

/**
 * What a fuzzer has made up, taken apart: bytes that choose, and behind them what a server is to say. It never fails: where nothing is
 * left, zeros are.
 */
final class FuzzInput {
    private static final int SERVER_BYTES = 1 << 24;

    /** Two pieces of rows; more of the same teaches nothing. */
    private static final int ENOUGH = 3 * RowFeed.PIECE_BYTES;

    // Instead of a packet's length.
    private static final int TWO_BYTES_OF_LENGTH = 0xff;
    private static final int NEXT_ANSWER = 0xfe;
    private static final int CLIENT_SPEAKS = 0xfd;
    private static final int MANY_MORE = 0xfc;

    /** As many for each that is asked for. */
    private static final int REPETITIONS = 8;

    private final ByteReader in;

    FuzzInput(byte[] input) {
        in = new ByteReader(input);
    }

    /** One byte that chooses. */
    int choice() {
        return in.hasRemaining() ? in.uint8() : 0;
    }

    boolean hasRemaining() {
        return in.hasRemaining();
    }

    /** At most so many bytes. */
    byte[] bytes(int length) {
        return in.bytes(Math.min(length, in.remaining()));
    }

    /** All that is left, as it is. */
    byte[] rest() {
        return in.restBytes();
    }

    /**
     * All that is left as packets of answers, each its length and its payload. The headers are put in front here: so a change of one
     * byte is a change of one packet, and does not put the rest out of step.
     */
    byte[] answers() {
        ByteWriter out = new ByteWriter(64, SERVER_BYTES);
        byte[] last = {};
        int sequence = 1;
        while (in.hasRemaining()) {
            int length = in.uint8();
            switch (length) {
                case NEXT_ANSWER -> sequence = 1;
                case CLIENT_SPEAKS -> sequence++;
                case MANY_MORE -> {
                    for (int left = REPETITIONS * choice(); left > 0 && out.size() < ENOUGH; left--) {
                        sequence = PacketWriter.message(out, sequence, last);
                    }
                }
                default -> {
                    last = bytes(length == TWO_BYTES_OF_LENGTH ? choice() << 8 | choice() : length);
                    sequence = PacketWriter.message(out, sequence, last);
                }
            }
        }
        return out.toByteArray();
    }
}

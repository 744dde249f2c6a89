package io.hansock.mysql;

/** Reads the few numbers at the head of a packet; the caller has seen that their bytes are there. */
final class PacketHeads {
    private PacketHeads() {}

    /** How many bytes a length-encoded integer that begins so has; 0 if none begins so. */
    static int lenencWidth(byte first) {
        return switch (first & 0xff) {
            case 0xfb, 0xff -> 0;
            case 0xfc -> 3;
            case 0xfd -> 4;
            case 0xfe -> 9;
            default -> 1;
        };
    }

    /** A length-encoded integer of at most 32 bits; -1 if it is larger. */
    static long lenenc(byte[] bytes, int at) {
        return switch (bytes[at] & 0xff) {
            case 0xfc -> int16(bytes, at + 1);
            case 0xfd -> int16(bytes, at + 1) | (long) (bytes[at + 3] & 0xff) << 16;
            case 0xfe -> {
                long low = int16(bytes, at + 1) | (long) int16(bytes, at + 3) << 16;
                yield int16(bytes, at + 5) == 0 && int16(bytes, at + 7) == 0 ? low : -1;
            }
            default -> bytes[at] & 0xff;
        };
    }

    static int int16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    static int int24(byte[] bytes, int at) {
        return int16(bytes, at) | (bytes[at + 2] & 0xff) << 16;
    }

    /**
     * How many messages are whole in {@code bytes[from..to)}, one behind the other, that are in one packet each and begin as neither an
     * error nor the end of rows does. Nothing else of them is checked.
     */
    static int countRows(byte[] bytes, int from, int to) {
        int count = 0;
        int at = from;
        while (to - at > PacketWriter.HEADER) {
            int length = int24(bytes, at);
            byte first = bytes[at + PacketWriter.HEADER];
            if (length == PacketWriter.LONGEST
                    || length > to - at - PacketWriter.HEADER
                    || first == (byte) ErrPacket.HEADER
                    || first == (byte) OkPacket.EOF_HEADER) {
                break;
            }
            count++;
            at += PacketWriter.HEADER + length;
        }
        return count;
    }
}

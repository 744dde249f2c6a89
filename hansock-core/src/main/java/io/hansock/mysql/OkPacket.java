package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.sql.Capability;

/**
 * OK: the end of a command, and where EOF is deprecated also that of rows; and EOF, which tells less. Protocol text: "OK", "EOF".
 *
 * @param affectedRows how many rows were changed, or met with FOUND_ROWS; unsigned
 * @param lastInsertId the bits of the first generated id, 0 for none
 * @param status what holds of the session now: the constants of {@link ServerStatus}
 * @param warnings how many warnings the server keeps
 * @param info the server's words on what it did, not cleaned of anything
 * @param changes what the session's state has become
 */
record OkPacket(long affectedRows, long lastInsertId, int status, int warnings, String info, SessionChanges changes) {
    static final int OK_HEADER = 0x00;
    static final int EOF_HEADER = 0xfe;

    /** EOF is a packet of 5 bytes; a row that begins with fe has at least 9. */
    private static final int EOF_BELOW = 9;

    /**
     * Whether a message where a row may come is the end of the rows. A text row can begin with fe, too: the length of a first cell of
     * 16 MiB or more, and then its message fills a packet (trap B27). Where EOF is not deprecated its few bytes tell.
     *
     * @param first the message's first byte
     * @param length the length of the message, or of its first packet
     */
    static boolean endsRows(byte first, int length, boolean deprecateEof) {
        return deprecateEof ? first == (byte) EOF_HEADER && length < PacketWriter.LONGEST : isEof(first, length);
    }

    /** Whether a message is an EOF, where EOF is not deprecated. */
    static boolean isEof(byte first, int length) {
        return first == (byte) EOF_HEADER && length < EOF_BELOW;
    }

    /** The status in the head of an OK, which begins at {@code at} and has {@code length} bytes; -1 if it ends before. */
    static int status(byte[] bytes, int at, int length) {
        int affected = PacketHeads.lenencWidth(length > 1 ? bytes[at + 1] : (byte) ErrPacket.HEADER);
        int second = 1 + affected;
        int id = affected > 0 && length > second ? PacketHeads.lenencWidth(bytes[at + second]) : 0;
        return id > 0 && length >= second + id + 2 ? PacketHeads.int16(bytes, at + second + id) : -1;
    }

    /** The status in an EOF; -1 if it ends before. */
    static int eofStatus(byte[] bytes, int at, int length) {
        return length >= 5 ? PacketHeads.int16(bytes, at + 3) : -1;
    }

    /** Reads an OK, whichever of its two headers it has. */
    static OkPacket read(ByteReader in, Agreed agreed) {
        int header = in.uint8();
        if (header != OK_HEADER && header != EOF_HEADER) {
            throw new ProtocolException("no OK where one must come");
        }
        long affectedRows = in.lenencInt();
        long lastInsertId = in.lenencInt();
        int status = in.uint16();
        int warnings = in.uint16();
        String info = "";
        SessionChanges changes = SessionChanges.NONE;
        if (!agreed.has(Capability.SESSION_TRACK)) {
            info = in.restString(UTF_8);
        } else if (in.hasRemaining()) {
            info = in.lenencString(UTF_8);
            if ((status & ServerStatus.SESSION_CHANGED) != 0) {
                changes = SessionChanges.read(in.slice(in.lenencInt()));
            }
        }
        requireEnd(in);
        return new OkPacket(affectedRows, lastInsertId, status, warnings, info, changes);
    }

    /** Reads an EOF: the end of definitions or rows where EOF is not deprecated. */
    static OkPacket readEof(ByteReader in) {
        if (in.uint8() != EOF_HEADER) {
            throw new ProtocolException("no EOF where one must come");
        }
        int warnings = in.uint16();
        int status = in.uint16();
        requireEnd(in);
        return new OkPacket(0, 0, status, warnings, "", SessionChanges.NONE);
    }

    /** Reads the end of rows in the form that was agreed on. */
    static OkPacket readRowsEnd(ByteReader in, Agreed agreed) {
        return agreed.has(Capability.DEPRECATE_EOF) ? read(in, agreed) : readEof(in);
    }

    /** Whether {@code flag} of {@link ServerStatus} is set. */
    boolean is(int flag) {
        return (status & flag) != 0;
    }

    private static void requireEnd(ByteReader in) {
        if (in.hasRemaining()) {
            throw new ProtocolException("bytes are left over behind an OK or EOF");
        }
    }

    /** Without the server's words and the session's variables. */
    @Override
    public String toString() {
        return "OK of " + Long.toUnsignedString(affectedRows) + " rows, status " + Integer.toHexString(status);
    }
}

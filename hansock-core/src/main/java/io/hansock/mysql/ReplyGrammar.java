package io.hansock.mysql;

import io.hansock.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Which message may come next in one reply, and with which the reply ends. It sees the heads of messages alone. What a first byte
 * means depends on where it stands, so each is judged by the state.
 */
final class ReplyGrammar {
    /** What a message does to the reply. */
    enum Step {
        ON,
        /** It is the client's turn. */
        PAUSE,
        END
    }

    private enum State {
        HEADER,
        DEFINITIONS,
        /** The EOF behind definitions, where it is still in use. */
        DEFINITIONS_END,
        ROWS,
        /** Between the server's request for a file and its answer to the content. */
        INFILE,
        FINISHED
    }

    /** What a server says first that wants to have a file. */
    static final int FILE_WANTED = 0xfb;

    private static final int PREPARED = 12;

    private @Nullable String server;
    private boolean deprecateEof;
    private boolean cachedMetadata;

    private State state = State.FINISHED;
    private Expected expected = Expected.OK;

    private int definitions;

    /** Definitions of rows have come from a server that may leave them out. */
    private boolean described;

    /** Definitions of a second kind, which follow those that are counted now: a statement's columns follow its parameters. */
    private int definitionsBehind;

    private boolean rowsFollow;

    /** What was agreed on at login; to be told before the first message. */
    void agreed(String name, boolean withoutEof, boolean withCachedMetadata) {
        server = name;
        deprecateEof = withoutEof;
        cachedMetadata = withCachedMetadata;
    }

    /** A request begins. */
    void forgetDescribed() {
        described = false;
    }

    /** Whether rows were described since the request began, by a server that may leave that out. */
    boolean isDescribed() {
        return described;
    }

    /** A reply begins. */
    void begin(Expected answer) {
        expected = answer;
        state = State.HEADER;
    }

    /** The content of the file was sent: the answer to it begins. */
    void contentSent() {
        state = State.HEADER;
    }

    boolean isFinished() {
        return state == State.FINISHED;
    }

    boolean isMidRows() {
        return state == State.ROWS;
    }

    boolean awaitsFile() {
        return state == State.INFILE;
    }

    boolean isMidLogin() {
        return state == State.HEADER && expected == Expected.LOGIN;
    }

    /** Whether a message that begins so, among rows and in one packet that it does not fill, is certainly a row. */
    boolean isPlainRow(byte first) {
        return expected == Expected.QUERY
                ? first != (byte) ErrPacket.HEADER && first != (byte) OkPacket.EOF_HEADER
                : first == OkPacket.OK_HEADER;
    }

    /** Whether the message that came last may go on in further packets. */
    boolean mayBeLong() {
        return state == State.ROWS || state == State.DEFINITIONS;
    }

    /** A message without a byte. */
    Step empty() {
        if (state == State.HEADER && expected == Expected.MESSAGE) {
            return end();
        }
        throw malformed("an empty message");
    }

    /**
     * A message, or the first packet of one.
     *
     * @param at where its payload begins, of which at least the head is there
     * @param length the length of the whole packet, not 0
     * @throws ProtocolException if it cannot come here
     */
    Step message(byte[] bytes, int at, int length) {
        int first = bytes[at] & 0xff;
        if (state == State.ROWS) {
            return row(bytes, at, length, first);
        }
        if (first == ErrPacket.HEADER && expected != Expected.MESSAGE) {
            // it ends the whole chain of results, not this one alone
            return end();
        }
        return switch (state) {
            case HEADER -> header(bytes, at, length, first);
            case DEFINITIONS -> definition();
            case DEFINITIONS_END -> definitionsEnd(bytes, at, length);
            default -> throw malformed("a message that answers nothing");
        };
    }

    private Step header(byte[] bytes, int at, int length, int first) {
        return switch (expected) {
            case MESSAGE -> end();
            case OK -> {
                require(first == OkPacket.OK_HEADER, "neither OK nor an error");
                yield resultEnd(okStatus(bytes, at, length));
            }
            case END -> {
                require(first == OkPacket.OK_HEADER || first == OkPacket.EOF_HEADER, "neither EOF nor an error");
                yield end();
            }
            case LOGIN -> first == OkPacket.OK_HEADER ? end() : Step.PAUSE;
            case PREPARE -> prepared(bytes, at, length, first);
            case FETCH -> {
                state = State.ROWS;
                yield row(bytes, at, length, first);
            }
            case QUERY, EXECUTE -> result(bytes, at, length, first);
        };
    }

    private Step result(byte[] bytes, int at, int length, int first) {
        if (first == OkPacket.OK_HEADER) {
            return resultEnd(okStatus(bytes, at, length));
        }
        if (first == FILE_WANTED) {
            require(expected == Expected.QUERY, "a prepared statement asks for a file");
            state = State.INFILE;
            return Step.PAUSE;
        }
        columns(bytes, at, length);
        return Step.ON;
    }

    private void columns(byte[] bytes, int at, int length) {
        int width = PacketHeads.lenencWidth(bytes[at]);
        require(width > 0 && width + (cachedMetadata ? 1 : 0) == length, "no number of columns");
        long count = PacketHeads.lenenc(bytes, at);
        require(count > 0 && count <= ResultColumns.MOST, "an absurd number of columns");
        boolean follow = !cachedMetadata || bytes[at + width] != 0;
        described |= follow && cachedMetadata;
        definitions = follow ? (int) count : 0;
        definitionsBehind = 0;
        rowsFollow = true;
        state = follow ? State.DEFINITIONS : behindDefinitions();
    }

    private Step prepared(byte[] bytes, int at, int length, int first) {
        require(first == OkPacket.OK_HEADER && length >= PREPARED, "no prepared statement");
        int columns = PacketHeads.int16(bytes, at + 5);
        int parameters = PacketHeads.int16(bytes, at + 7);
        rowsFollow = false;
        definitions = parameters > 0 ? parameters : columns;
        definitionsBehind = parameters > 0 ? columns : 0;
        if (definitions == 0) {
            return end();
        }
        state = State.DEFINITIONS;
        return Step.ON;
    }

    private Step definition() {
        if (--definitions > 0) {
            return Step.ON;
        }
        state = behindDefinitions();
        return state == State.HEADER ? nextDefinitions() : Step.ON;
    }

    private State behindDefinitions() {
        if (!deprecateEof) {
            return State.DEFINITIONS_END;
        }
        return rowsFollow ? State.ROWS : State.HEADER;
    }

    private Step definitionsEnd(byte[] bytes, int at, int length) {
        require(OkPacket.isEof(bytes[at], length), "no end of the definitions");
        if (!rowsFollow) {
            return nextDefinitions();
        }
        int status = eofStatus(bytes, at, length);
        if ((status & ServerStatus.CURSOR_EXISTS) != 0) {
            return resultEnd(status);
        }
        state = State.ROWS;
        return Step.ON;
    }

    /** Of a prepared statement. */
    private Step nextDefinitions() {
        definitions = definitionsBehind;
        definitionsBehind = 0;
        if (definitions == 0) {
            return end();
        }
        state = State.DEFINITIONS;
        return Step.ON;
    }

    private Step row(byte[] bytes, int at, int length, int first) {
        if (first == ErrPacket.HEADER) {
            // no row begins so: no text cell has such a length, and a binary row begins with 00
            return end();
        }
        if (OkPacket.endsRows(bytes[at], length, deprecateEof)) {
            return resultEnd(deprecateEof ? okStatus(bytes, at, length) : eofStatus(bytes, at, length));
        }
        require(expected == Expected.QUERY || first == OkPacket.OK_HEADER, "no binary row");
        return Step.ON;
    }

    private Step resultEnd(int status) {
        if ((status & ServerStatus.MORE_RESULTS) != 0 && (expected == Expected.QUERY || expected == Expected.EXECUTE)) {
            state = State.HEADER;
            return Step.ON;
        }
        return end();
    }

    private Step end() {
        state = State.FINISHED;
        return Step.END;
    }

    private int okStatus(byte[] bytes, int at, int length) {
        int status = OkPacket.status(bytes, at, length);
        require(status >= 0, "an OK that ends early");
        return status;
    }

    private int eofStatus(byte[] bytes, int at, int length) {
        int status = OkPacket.eofStatus(bytes, at, length);
        require(status >= 0, "an EOF that ends early");
        return status;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw malformed(otherwise);
        }
    }

    ProtocolException malformed(String what) {
        return new ProtocolException(server, "the reply makes no sense: " + what, null);
    }
}

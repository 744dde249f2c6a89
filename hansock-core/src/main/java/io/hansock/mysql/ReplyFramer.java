package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the replies to one request end, in bytes that arrive cut anywhere. It looks at the head of each packet and skips the
 * rest, so what is in rows is left to whoever decodes them. It checks sequence ids: a reply that is out of step is never anyone's.
 *
 * <p>Belongs to whoever drives the channel from the first byte of the reply to its last, and to the request's owner before and
 * after that.
 */
final class ReplyFramer {
    /** The reply goes on. */
    static final int MORE = -1;

    /** MySQL and MariaDB take 4 096 columns in a table; the protocol's own fields have 16 bits. */
    static final int MOST_COLUMNS = 0xffff;

    static final int MORE_RESULTS = 0x0008;
    static final int CURSOR_EXISTS = 0x0040;

    private static final int HEADER = PacketWriter.HEADER;

    /** As much of a packet as decides anything: the header, and of an OK its first byte, two numbers of 9 bytes and the status. */
    private static final int HEAD = HEADER + 28;

    /** EOF is a packet of 5 bytes; a row that begins with fe has at least 9 (section 5.2). */
    private static final int EOF_BELOW = 9;

    private static final int PREPARED = 12;

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

    private enum Step {
        ON,
        PAUSE,
        END
    }

    private final ReplyPlan plan = new ReplyPlan();
    private final byte[] head = new byte[HEAD];
    private int headSize;
    private int missing;

    private boolean deprecateEof;
    private boolean cachedMetadata;

    private State state = State.FINISHED;
    private Expected expected = Expected.OK;
    private int sequence;
    private boolean continued;
    private int definitions;

    /** Definitions of a second kind, which follow those that are counted now: a statement's columns follow its parameters. */
    private int definitionsBehind;

    private boolean rowsFollow;
    private int pieceLimit;
    private int pieceSize;
    private @Nullable String server;

    // ---- the owner's side

    /** Begins a request that has one answer, the first packet of which has the id {@code firstSequence}. */
    ReplyFramer await(Expected answer, int firstSequence) {
        plan.clear();
        return andThen(answer, firstSequence);
    }

    /** Adds the answer to a further command of the same request. */
    ReplyFramer andThen(Expected answer, int firstSequence) {
        plan.add(answer, firstSequence);
        if (plan.size() == 1) {
            next();
            pieceLimit = Integer.MAX_VALUE;
        }
        return this;
    }

    /** Has it stop behind the row with which a piece reaches {@code bytes}; the rest is framed when it is asked again. */
    ReplyFramer inPiecesOf(int bytes) {
        pieceLimit = bytes;
        return this;
    }

    /** The content was sent: the answer to it begins with the id {@code nextSequence}. */
    void contentSent(int nextSequence) {
        state = State.HEADER;
        sequence = nextSequence & 0xff;
    }

    /** Whether the last reply is over. */
    boolean isFinished() {
        return state == State.FINISHED;
    }

    /** Whether it has stopped at the end of a piece of rows: the server goes on sending. */
    boolean isMidRows() {
        return state == State.ROWS;
    }

    /** Whether what comes next belongs to the same reply, whoever is to say something before. */
    boolean isMidReply() {
        return state == State.ROWS || state == State.INFILE || (state == State.HEADER && expected == Expected.LOGIN);
    }

    /** Whether the server waits for the content of a file. */
    boolean awaitsFile() {
        return state == State.INFILE;
    }

    /** The id that the server's next packet would have, or the client's, if it is the client's turn. */
    int sequence() {
        return sequence;
    }

    // ---- the driver's side

    /** What was agreed on at login; to be told before the first byte. */
    void agreed(String server, boolean deprecateEof, boolean cachedMetadata) {
        this.server = server;
        this.deprecateEof = deprecateEof;
        this.cachedMetadata = cachedMetadata;
    }

    /**
     * Looks at bytes that have not been shown before; returns the index behind the reply, or behind a piece of it, or {@link #MORE}.
     *
     * @throws ProtocolException if these bytes can't be the reply
     */
    int frame(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            Step step;
            int behind = headSize == 0 && to - at >= HEADER ? at + HEADER + length(bytes, at) : Integer.MAX_VALUE;
            if (behind <= to) {
                step = packet(bytes, at, behind - at - HEADER);
                at = behind;
            } else {
                at = collect(bytes, at, to);
                if (headSize < HEADER || missing > 0) {
                    return MORE;
                }
                headSize = 0;
                step = packet(head, 0, length(head, 0));
            }
            if (step != Step.ON) {
                pieceSize = 0;
                return at;
            }
        }
        return MORE;
    }

    /** Keeps the head of a packet that is cut, and skips the rest. */
    private int collect(byte[] bytes, int from, int to) {
        int at = from;
        if (headSize < HEADER) {
            while (headSize < HEADER && at < to) {
                head[headSize++] = bytes[at++];
            }
            if (headSize < HEADER) {
                return at;
            }
            missing = length(head, 0);
        }
        int part = Math.min(missing, to - at);
        int kept = Math.min(part, HEAD - headSize);
        System.arraycopy(bytes, at, head, headSize, kept);
        headSize += kept;
        missing -= part;
        return at + part;
    }

    private static int length(byte[] bytes, int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8 | (bytes[at + 2] & 0xff) << 16;
    }

    /** A whole packet; its payload begins behind its header, and at least the first bytes of it are there. */
    private Step packet(byte[] bytes, int at, int length) {
        int payload = at + HEADER;
        if ((bytes[at + 3] & 0xff) != sequence) {
            throw outOfStep(bytes, payload, Math.min(length, bytes.length - payload));
        }
        sequence = (sequence + 1) & 0xff;
        pieceSize += HEADER + length;
        if (continued) {
            continued = length == PacketWriter.LONGEST;
            return continued ? Step.ON : messageEnd();
        }
        if (length == 0) {
            return empty();
        }
        continued = length == PacketWriter.LONGEST;
        boolean isRow = state == State.ROWS;
        Step step = message(bytes, payload, length);
        if (!continued) {
            return isRow && step == Step.ON ? messageEnd() : step;
        }
        if (state == State.ROWS || state == State.DEFINITIONS) {
            return Step.ON;
        }
        throw malformed("a message that is far too long");
    }

    /** Only rows are counted into pieces: a piece ends where one of them does. */
    private Step messageEnd() {
        return state == State.ROWS && pieceSize >= pieceLimit ? Step.PAUSE : Step.ON;
    }

    private Step empty() {
        if (state == State.HEADER && expected == Expected.MESSAGE) {
            return replyEnd();
        }
        throw malformed("an empty message");
    }

    private Step message(byte[] bytes, int at, int length) {
        int first = bytes[at] & 0xff;
        if (state == State.ROWS) {
            return row(bytes, at, length, first);
        }
        if (first == 0xff && expected != Expected.MESSAGE) {
            // it ends the whole chain of results, not this one alone
            return replyEnd();
        }
        return switch (state) {
            case HEADER -> header(bytes, at, length, first);
            case DEFINITIONS -> definition();
            case DEFINITIONS_END -> definitionsEnd(bytes, at, length, first);
            default -> throw malformed("a message that answers nothing");
        };
    }

    private Step header(byte[] bytes, int at, int length, int first) {
        return switch (expected) {
            case MESSAGE -> replyEnd();
            case OK -> {
                require(first == 0, "neither OK nor an error");
                yield resultEnd(okStatus(bytes, at, length));
            }
            case END -> {
                require(first == 0 || first == 0xfe, "neither EOF nor an error");
                yield replyEnd();
            }
            case LOGIN -> first == 0 ? replyEnd() : Step.PAUSE;
            case PREPARE -> prepared(bytes, at, length, first);
            case FETCH -> {
                state = State.ROWS;
                yield row(bytes, at, length, first);
            }
            case QUERY, EXECUTE -> result(bytes, at, length, first);
        };
    }

    private Step result(byte[] bytes, int at, int length, int first) {
        if (first == 0) {
            return resultEnd(okStatus(bytes, at, length));
        }
        if (first == 0xfb) {
            require(expected == Expected.QUERY, "a prepared statement asks for a file");
            require(plan.isLast(), "a file is asked for while other commands are on their way");
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
        require(count > 0 && count <= MOST_COLUMNS, "an absurd number of columns");
        boolean follow = !cachedMetadata || bytes[at + width] != 0;
        definitions = follow ? (int) count : 0;
        definitionsBehind = 0;
        rowsFollow = true;
        state = follow ? State.DEFINITIONS : behindDefinitions();
    }

    private Step prepared(byte[] bytes, int at, int length, int first) {
        require(first == 0 && length >= PREPARED, "no prepared statement");
        int columns = PacketHeads.int16(bytes, at + 5);
        int parameters = PacketHeads.int16(bytes, at + 7);
        rowsFollow = false;
        definitions = parameters > 0 ? parameters : columns;
        definitionsBehind = parameters > 0 ? columns : 0;
        if (definitions == 0) {
            return replyEnd();
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

    private Step definitionsEnd(byte[] bytes, int at, int length, int first) {
        require(first == 0xfe && length < EOF_BELOW, "no end of the definitions");
        if (!rowsFollow) {
            return nextDefinitions();
        }
        int status = eofStatus(bytes, at, length);
        if ((status & CURSOR_EXISTS) != 0) {
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
            return replyEnd();
        }
        state = State.DEFINITIONS;
        return Step.ON;
    }

    private Step row(byte[] bytes, int at, int length, int first) {
        if (first == 0xff) {
            // no row begins so: no text cell has such a length, and a binary row begins with 00
            return replyEnd();
        }
        if (first == 0xfe && length < (deprecateEof ? PacketWriter.LONGEST : EOF_BELOW)) {
            // a text row can begin with fe, too: the length of a cell of 16 MiB or more, and so in a packet that is
            // full
            return resultEnd(deprecateEof ? okStatus(bytes, at, length) : eofStatus(bytes, at, length));
        }
        require(expected == Expected.QUERY || first == 0, "no binary row");
        return Step.ON;
    }

    private Step resultEnd(int status) {
        if ((status & MORE_RESULTS) != 0 && (expected == Expected.QUERY || expected == Expected.EXECUTE)) {
            state = State.HEADER;
            return Step.ON;
        }
        return replyEnd();
    }

    private Step replyEnd() {
        if (plan.hasNext()) {
            next();
            return Step.ON;
        }
        state = State.FINISHED;
        return Step.END;
    }

    private void next() {
        expected = plan.next();
        sequence = plan.sequence();
        state = State.HEADER;
    }

    private int okStatus(byte[] bytes, int at, int length) {
        int affected = PacketHeads.lenencWidth(length > 1 ? bytes[at + 1] : (byte) 0xff);
        int second = 1 + affected;
        int id = affected > 0 && length > second ? PacketHeads.lenencWidth(bytes[at + second]) : 0;
        require(id > 0 && length >= second + id + 2, "an OK that ends early");
        return PacketHeads.int16(bytes, at + second + id);
    }

    private int eofStatus(byte[] bytes, int at, int length) {
        require(length >= 5, "an EOF that ends early");
        return PacketHeads.int16(bytes, at + 3);
    }

    /** A server that hangs up may say so while a command is on its way to it: then that is the news, not the wrong id. */
    private HansockException outOfStep(byte[] bytes, int at, int length) {
        if (ErrPacket.isFarewell(bytes, at, at + length)) {
            return ErrPacket.farewell(server, new ByteReader(bytes, at, at + length));
        }
        return malformed("a packet out of step");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw malformed(otherwise);
        }
    }

    private ProtocolException malformed(String what) {
        return new ProtocolException(server, "the reply makes no sense: " + what, null);
    }
}

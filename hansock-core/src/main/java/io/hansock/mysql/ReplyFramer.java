package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.mysql.ReplyGrammar.Step;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the replies to one request end, in bytes that arrive cut anywhere. It looks at the head of each packet and skips the
 * rest, so what is in rows is left to whoever decodes them. It checks sequence ids: a reply that is out of step is never anyone's.
 * What the packets of a reply may be is for its {@link ReplyGrammar}.
 *
 * <p>Belongs to whoever drives the channel from the first byte of the reply to its last, and to the request's owner before and
 * after that.
 */
final class ReplyFramer {
    /** The reply goes on. */
    static final int MORE = -1;

    private static final int HEADER = PacketWriter.HEADER;

    private final ReplyPlan plan = new ReplyPlan();
    private final ReplyGrammar grammar = new ReplyGrammar();
    private final CutPacket cut = new CutPacket();

    private int sequence;

    /** The last packet was full: the next one goes on with its message. */
    private boolean continued;

    private long pieceLimit;
    private long pieceSize;
    private @Nullable String server;

    // ---- the owner's side

    /** Begins a request that has one answer, the first packet of which has the id {@code firstSequence}. */
    ReplyFramer await(Expected answer, int firstSequence) {
        plan.clear();
        grammar.forgetDescribed();
        return andThen(answer, firstSequence);
    }

    /** Adds the answer to a further command of the same request. */
    ReplyFramer andThen(Expected answer, int firstSequence) {
        plan.add(answer, firstSequence);
        if (plan.size() == 1) {
            beginNext();
            inPiecesOf(Integer.MAX_VALUE);
        }
        return this;
    }

    /** Has it stop behind the row with which a piece reaches {@code bytes}; the rest is framed when it is asked again. */
    ReplyFramer inPiecesOf(int bytes) {
        pieceLimit = bytes == Integer.MAX_VALUE ? Long.MAX_VALUE : bytes;
        return this;
    }

    /** The content was sent: the answer to it begins with the id {@code nextSequence}. */
    void contentSent(int nextSequence) {
        grammar.contentSent();
        sequence = nextSequence & 0xff;
    }

    /** Whether a server that may leave out what rows look like has said it in one of the replies to the request. */
    boolean isDescribed() {
        return grammar.isDescribed();
    }

    /** Whether the last reply is over. */
    boolean isFinished() {
        return grammar.isFinished();
    }

    /** Whether it has stopped at the end of a piece of rows: the server goes on sending. */
    boolean isMidRows() {
        return grammar.isMidRows();
    }

    /** Whether what comes next belongs to the same reply, whoever is to say something before. */
    boolean isMidReply() {
        return grammar.isMidRows() || grammar.awaitsFile() || grammar.isMidLogin();
    }

    /** Whether the server waits for the content of a file. */
    boolean awaitsFile() {
        return grammar.awaitsFile();
    }

    /** How many answers have not come yet, that which comes now included. */
    int answersLeft() {
        return plan.left() + (grammar.isFinished() ? 0 : 1);
    }

    /** The id that the server's next packet would have, or the client's, if it is the client's turn. */
    int sequence() {
        return sequence;
    }

    // ---- the driver's side

    /** What was agreed on at login; to be told before the first byte. */
    void agreed(String name, boolean deprecateEof, boolean cachedMetadata) {
        server = name;
        grammar.agreed(name, deprecateEof, cachedMetadata);
    }

    /**
     * Looks at bytes that have not been shown before; returns the index behind the reply, or behind a piece of it, or {@link #MORE}.
     *
     * @throws ProtocolException if these bytes can't be the reply
     */
    int frame(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (cut.isEmpty() && grammar.isMidRows() && !continued) {
                int behind = skipRows(bytes, at, to);
                if (behind > at && pieceSize >= pieceLimit) {
                    return pause(behind);
                }
                at = behind;
            }
            Step step;
            if (cut.isEmpty() && isWhole(bytes, at, to)) {
                int length = PacketHeads.int24(bytes, at);
                step = packet(bytes, at, length);
                at += HEADER + length;
            } else {
                at = cut.add(bytes, at, to);
                if (!cut.isComplete()) {
                    return MORE;
                }
                cut.clear();
                step = packet(cut.head(), 0, cut.length());
            }
            if (step != Step.ON) {
                return pause(at);
            }
        }
        return MORE;
    }

    private int pause(int at) {
        pieceSize = 0;
        return at;
    }

    private static boolean isWhole(byte[] bytes, int at, int to) {
        return to - at >= HEADER && PacketHeads.int24(bytes, at) <= to - at - HEADER;
    }

    /**
     * Skips rows as nearly all are: whole, in one packet, in step. Stops behind the one with which a piece is complete, and in front of
     * whatever needs a closer look.
     */
    private int skipRows(byte[] bytes, int from, int to) {
        int at = from;
        int id = sequence;
        long room = pieceLimit - pieceSize;
        while (to - at > HEADER && (at == from || at - from < room)) {
            int length = PacketHeads.int24(bytes, at);
            if (length == 0
                    || length == PacketWriter.LONGEST
                    || length > to - at - HEADER
                    || bytes[at + 3] != (byte) id
                    || !grammar.isPlainRow(bytes[at + HEADER])) {
                break;
            }
            id++;
            at += HEADER + length;
        }
        sequence = id & 0xff;
        pieceSize += at - from;
        return at;
    }

    /** A whole packet; its payload begins behind its header, and at least the first bytes of it are there. */
    private Step packet(byte[] bytes, int at, int length) {
        int payload = at + HEADER;
        if ((bytes[at + 3] & 0xff) != sequence) {
            throw outOfStep(bytes, payload, Math.min(length, bytes.length - payload));
        }
        sequence = (sequence + 1) & 0xff;
        pieceSize += HEADER + length;
        boolean goesOn = continued;
        continued = length == PacketWriter.LONGEST;
        if (goesOn) {
            return continued ? Step.ON : rowEnd();
        }
        if (length == 0) {
            return replied(grammar.empty());
        }
        boolean isRow = grammar.isMidRows();
        Step step = grammar.message(bytes, payload, length);
        if (!continued) {
            return isRow && step == Step.ON ? rowEnd() : replied(step);
        }
        if (grammar.mayBeLong()) {
            return Step.ON;
        }
        throw grammar.malformed("a message that is far too long");
    }

    /** A piece ends where a row does. */
    private Step rowEnd() {
        return grammar.isMidRows() && pieceSize >= pieceLimit ? Step.PAUSE : Step.ON;
    }

    /** What a step within one reply is for the whole of them. */
    private Step replied(Step step) {
        if (grammar.awaitsFile() && plan.hasNext()) {
            throw grammar.malformed("a file is asked for while other commands are on their way");
        }
        if (step == Step.END && plan.hasNext()) {
            beginNext();
            return Step.ON;
        }
        return step;
    }

    private void beginNext() {
        grammar.begin(plan.next());
        sequence = plan.sequence();
    }

    /** A server that hangs up may say so while a command is on its way to it: then that is the news, not the wrong id. */
    private HansockException outOfStep(byte[] bytes, int at, int length) {
        if (ErrPacket.isFarewell(bytes, at, at + length)) {
            return ErrPacket.farewell(server, new ByteReader(bytes, at, at + length));
        }
        return grammar.malformed("a packet out of step");
    }
}

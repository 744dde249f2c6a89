package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.net.Session;
import org.jspecify.annotations.Nullable;

/**
 * One request and its reply, or one piece of a reply: one or several commands that were encoded before. The bytes and the framer are
 * the exchange's until it has ended, and for ever if its owner gave it up before.
 */
public sealed class CommandExchange extends Exchange permits PieceExchange {
    private final byte[] request;
    private final int length;
    private final @Nullable ReplyFramer framer;

    /** Frames what the server still owes to an exchange that was given up; null if it owes nothing. */
    private final @Nullable ReplyFramer owed;

    private final @Nullable Runnable whenEnded;
    private int sent;
    private boolean introduced;

    /**
     * Creates one.
     *
     * @param request holds the packets, from its beginning
     * @param length how many bytes they have; 0 to read on in a reply that has begun
     * @param framer knows what is expected; null if nothing is
     * @param whenEnded run on the callback executor if nobody waits; null for a caller that does
     */
    CommandExchange(byte[] request, int length, @Nullable ReplyFramer framer, @Nullable Runnable whenEnded) {
        this(request, length, framer, null, whenEnded);
    }

    /** As the other, with the rest of a reply in front that nobody wants. */
    CommandExchange(
            byte[] request,
            int length,
            @Nullable ReplyFramer framer,
            @Nullable ReplyFramer owed,
            @Nullable Runnable whenEnded) {
        this.request = request;
        this.length = length;
        this.framer = framer;
        this.owed = owed;
        this.whenEnded = whenEnded;
    }

    @Override
    protected final boolean isAnswered() {
        return framer != null;
    }

    @Override
    protected final boolean encode(ByteWriter out, Session session) {
        int part = Math.min(length - sent, Math.max(1, TURN_BYTES - out.size()));
        out.put(request, sent, part);
        sent += part;
        return sent == length;
    }

    @Override
    protected final int frame(byte[] bytes, int from, int to, Session session) {
        ReplyFramer own = framer;
        if (own == null) {
            throw new ProtocolException("an answer where there is none");
        }
        MysqlSession mysql = (MysqlSession) session;
        if (!introduced) {
            introduced = true;
            mysql.introduce(own);
        }
        int begin = owed == null ? from : frameOwed(owed, bytes, from, to);
        int end = begin < 0 ? begin : own.frame(bytes, begin, to);
        if (end >= 0) {
            mysql.leftOff(own);
        }
        return end;
    }

    @Override
    protected final int answersLeft() {
        return framer == null ? 0 : framer.answersLeft();
    }

    private int frameOwed(ReplyFramer rest, byte[] bytes, int from, int to) {
        int at = from;
        while (!rest.isFinished()) {
            if (rest.awaitsFile()) {
                throw new ProtocolException("the server waits for a file that nobody will send");
            }
            at = rest.frame(bytes, at, to);
            if (at < 0) {
                return at;
            }
        }
        return at;
    }

    @Override
    protected final void deliver() {
        if (whenEnded != null) {
            whenEnded.run();
        }
    }
}

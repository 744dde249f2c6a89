package io.hansock.handlersocket;

import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Channel;
import io.hansock.net.Exchange;
import io.hansock.net.Session;
import io.hansock.value.Rows;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One command, or many finds alike, on one channel. If the connection does not have the index open, the open_index line goes out
 * in front, in the same write.
 *
 * <p>A synchronous caller uses {@link #carryOut}. Others submit it, and once it has ended ask {@link #settle}, which decodes the
 * reply or names the exchange to submit next, on the same channel: the command was certainly not executed then. After that the
 * answer is there. For one owner; the methods named are for it, once.
 */
public final class HandlerSocketExchange extends Exchange {
    /** What this exchange says on its connection. */
    private enum Way {
        /** The lines alone: the index is open or being opened. */
        LINES,
        /** open_index under an id that was never used, and the lines at once: if it fails, they meet nothing. */
        OPEN_AND_LINES,
        /** open_index alone: under a used id, lines behind a failed one would meet another table. */
        OPEN_ALONE,
        /** An empty line, which the server refuses: every id has commands in flight. */
        NOTHING
    }

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final Spares<ReplyDecoder> DECODERS = new Spares<>(ReplyDecoder::new);

    private final Shape shape;

    /** The lines, without the ids that stand in front of their first tabs. */
    private final byte[] lines;

    /** The slot on which an earlier attempt met nothing, although it was taken to be open; null at first. */
    private final @Nullable OpenSlot distrusted;

    private @Nullable Consumer<HandlerSocketExchange> whenEnded;

    /** What its caller was given for this and all successors of it; 0 if nobody has said. */
    private long timeoutNanos;

    private @Nullable OpenSlot slot;
    private Way way = Way.NOTHING;
    private int sent;
    private boolean insideLine;
    private boolean replyBegun;
    private int linesOwed;

    private int @Nullable [] bounds;
    private int @Nullable [] ends;

    /** How many rows were found or met, or the generated id. */
    private long number;

    HandlerSocketExchange(Shape shape, byte[] lines) {
        this(shape, lines, null);
    }

    private HandlerSocketExchange(Shape shape, byte[] lines, @Nullable OpenSlot distrusted) {
        this.shape = shape;
        this.lines = lines;
        this.distrusted = distrusted;
    }

    // ---- the owner's side

    /** Has {@code callback} called on the channel's callback executor when this or a successor of it has ended unawaited. */
    public HandlerSocketExchange whenEnded(Consumer<HandlerSocketExchange> callback) {
        whenEnded = callback;
        return this;
    }

    /** Says what the caller was given, to be named if it is over: each attempt has only what is left of it. */
    public HandlerSocketExchange within(long nanos) {
        timeoutNanos = nanos;
        return this;
    }

    /**
     * Carries the command out in the calling thread, and returns the exchange that has its answer.
     *
     * @throws HansockException if there is no answer, or if it is a refusal
     */
    public HandlerSocketExchange carryOut(Channel channel, String server, long nanos) {
        long deadline = System.nanoTime() + nanos;
        HandlerSocketExchange attempt = timeoutNanos == 0 ? within(nanos) : this;
        while (true) {
            try {
                channel.call(attempt, deadline - System.nanoTime());
            } catch (DeadlineException e) {
                throw attempt.named(e);
            }
            HandlerSocketExchange next = attempt.settle(channel, server);
            if (next == null) {
                return attempt;
            }
            attempt = next;
        }
    }

    /**
     * To be called once after the end: decodes the reply, or returns the exchange that must be submitted instead, on the same
     * channel and within the same deadline. A channel whose bytes make no sense is closed.
     *
     * @throws HansockException if there is no answer, or if it is a refusal
     */
    public @Nullable HandlerSocketExchange settle(Channel channel, String server) {
        HansockException problem = problem(server);
        if (problem != null) {
            throw problem instanceof DeadlineException late ? named(late) : problem;
        }
        try {
            return decode(server);
        } catch (ProtocolException e) {
            channel.fail(e);
            throw e.server() != null ? e : new ProtocolException(server, String.valueOf(e.getMessage()), e);
        }
    }

    private DeadlineException named(DeadlineException late) {
        long millis = timeoutNanos / NANOS_PER_MILLI + (timeoutNanos % NANOS_PER_MILLI > 0 ? 1 : 0);
        return millis == 0 ? late : new DeadlineException(late.server(), late.outcome(), Duration.ofMillis(millis));
    }

    private @Nullable HandlerSocketExchange decode(String server) {
        if (way == Way.NOTHING) {
            return again(null);
        }
        ReplyDecoder decoder = DECODERS.take();
        try {
            decoder.start(server, shape.open().toString(), reply(), replyFrom(), replyTo());
            return decode(decoder);
        } finally {
            decoder.clear();
            DECODERS.give(decoder);
        }
    }

    private @Nullable HandlerSocketExchange decode(ReplyDecoder decoder) {
        if (way != Way.LINES) {
            decoder.done();
        }
        if (way == Way.OPEN_ALONE) {
            return again(null);
        }
        if (distrusted == null && decoder.isNotOpen()) {
            return again(slot);
        }
        switch (shape.answer()) {
            case ROWS -> {
                if (shape.count() > 1) {
                    ends = new int[shape.count()];
                }
                number = decoder.rows(shape.open().columns().size(), shape.mostRows(), ends);
                bounds = decoder.bounds();
            }
            case COUNT -> number = decoder.count();
            case ID -> number = decoder.generatedId();
        }
        return null;
    }

    /** The same command once more, for another channel; whether that is safe is for the owner to know. */
    public HandlerSocketExchange repeat() {
        return successor(null);
    }

    private HandlerSocketExchange again(@Nullable OpenSlot notOpen) {
        return successor(notOpen == null ? distrusted : notOpen);
    }

    private HandlerSocketExchange successor(@Nullable OpenSlot notOpen) {
        HandlerSocketExchange next = new HandlerSocketExchange(shape, lines, notOpen);
        next.whenEnded = whenEnded;
        next.timeoutNanos = timeoutNanos;
        return next;
    }

    /** The rows found, or the rows as they were before a change. */
    public Rows rows() {
        int[] found = bounds;
        if (found == null) {
            throw new IllegalStateException("no rows: not settled, or not a command that answers some");
        }
        return new Rows(shape.open().columns(), reply(), found, (int) number);
    }

    /** How many of {@link #rows} belong to the finds up to and including number {@code find}, from 0. */
    public int rowsUpTo(int find) {
        return ends == null ? (int) number : ends[find];
    }

    /** How many rows a change has met. */
    public long count() {
        return number;
    }

    /** The bits of the unsigned id that the server generated; an insert that brings its own gets none (trap H21). */
    public OptionalLong generatedId() {
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    protected void deliver() {
        if (whenEnded != null) {
            whenEnded.accept(this);
        }
    }

    // ---- the driver's side, under the wheel

    @Override
    protected boolean encode(ByteWriter out, Session session) {
        OpenSlot present = slot;
        if (present == null) {
            present = begin(out, (HandlerSocketSession) session);
        }
        return present == null || way == Way.OPEN_ALONE || copyLines(out, present.id);
    }

    private @Nullable OpenSlot begin(ByteWriter out, HandlerSocketSession session) {
        if (distrusted != null) {
            session.drop(distrusted);
        }
        OpenSlot claimed = session.claim(shape.open());
        slot = claimed;
        if (claimed == null) {
            linesOwed = 1;
            out.int8(Tokens.LF);
            return null;
        }
        claimed.inFlight++;
        if (claimed.state == OpenSlot.State.OPEN || (claimed.state == OpenSlot.State.OPENING && claimed.fresh)) {
            way = Way.LINES;
            linesOwed = shape.count();
        } else {
            way = claimed.fresh ? Way.OPEN_AND_LINES : Way.OPEN_ALONE;
            linesOwed = claimed.fresh ? 1 + shape.count() : 1;
            claimed.state = OpenSlot.State.OPENING;
            shape.open().encode(claimed.id, out);
        }
        return claimed;
    }

    /** Copies as much as one turn may, each line behind the id. */
    private boolean copyLines(ByteWriter out, int id) {
        while (sent < lines.length) {
            int room = TURN_BYTES - out.size();
            if (room <= 0) {
                return false;
            }
            if (!insideLine) {
                out.decimal(id);
                insideLine = true;
            }
            int window = Math.min(lines.length, sent + room);
            int end = ByteSearch.indexOf(lines, sent, window, Tokens.LF) + 1;
            insideLine = end == 0;
            int behind = insideLine ? window : end;
            out.put(lines, sent, behind - sent);
            sent = behind;
        }
        return true;
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session session) {
        OpenSlot present = slot;
        if (!replyBegun) {
            replyBegun = true;
            if (present != null && way != Way.LINES) {
                ((HandlerSocketSession) session).answered(present, bytes[from] == '0');
            }
        }
        int at = from;
        while (linesOwed > 0) {
            at = ByteSearch.indexOf(bytes, at, to, Tokens.LF) + 1;
            if (at == 0) {
                return -1;
            }
            linesOwed--;
        }
        if (present != null) {
            present.inFlight--;
        }
        return at;
    }
}

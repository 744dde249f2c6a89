package io.hansock.handlersocket;

import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Session;
import io.hansock.value.Columns;
import io.hansock.value.Rows;
import io.hansock.wire.Spares;
import io.hansock.wire.WireExchange;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One command, or many finds alike, on one channel. If the connection does not have the index open, the open_index line goes out
 * in front, in the same write.
 */
public final class HandlerSocketExchange extends WireExchange {
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

    private static final Spares<ReplyDecoder> DECODERS = new Spares<>(ReplyDecoder::new);

    private final Shape shape;

    /** The lines, without the ids that stand in front of their first tabs. */
    private final byte[] lines;

    /** The slot on which an earlier attempt met nothing, although it was taken to be open; null at first. */
    private final @Nullable OpenSlot distrusted;

    /** How its rows are read, if more is known of them than their names. */
    private @Nullable Columns typed;

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

    /** Says how its rows are to be read: as many columns as are open, in the same order. */
    public HandlerSocketExchange reading(Columns columns) {
        typed = columns;
        return this;
    }

    @Override
    protected @Nullable HandlerSocketExchange decode(String server) {
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

    @Override
    protected HandlerSocketExchange again() {
        return successor(null);
    }

    private HandlerSocketExchange again(@Nullable OpenSlot notOpen) {
        return successor(notOpen == null ? distrusted : notOpen);
    }

    private HandlerSocketExchange successor(@Nullable OpenSlot notOpen) {
        HandlerSocketExchange next = new HandlerSocketExchange(shape, lines, notOpen);
        next.typed = typed;
        return next;
    }

    @Override
    public Rows rows() {
        int[] found = bounds;
        if (found == null) {
            throw new IllegalStateException("no rows: not settled, or not a command that answers some");
        }
        Columns columns = typed == null ? shape.open().columns() : typed;
        return new Rows(columns, reply(), found, (int) number);
    }

    @Override
    public int rowsUpTo(int find) {
        return ends == null ? (int) number : ends[find];
    }

    @Override
    public long count() {
        return number;
    }

    /** An insert that brings its own id gets none (trap H21). */
    @Override
    public OptionalLong generatedId() {
        return number == 0 ? OptionalLong.empty() : OptionalLong.of(number);
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

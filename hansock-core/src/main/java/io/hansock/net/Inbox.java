package io.hansock.net;

import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.ResultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The reading half of a channel: reads what is there and cuts it into the replies of the exchanges in flight. Under the wheel. */
final class Inbox {
    /** Buffers that grew beyond this are not kept. */
    static final int KEPT_BYTES = 256 << 10;

    private static final byte[] NOTHING = {};
    private static final ByteBuffer NO_WINDOW = ByteBuffer.allocate(0);
    private static final int FIRST_BYTES = 4 << 10;
    private static final int READ_BYTES = 64 << 10;

    /** Told what becomes of the exchanges in flight. */
    interface Completion {
        /** The reply is complete, in order, whether somebody still wants it or not. */
        void replied(Exchange exchange);

        /** The reply goes on but the exchange has ended: what is to come is read away. */
        void refused(Exchange exchange);
    }

    private final String server;
    private final Pending pending;
    private final ArrayDeque<Exchange> inFlight;
    private final Session session;
    private final int maxReplyBytes;
    private final Completion completion;
    private ByteBuffer window = NO_WINDOW;

    /** A transport that can hold bytes that no selector tells of; null for a plain one, which cannot. */
    private @Nullable Transport layer;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int from;
    private int to;

    /** From here on no exchange has seen them. */
    private int unseen;

    /** The head's reply is longer than anyone wants: its bytes are framed and dropped. */
    private boolean discarding;

    Inbox(String server, Pending pending, Session session, int maxReplyBytes, Completion completion) {
        this.server = server;
        this.pending = pending;
        this.inFlight = pending.inFlight;
        this.session = session;
        this.maxReplyBytes = maxReplyBytes;
        this.completion = completion;
    }

    /** The connection is ready: makes room for what comes. */
    void open(Transport transport) {
        if (transport instanceof PlainTransport) {
            window = ByteBuffer.allocateDirect(READ_BYTES);
        } else {
            window = ByteBuffer.allocate(READ_BYTES);
            layer = transport;
        }
    }

    /** Nothing will be read any more. */
    void close() {
        window = NO_WINDOW;
        layer = null;
    }

    /** Whether a read would find something that no selector tells of. */
    boolean holdsUnread() {
        Transport present = layer;
        return present != null && present.holdsUnread();
    }

    /** Whether bytes are here that came before the exchange that they answer in part. */
    boolean holdsUnseen() {
        return unseen < to;
    }

    /** One read. Returns how many bytes have come, -1 at the end of the stream. */
    int receive(Transport transport) throws IOException {
        window.clear();
        int read = transport.read(window);
        if (read <= 0) {
            return read;
        }
        ensure(read);
        window.flip();
        window.get(bytes, to, read);
        to += read;
        cut();
        return read;
    }

    boolean isDiscarding() {
        return discarding;
    }

    /** Cuts what has not been seen into the replies of the exchanges in flight. */
    void cut() {
        while (unseen < to) {
            Exchange head = inFlight.peek();
            if (head == null) {
                refuseUnasked(session.goodbye(bytes, unseen, to));
                return;
            }
            int end = head.frame(bytes, unseen, to, session);
            if (end < 0) {
                unseen = to;
                break;
            }
            if (end < to && awaitsNoOther(head) && session.goodbye(bytes, end, to) == null) {
                // before the reply is handed over: if there is more than was asked for, who knows what the first of it
                // answers; but a server may answer and then say goodbye
                refuseUnasked(null);
            }
            unseen = end;
            deliver(head, end);
        }
        limit();
    }

    /** Whether the reply of {@code head} is the last that is awaited. */
    private boolean awaitsNoOther(Exchange head) {
        Exchange last = inFlight.peekLast();
        return last != null && last.sharesReplyOf(head);
    }

    private void refuseUnasked(@Nullable HansockException goodbye) {
        if (!session.isMidReply()) {
            throw goodbye != null
                    ? goodbye
                    : new ProtocolException(server, "bytes that answer nothing; the connection is closed", null);
        }
    }

    /** Ends the head, whose reply is complete, and all that share it. */
    private void deliver(Exchange head, int end) {
        int length = end - from;
        if (!discarding && length > maxReplyBytes) {
            refuse(head);
        }
        byte[] reply = NOTHING;
        if (!discarding && pending.isWanted(head)) {
            if (from == 0 && end == to && bytes.length > KEPT_BYTES) {
                reply = bytes;
                bytes = new byte[FIRST_BYTES];
                to = 0;
                unseen = 0;
            } else {
                reply = copy(head, end);
            }
        }
        discarding = false;
        from = unseen;
        Exchange next = head;
        while (next != null && next.sharesReplyOf(head)) {
            // no more than a word where it was given up, or refused
            next.complete(reply, 0, reply == NOTHING ? 0 : length);
            inFlight.poll();
            completion.replied(next);
            next = inFlight.peek();
        }
    }

    private byte[] copy(Exchange head, int end) {
        byte[] room = head.room(end - from);
        if (room == null) {
            return Arrays.copyOfRange(bytes, from, end);
        }
        System.arraycopy(bytes, from, room, 0, end - from);
        return room;
    }

    /** Bounds what is kept of an unfinished reply, and of the buffer. */
    private void limit() {
        if (from == to) {
            empty();
            return;
        }
        Exchange head = inFlight.peek();
        if (head == null) {
            return;
        }
        if (!discarding && to - from > maxReplyBytes) {
            refuse(head);
        }
        if (discarding || !pending.isWanted(head)) {
            empty();
        }
    }

    private void empty() {
        from = 0;
        to = 0;
        unseen = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    private void refuse(Exchange head) {
        String message =
                "the reply is longer than max-reply-size, " + maxReplyBytes + " bytes; ask for less, or raise it";
        Failure why = new Failure(server, message, new ResultException(ResultException.Kind.TOO_LARGE, message));
        discarding = true;
        for (Exchange exchange : inFlight) {
            if (!exchange.sharesReplyOf(head)) {
                break;
            }
            exchange.fail(why, Outcome.UNKNOWN);
            completion.refused(exchange);
        }
    }

    private void ensure(int more) {
        if (bytes.length - to >= more) {
            return;
        }
        int kept = to - from;
        byte[] target = bytes;
        if (kept + more > bytes.length) {
            target = new byte[Math.max(kept + more, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8))];
        }
        System.arraycopy(bytes, from, target, 0, kept);
        bytes = target;
        unseen -= from;
        from = 0;
        to = kept;
    }

    /** Ends the first in flight with what has arrived of its reply; nothing is received after this. */
    void failHead(Exchange head, Failure why, Outcome outcome) {
        byte[] arrived = bytes;
        bytes = NOTHING;
        head.fail(why, outcome, arrived, from, discarding ? from : to);
        from = 0;
        to = 0;
        unseen = 0;
    }

    /** What has arrived of the reply of {@code exchange}: nothing unless it is at the head. */
    byte[] partialReply(Exchange exchange) {
        return inFlight.peek() == exchange && !discarding ? Arrays.copyOfRange(bytes, from, to) : NOTHING;
    }
}

package io.hansock.net;

import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.ResultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;

/** The reading half of a channel: reads what is there and cuts it into the replies of the exchanges in flight. Under the wheel. */
final class Inbox {
    /** Buffers that grew beyond this are not kept. */
    static final int KEPT_BYTES = 256 << 10;

    private static final byte[] NOTHING = {};
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
    private final ArrayDeque<Exchange> inFlight;
    private final Session session;
    private final int maxReplyBytes;
    private final Completion completion;
    private final ByteBuffer window = ByteBuffer.allocateDirect(READ_BYTES);

    private byte[] bytes = new byte[FIRST_BYTES];
    private int from;
    private int to;

    /** The head's reply is longer than anyone wants: its bytes are framed and dropped. */
    private boolean discarding;

    Inbox(String server, ArrayDeque<Exchange> inFlight, Session session, int maxReplyBytes, Completion completion) {
        this.server = server;
        this.inFlight = inFlight;
        this.session = session;
        this.maxReplyBytes = maxReplyBytes;
        this.completion = completion;
    }

    /** One read. Returns false at the end of the stream. */
    boolean receive(Transport transport) throws IOException {
        window.clear();
        int read = transport.read(window);
        if (read <= 0) {
            return read == 0;
        }
        int seen = to - from;
        ensure(read);
        window.flip();
        window.get(bytes, to, read);
        to += read;
        cut(from + seen);
        return true;
    }

    boolean isDiscarding() {
        return discarding;
    }

    private void cut(int firstUnseen) {
        int unseen = firstUnseen;
        while (unseen < to) {
            Exchange head = inFlight.peek();
            if (head == null) {
                throw new ProtocolException(server, "bytes that answer nothing; the connection is closed", null);
            }
            int end = head.frame(bytes, unseen, to, session);
            if (end < 0) {
                break;
            }
            deliver(head, end);
            unseen = end;
        }
        limit();
    }

    private void deliver(Exchange head, int end) {
        if (!discarding && end - from > maxReplyBytes) {
            refuse(head);
        }
        if (!discarding && !head.isAbandoned()) {
            if (from == 0 && end == to && bytes.length > KEPT_BYTES) {
                head.complete(bytes, 0, end);
                bytes = new byte[FIRST_BYTES];
                to = 0;
                end = 0;
            } else {
                head.complete(Arrays.copyOfRange(bytes, from, end), 0, end - from);
            }
        }
        discarding = false;
        from = end;
        inFlight.poll();
        completion.replied(head);
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
        if (discarding || head.isAbandoned()) {
            empty();
        }
    }

    private void empty() {
        from = 0;
        to = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[FIRST_BYTES];
        }
    }

    private void refuse(Exchange head) {
        String message =
                "the reply is longer than max-reply-size, " + maxReplyBytes + " bytes; ask for less, or raise it";
        head.fail(
                new Failure(server, message, new ResultException(ResultException.Kind.TOO_LARGE, message)),
                Outcome.UNKNOWN);
        discarding = true;
        completion.refused(head);
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
    }

    /** What has arrived of the reply of {@code exchange}: nothing unless it is at the head. */
    byte[] partialReply(Exchange exchange) {
        return inFlight.peek() == exchange && !discarding ? Arrays.copyOfRange(bytes, from, to) : NOTHING;
    }
}

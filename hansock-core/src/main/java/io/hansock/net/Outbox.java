package io.hansock.net;

import io.hansock.buffer.ByteWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The writing half of a channel: encodes queued exchanges, a bounded number of bytes a turn, and writes them. Under the wheel. */
final class Outbox {
    /** How much one turn encodes, so that nobody writes for others for ever. */
    static final int TURN_BYTES = 64 << 10;

    private static final ByteBuffer NO_WINDOW = ByteBuffer.allocate(0);

    private final Pending pending;
    private final ExchangeQueue queue;
    private final Session session;
    private final BooleanSupplier isFar;
    private final IntConsumer wrote;
    private final int drainAfterBytes;

    private final ByteWriter encoded = new ByteWriter(512, Integer.MAX_VALUE - 8);
    private int writtenOfEncoded;

    /** What a plain transport writes from; for one that looks at the bytes before they leave, the encoded ones themselves. */
    private ByteBuffer window = NO_WINDOW;

    /** A transport that can hold bytes back; null for a plain one, which cannot. */
    private @Nullable Transport layer;

    /** The exchange whose request is encoded in part. */
    private @Nullable Exchange encoding;

    /** Bytes that left through the transport since the channel opened. */
    private long left;

    private long sinceDrained;

    Outbox(Pending pending, Session session, BooleanSupplier isFar, IntConsumer wrote, int drainAfterBytes) {
        this.pending = pending;
        this.queue = pending.queue;
        this.session = session;
        this.isFar = isFar;
        this.wrote = wrote;
        this.drainAfterBytes = drainAfterBytes;
    }

    /** The connection is ready: makes room for what is to be written. */
    void open(Transport transport) {
        if (transport instanceof PlainTransport) {
            window = ByteBuffer.allocateDirect(TURN_BYTES);
        } else {
            layer = transport;
        }
    }

    /** Nothing will be written any more. */
    void close() {
        window = NO_WINDOW;
        layer = null;
    }

    /** Puts {@code opening} in front of everything else, and what is queued behind it into the same write. */
    void putInFront(Exchange opening) {
        if (opening.begin()) {
            int unused = begin(opening);
            sinceDrained += encoded.size();
            if (encoding == null) {
                encodeQueued();
            }
        }
    }

    /** One turn: what was left of the last one, then what is queued. Returns whether anything was written. */
    boolean flush(Transport transport) throws IOException {
        if (isHeldBelow()) {
            transport.flush();
        }
        if (writtenOfEncoded == encoded.size() && !isHeldBelow()) {
            rewind();
            encodeQueued();
        }
        long leftBefore = left;
        while (writtenOfEncoded < encoded.size()) {
            ByteBuffer next = next();
            int length = next.remaining();
            int written = transport.write(next);
            writtenOfEncoded += written;
            left += written;
            if (written < length) {
                break;
            }
        }
        if (encoding == null && !isBlocked()) {
            pending.endUnanswered();
        }
        return left != leftBefore;
    }

    private ByteBuffer next() {
        int length = Math.min(encoded.size() - writtenOfEncoded, TURN_BYTES);
        if (layer != null) {
            return ByteBuffer.wrap(encoded.array(), writtenOfEncoded, length);
        }
        window.clear();
        return window.put(encoded.array(), writtenOfEncoded, length).flip();
    }

    /** Whether the socket took less than there was: the channel waits until it can write. */
    boolean isBlocked() {
        return writtenOfEncoded < encoded.size() || isHeldBelow();
    }

    private boolean isHeldBelow() {
        Transport present = layer;
        return present != null && present.holdsUnsent();
    }

    /** Whether it would send nothing new, however much is queued. */
    boolean isHeldBack() {
        return isBlocked() || mustDrain();
    }

    /** Whether another turn would send more at once: this one stopped at its bound. */
    boolean hasMore() {
        return !isBlocked() && (encoding != null || (queue.hasOld() && !mustDrain()));
    }

    /** Whether anything at all waits to be sent. */
    boolean hasWork() {
        return isBlocked() || encoding != null || queue.hasOld();
    }

    /** Whether a byte of the request may have left. */
    boolean mayHaveLeft(Exchange exchange) {
        return left > exchange.startsAt;
    }

    private void rewind() {
        encoded.reset();
        writtenOfEncoded = 0;
    }

    private void encodeQueued() {
        int before = encoded.size();
        Exchange unfinished = encoding;
        if (unfinished != null && unfinished.encode(encoded, session)) {
            encoding = null;
        }
        if (encoding == null) {
            beginQueued();
        }
        sinceDrained += encoded.size() - before;
    }

    private void beginQueued() {
        int begun = 0;
        while (encoded.size() < TURN_BYTES && !mustDrain()) {
            Exchange exchange = queue.poll();
            if (exchange == null) {
                break;
            }
            if (exchange.begin()) {
                begun += begin(exchange);
            } else {
                pending.room.release();
            }
            if (encoding != null) {
                break;
            }
        }
        if (begun > 0) {
            wrote.accept(begun);
        }
    }

    /** Encodes one that has begun, and with it those queued behind it that its request can ask for too; returns how many they are. */
    private int begin(Exchange exchange) {
        exchange.startsAt = left + encoded.size() - writtenOfEncoded;
        pending.begun(exchange);
        int begun = 1;
        Exchange next = queue.peek();
        while (next != null && exchange.isLike(next) && exchange.canAskFor(next, session)) {
            queue.poll();
            if (next.begin()) {
                next.leader = exchange;
                next.startsAt = exchange.startsAt;
                pending.begun(next);
                exchange.askFor(next);
                begun++;
            } else {
                pending.room.release();
            }
            next = queue.peek();
        }
        encoding = exchange.encode(encoded, session) ? null : exchange;
        return begun;
    }

    private boolean mustDrain() {
        if (pending.inFlight.isEmpty()) {
            sinceDrained = 0;
            return false;
        }
        return sinceDrained >= drainAfterBytes || session.awaitsAnswers() || waitsForOthers();
    }

    private boolean waitsForOthers() {
        Exchange next = queue.peek();
        if (next == null || isFar.getAsBoolean()) {
            return false;
        }
        int missing = next.worthSending(session) - 1;
        if (missing > 0) {
            queue.collect();
            for (Exchange other = next.next; other != null && missing > 0; other = other.next) {
                if (!next.isLike(other)) {
                    // it would hold what cannot go with it
                    return false;
                }
                missing--;
            }
        }
        return missing > 0;
    }
}

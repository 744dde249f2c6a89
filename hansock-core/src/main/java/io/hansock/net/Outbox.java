package io.hansock.net;

import io.hansock.buffer.ByteWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The writing half of a channel: encodes queued exchanges, a bounded number of bytes a turn, and writes them. Under the wheel. */
final class Outbox {
    /** How much one turn encodes, so that nobody writes for others for ever. */
    static final int TURN_BYTES = 64 << 10;

    private final ExchangeQueue queue;
    private final ArrayDeque<Exchange> inFlight;
    private final Semaphore room;
    private final Session session;
    private final IntConsumer wrote;
    private final int drainAfterBytes;

    private final ByteWriter encoded = new ByteWriter(512, Integer.MAX_VALUE - 8);
    private int writtenOfEncoded;
    private final ByteBuffer window = ByteBuffer.allocateDirect(TURN_BYTES);

    /** The exchange whose request is encoded in part. */
    private @Nullable Exchange encoding;

    /** Bytes that left through the transport since the channel opened. */
    private long left;

    private long sinceDrained;

    Outbox(
            ExchangeQueue queue,
            ArrayDeque<Exchange> inFlight,
            Semaphore room,
            Session session,
            IntConsumer wrote,
            int drainAfterBytes) {
        this.queue = queue;
        this.inFlight = inFlight;
        this.room = room;
        this.session = session;
        this.wrote = wrote;
        this.drainAfterBytes = drainAfterBytes;
    }

    /** Puts {@code opening} in front of everything else, and what is queued behind it into the same write. */
    void open(Exchange opening) {
        if (opening.begin()) {
            begin(opening);
            sinceDrained += encoded.size();
            if (encoding == null) {
                encodeQueued();
            }
        }
    }

    /** One turn: what was left of the last one, then what is queued. */
    void flush(Transport transport) throws IOException {
        if (writtenOfEncoded == encoded.size()) {
            rewind();
            encodeQueued();
        }
        while (writtenOfEncoded < encoded.size()) {
            int length = Math.min(encoded.size() - writtenOfEncoded, window.capacity());
            window.clear();
            window.put(encoded.array(), writtenOfEncoded, length).flip();
            int written = transport.write(window);
            writtenOfEncoded += written;
            left += written;
            if (written < length) {
                return;
            }
        }
    }

    /** Whether the socket took less than there was: the channel waits until it can write. */
    boolean isBlocked() {
        return writtenOfEncoded < encoded.size();
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
                begun++;
                begin(exchange);
            } else {
                room.release();
            }
            if (encoding != null) {
                break;
            }
        }
        if (begun > 0) {
            wrote.accept(begun);
        }
    }

    private void begin(Exchange exchange) {
        exchange.startsAt = left + encoded.size() - writtenOfEncoded;
        inFlight.add(exchange);
        encoding = exchange.encode(encoded, session) ? null : exchange;
    }

    private boolean mustDrain() {
        if (inFlight.isEmpty()) {
            sinceDrained = 0;
        }
        return sinceDrained >= drainAfterBytes;
    }
}

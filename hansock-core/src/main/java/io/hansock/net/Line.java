package io.hansock.net;

import io.hansock.Outcome;
import io.hansock.ProtocolException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of a channel and all that goes with it: connecting, what is in flight, reading, writing, the end. Belongs to whoever
 * holds the channel's wheel; only {@link #failure} and {@link #wakeup} are for anyone.
 */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int HEIRS_LOOKED_AT = 16;

    /** Callers in a row come faster than this, and so pay for no extra read. */
    private static final long STALE_NANOS = 1_000_000;

    /** More than a receive buffer holds, and a bound. */
    private static final int LAST_READS = 256;

    private final String server;
    private final Address address;
    private final Session session;
    private final ChannelSettings settings;
    private final Resolver resolver;
    private final ChannelListener listener;
    private final ExchangeQueue queue;
    private final Semaphore room;
    private final Channel channel;
    private final ArrayDeque<Exchange> inFlight = new ArrayDeque<>();
    private final Outbox outbox;
    private final Inbox inbox;
    private final Consumer<SelectionKey> onReady = this::markReady;

    private volatile @Nullable Failure failure;
    private volatile @Nullable Selector selector;
    private @Nullable Connector connector;
    private @Nullable SocketChannel socket;
    private @Nullable SelectionKey key;
    private @Nullable Transport transport;
    private @Nullable Exchange opening;
    private @Nullable Afterwards afterwards;
    private boolean far;
    private boolean hasReplied;
    private boolean readable;
    private long uses;
    private long lastRead;

    /** Since when the head is one that nobody waits for, and what {@link #uses} was then; -1 if the head is wanted. */
    private long unwantedSince;

    private long usesWhenUnwanted = -1;

    Line(
            String server,
            Address address,
            Session session,
            ChannelSettings settings,
            Resolver resolver,
            ChannelListener listener,
            ExchangeQueue queue,
            Semaphore room,
            Channel channel) {
        this.server = server;
        this.address = address;
        this.session = session;
        this.settings = settings;
        this.resolver = resolver;
        this.listener = listener;
        this.queue = queue;
        this.room = room;
        this.channel = channel;
        this.inbox = new Inbox(server, inFlight, session, settings.maxReplyBytes(), new Inbox.Completion() {
            @Override
            public void replied(Exchange exchange) {
                uses++;
                noteFirst(exchange);
                release(exchange);
            }

            @Override
            public void refused(Exchange exchange) {
                deliver(exchange);
            }
        });
        this.outbox = new Outbox(queue, inFlight, room, session, this::wrote, settings.drainAfterBytes());
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    /** Ends the sleep of whoever sleeps in this line's selector. */
    void wakeup() {
        Selector present = selector;
        if (present != null) {
            present.wakeup();
        }
    }

    /** Connects, reads if {@code ready}, writes: as far as it goes without waiting. A failure ends the line, never the caller. */
    void advance(boolean ready) {
        try {
            if (failure != null) {
                failPending();
                return;
            }
            Transport present = transport;
            if (present == null) {
                present = connect();
            } else if (ready || mayBeStale()) {
                lastRead = System.nanoTime();
                if (!inbox.receive(present)) {
                    throw new EOFException("the server closed the connection");
                }
            }
            if (present != null) {
                flush(present);
            }
        } catch (IOException | RuntimeException | Error e) {
            // an Error too: whoever drives gets it as the cause of its failure, as all the others do
            fail(e);
        }
    }

    /**
     * Whether the line awaits nothing and has not looked for a while: what came meanwhile must not be taken for the next answer,
     * and if the server has hung up, nothing need be sent.
     */
    private boolean mayBeStale() {
        return inFlight.isEmpty() && System.nanoTime() - lastRead > STALE_NANOS;
    }

    /** A server that hangs up may have answered before: what is already here is delivered before the line fails. */
    private void flush(Transport present) throws IOException {
        try {
            outbox.flush(present);
        } catch (IOException e) {
            for (int read = 0; read < LAST_READS && inFlight.peek() != null; read++) {
                if (!receivesMore(present, e)) {
                    break;
                }
            }
            throw e;
        }
    }

    private boolean receivesMore(Transport present, IOException because) {
        try {
            return inbox.receive(present);
        } catch (IOException | RuntimeException e) {
            because.addSuppressed(e);
            return false;
        }
    }

    /** Sleeps in the line's own selector until something happens; returns whether there is something to read. */
    boolean sleep(long nanos) {
        Selector present = selector;
        if (present == null) {
            return false;
        }
        try {
            SelectionKey own = key;
            if (own != null && own.interestOps() != interest()) {
                own.interestOps(interest());
            }
            long limit = Math.min(nanos, nanosLeft());
            readable = false;
            if (limit <= 0 || hasMoreToSend()) {
                present.selectNow(onReady);
            } else {
                present.select(onReady, (limit + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
            }
            return readable;
        } catch (IOException | RuntimeException e) {
            fail(e);
            return false;
        }
    }

    /** What to select the socket for. */
    int interest() {
        if (transport == null) {
            return SelectionKey.OP_CONNECT;
        }
        return outbox.isBlocked() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
    }

    /** What to select; null while there is none, because the name is being resolved or because the line has ended. */
    @Nullable
    SocketChannel socket() {
        return socket;
    }

    /** How long a driver may sleep, whatever it waits for. */
    long nanosLeft() {
        return connector == null ? Long.MAX_VALUE : Math.max(0, connector.nanosLeft());
    }

    boolean hasMoreToSend() {
        return transport != null && outbox.hasMore();
    }

    boolean canSend() {
        return transport != null && !outbox.isHeldBack();
    }

    boolean isFar() {
        return far;
    }

    /** Counts turns that moved something, to tell an idle or stuck line from a busy one. */
    long uses() {
        return uses;
    }

    /** Whether the next reply is one that nobody waits for. */
    private boolean owesOnlyUnwanted() {
        Exchange head = inFlight.peek();
        return head != null && (head.isAbandoned() || head == opening || inbox.isDiscarding());
    }

    boolean hasWork() {
        return failure == null && (!inFlight.isEmpty() || outbox.hasWork() || queue.hasNew());
    }

    byte[] partialReply(Exchange exchange) {
        return inbox.partialReply(exchange);
    }

    /** One that waits for an answer and so can drive; null if none is near. Looks at all that was queued until now. */
    @Nullable
    Exchange heir() {
        queue.collect();
        Exchange head = inFlight.peek();
        if (head != null && head.canDrive()) {
            return head;
        }
        int looked = 0;
        for (Exchange exchange : inFlight) {
            if (exchange.canDrive()) {
                return exchange;
            }
            if (++looked == HEIRS_LOOKED_AT) {
                break;
            }
        }
        for (Exchange exchange = queue.peek();
                exchange != null && looked < 2 * HEIRS_LOOKED_AT;
                exchange = exchange.next) {
            if (exchange.canDrive()) {
                return exchange;
            }
            looked++;
        }
        return null;
    }

    /** Takes what must not wait until a driver that sleeps lets go of the wheel; null if there is none. */
    @Nullable
    Afterwards takeDeliveries() {
        Afterwards present = afterwards;
        return present != null && present.hasDeliveries() ? takeAfterwards() : null;
    }

    @Nullable
    Afterwards takeAfterwards() {
        Afterwards taken = afterwards;
        afterwards = null;
        return taken;
    }

    /**
     * Gives up those that nobody waits for and whose deadline has passed, and ends a line whose server owes a reply for too long.
     * Returns whether exchanges are left that nobody waits for.
     */
    boolean sweep() {
        failIfStuck();
        queue.collect();
        boolean left = false;
        for (Exchange exchange : inFlight) {
            left |= expire(exchange);
        }
        for (Exchange exchange = queue.peek(); exchange != null; exchange = exchange.next) {
            left |= expire(exchange);
        }
        return left;
    }

    private void failIfStuck() {
        if (!owesOnlyUnwanted()) {
            usesWhenUnwanted = -1;
        } else if (usesWhenUnwanted != uses) {
            usesWhenUnwanted = uses;
            unwantedSince = System.nanoTime();
        } else if (System.nanoTime() - unwantedSince
                >= settings.discardTimeout().toNanos()) {
            fail(new SocketTimeoutException("no reply for " + settings.discardTimeout()));
        }
    }

    private boolean expire(Exchange exchange) {
        if (exchange == opening || exchange.isAwaited() || exchange.ended()) {
            return false;
        }
        if (exchange.nanosLeft() > 0) {
            return true;
        }
        if (exchange.abandon(Exchange.Abandoned.DEADLINE) && exchange.claimDelivery()) {
            afterwards().deliver(exchange);
        }
        return false;
    }

    /** Ends the line on purpose. */
    void close(Failure why) {
        if (failure == null) {
            end(why);
            Throwable cause = why.cause();
            tell(cause == null ? listener::closed : () -> listener.failed(cause));
        } else {
            failPending();
        }
    }

    /** Ends the line because of {@code cause}. */
    void fail(Throwable cause) {
        if (failure == null) {
            boolean connecting = transport == null;
            LOG.debug("{}: channel to {} failed", server, address, cause);
            String what = cause instanceof ProtocolException
                    ? "the server's bytes make no sense, the connection is closed"
                    : (connecting ? "cannot connect to " : "lost the connection to ") + address + " (" + describe(cause)
                            + ")";
            end(new Failure(server, what, cause));
            tell(() -> listener.failed(cause));
        }
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private void end(Failure why) {
        failure = why;
        closeSocket();
        Exchange head = inFlight.poll();
        if (head != null) {
            inbox.failHead(head, why, outcome(head));
            release(head);
        }
        failPending();
    }

    private void failPending() {
        Failure why = failure;
        if (why == null) {
            return;
        }
        for (Exchange exchange = inFlight.poll(); exchange != null; exchange = inFlight.poll()) {
            exchange.fail(why, outcome(exchange));
            release(exchange);
        }
        for (Exchange exchange = queue.poll(); exchange != null; exchange = queue.poll()) {
            exchange.fail(why, Outcome.NOTHING_SENT);
            release(exchange);
        }
    }

    private Outcome outcome(Exchange written) {
        return outbox.mayHaveLeft(written) ? Outcome.UNKNOWN : Outcome.NOTHING_SENT;
    }

    private void closeSocket() {
        transport = null;
        connector = null;
        key = null;
        close(socket);
        socket = null;
        close(selector);
    }

    private void close(@Nullable Closeable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (IOException e) {
            LOG.debug("{}: closing failed", server, e);
        }
    }

    private @Nullable Transport connect() throws IOException {
        Connector present = connector;
        Selector own = selector;
        if (present == null || own == null) {
            own = Selector.open();
            selector = own;
            present = new Connector(address, resolver, settings.connectTimeout().toNanos());
            connector = present;
        }
        boolean connected = present.advance(channel::resolved);
        SocketChannel attempt = present.socket();
        if (attempt != null && attempt != socket) {
            socket = attempt;
            key = attempt.register(own, SelectionKey.OP_CONNECT);
        }
        if (!connected || attempt == null) {
            return null;
        }
        connector = null;
        far = present.isFar();
        Transport made = new PlainTransport(attempt);
        transport = made;
        lastRead = System.nanoTime();
        channel.connected(attempt);
        afterwards().tell(channel::attended);
        tell(listener::opened);
        opening = session.opening();
        if (opening != null) {
            outbox.open(opening);
        }
        return made;
    }

    private void noteFirst(Exchange replied) {
        if (!hasReplied && replied != opening) {
            hasReplied = true;
            tell(listener::replied);
        }
    }

    private void release(Exchange exchange) {
        if (exchange == opening) {
            return;
        }
        room.release();
        deliver(exchange);
    }

    /** Has the callback called, unless someone waits or the one who gave up knows. */
    private void deliver(Exchange exchange) {
        if (exchange != opening && !exchange.isAwaited() && !exchange.isAbandoned() && exchange.claimDelivery()) {
            afterwards().deliver(exchange);
        }
    }

    private void wrote(int exchanges) {
        if (listener.wantsWrites()) {
            tell(() -> listener.wrote(exchanges));
        }
    }

    private void tell(Runnable event) {
        if (listener != ChannelListener.NONE) {
            afterwards().tell(event);
        }
    }

    private Afterwards afterwards() {
        Afterwards present = afterwards;
        if (present == null) {
            present = new Afterwards();
            afterwards = present;
        }
        return present;
    }

    private void markReady(SelectionKey ready) {
        readable = ready.isValid() && ready.isReadable();
    }
}

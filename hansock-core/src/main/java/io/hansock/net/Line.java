package io.hansock.net;

import io.hansock.Outcome;
import io.hansock.ProtocolException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
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
    private boolean readable;
    private long uses;

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
        this.inbox = new Inbox(server, inFlight, session, settings.maxReplyBytes(), this::replied);
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
                failQueued();
                return;
            }
            Transport present = transport;
            if (present == null) {
                present = connect();
            } else if (ready && !inbox.receive(present)) {
                throw new EOFException("the server closed the connection");
            }
            if (present != null) {
                outbox.flush(present);
            }
        } catch (IOException | RuntimeException e) {
            fail(e);
        } catch (Error e) {
            fail(e);
            throw e;
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
            if (limit <= 0 || outbox.hasMore()) {
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

    boolean isConnected() {
        return transport != null;
    }

    /** Counts turns that moved something, to tell an idle or stuck line from a busy one. */
    long uses() {
        return uses;
    }

    /** Whether the next reply is one that nobody waits for any more. */
    boolean owesOnlyUnwanted() {
        Exchange head = inFlight.peek();
        return head != null && (head.isAbandoned() || inbox.isDiscarding());
    }

    boolean hasWork() {
        return failure == null && (!inFlight.isEmpty() || queue.peek() != null || outbox.hasWork());
    }

    byte[] partialReply(Exchange exchange) {
        return inbox.partialReply(exchange);
    }

    /** One that waits for an answer and so can drive; null if none is near. */
    @Nullable
    Exchange heir() {
        Exchange head = inFlight.peek();
        if (head != null && canDrive(head)) {
            return head;
        }
        int looked = 0;
        for (Exchange exchange : inFlight) {
            if (canDrive(exchange)) {
                return exchange;
            }
            if (++looked == HEIRS_LOOKED_AT) {
                break;
            }
        }
        for (Exchange exchange = queue.peek();
                exchange != null && looked < 2 * HEIRS_LOOKED_AT;
                exchange = exchange.next) {
            if (canDrive(exchange)) {
                return exchange;
            }
            looked++;
        }
        return null;
    }

    private static boolean canDrive(Exchange exchange) {
        return exchange.isAwaited() && !exchange.isAbandoned();
    }

    @Nullable
    Afterwards takeAfterwards() {
        Afterwards taken = afterwards;
        afterwards = null;
        return taken;
    }

    /** Gives up those that nobody waits for and whose deadline has passed. Returns whether such exchanges are left. */
    boolean expireAsync() {
        boolean left = false;
        for (Exchange exchange : inFlight) {
            left |= expire(exchange);
        }
        for (Exchange exchange = queue.peek(); exchange != null; exchange = exchange.next) {
            left |= expire(exchange);
        }
        return left;
    }

    private boolean expire(Exchange exchange) {
        if (exchange.isAwaited() || exchange.ended()) {
            return false;
        }
        if (exchange.nanosLeft() > 0) {
            return true;
        }
        if (exchange.abandon(Exchange.Abandoned.DEADLINE)) {
            afterwards().deliver(exchange);
        }
        return false;
    }

    /** Ends the line on purpose. */
    void close(Failure why) {
        if (failure == null) {
            end(why);
            tell(listener::closed);
        } else {
            failQueued();
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
        for (Exchange exchange : inFlight) {
            boolean left = outbox.mayHaveLeft(exchange);
            byte[] partial = inbox.partialReply(exchange);
            exchange.fail(why, left ? Outcome.UNKNOWN : Outcome.NOTHING_SENT, partial, 0, partial.length);
            release(exchange);
        }
        inFlight.clear();
        failQueued();
    }

    private void failQueued() {
        Failure why = failure;
        for (Exchange exchange = queue.poll(); exchange != null && why != null; exchange = queue.poll()) {
            exchange.fail(why, Outcome.NOTHING_SENT, exchange.reply(), 0, 0);
            release(exchange);
        }
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
        boolean connected = present.advance(channel::wakeDriver);
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
        Transport made = Transport.plain(attempt);
        transport = made;
        afterwards().tell(channel::attended);
        tell(listener::opened);
        opening = session.opening();
        if (opening != null) {
            outbox.open(opening);
        }
        return made;
    }

    private void replied(Exchange exchange) {
        uses++;
        release(exchange);
    }

    private void release(Exchange exchange) {
        if (exchange == opening) {
            return;
        }
        room.release();
        if (!exchange.isAwaited() && !exchange.isAbandoned()) {
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

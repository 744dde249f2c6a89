package io.hansock.net;

import io.hansock.Outcome;
import io.hansock.ProtocolException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of a channel and all that goes with it: what is in flight, reading, writing, the end. Belongs to whoever holds the
 * channel's wheel; only {@link #failure} and {@link #wakeup} are for anyone.
 */
final class Line {
    /** A server takes longer to make so many answers than a driver rests. */
    private static final int MANY_ANSWERS = 12;

    /** Measured: 20 µs collect less, 100 µs no more. */
    private static final long REST_NANOS = 50_000;

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /**
     * A line that awaited nothing for so long looks before it sends. It is what makes that look cheap: a read that finds nothing
     * takes a microsecond, so a caller pays a fiftieth of its time at most, and callers in a row, who come faster, pay nothing.
     */
    private static final long STALE_NANOS = 50_000;

    /** More than a receive buffer holds, and a bound. */
    private static final int LAST_READS = 256;

    private final String server;
    private final Address address;
    private final Session session;
    private final ChannelSettings settings;
    private final Resolver resolver;
    private final ChannelListener listener;
    private final Pending pending;
    private final Channel channel;
    private final Outbox outbox;
    private final Inbox inbox;
    private final Link link;
    private final Patience patience;

    private volatile @Nullable Failure failure;
    private boolean hasReplied;
    private long uses;
    private long lastRead;

    Line(
            String server,
            Address address,
            Session session,
            ChannelSettings settings,
            Resolver resolver,
            ChannelListener listener,
            Pending pending,
            Channel channel) {
        this.server = server;
        this.address = address;
        this.session = session;
        this.settings = settings;
        this.resolver = resolver;
        this.listener = listener;
        this.pending = pending;
        this.channel = channel;
        this.link = new Link(server, !session.sendsAtOnce());
        this.patience = new Patience(pending, settings.discardTimeout());
        this.inbox = new Inbox(server, pending, session, settings.maxReplyBytes(), new Inbox.Completion() {
            @Override
            public void replied(Exchange exchange) {
                uses++;
                noteFirst(exchange);
                pending.over(exchange);
            }

            @Override
            public void refused(Exchange exchange) {
                pending.deliver(exchange);
            }
        });
        this.outbox = new Outbox(pending, session, link.distance()::isFar, this::wrote, settings.drainAfterBytes());
    }

    @Nullable
    Failure failure() {
        return failure;
    }

    /** Ends the sleep of whoever sleeps in this line's selector. */
    void wakeup() {
        link.wakeup();
    }

    /** Connects, reads if {@code ready}, writes: as far as it goes without waiting. A failure ends the line, never the caller. */
    void advance(boolean ready) {
        try {
            if (failure != null) {
                failPending();
                return;
            }
            Transport present = link.transport();
            if (present == null) {
                present = connect();
                if (present == null) {
                    return;
                }
            } else if (mustRead(ready)) {
                receive(present);
            }
            flush(present);
            if (inbox.holdsUnseen() && pending.head() != null) {
                inbox.cut();
            }
        } catch (IOException | RuntimeException | Error e) {
            // an Error too: whoever drives gets it as the cause of its failure, as all the others do
            fail(e);
        }
    }

    /**
     * Besides when there is something: when the line awaits nothing and has not looked for a while. What came meanwhile must not
     * be taken for the next answer, and if the server has hung up, nothing need be sent.
     */
    private boolean mustRead(boolean ready) {
        if (pending.inFlight.isEmpty()) {
            return (ready || System.nanoTime() - lastRead > STALE_NANOS || inbox.holdsUnread())
                    && !session.isMidReply();
        }
        return ready || inbox.holdsUnread();
    }

    private boolean mayRead() {
        return !(pending.inFlight.isEmpty() && session.isMidReply());
    }

    private void receive(Transport present) throws IOException {
        lastRead = System.nanoTime();
        link.received();
        int read = inbox.receive(present);
        if (read < 0) {
            throw new EOFException("the server closed the connection");
        }
        if (read > 0) {
            patience.heard(lastRead);
            link.distance().heard(lastRead);
        }
    }

    /** A server that hangs up may have answered before: what is already here is delivered before the line fails. */
    private void flush(Transport present) throws IOException {
        if (pending.inFlight.isEmpty() && !session.isMidReply()) {
            link.distance().asks();
        }
        try {
            if (outbox.flush(present)) {
                link.sent();
            }
        } catch (IOException e) {
            for (int read = 0; read < LAST_READS && pending.head() != null; read++) {
                if (!receivesMore(present, e)) {
                    break;
                }
            }
            throw e;
        }
    }

    private boolean receivesMore(Transport present, IOException because) {
        try {
            return inbox.receive(present) >= 0;
        } catch (IOException | RuntimeException e) {
            because.addSuppressed(e);
            return false;
        }
    }

    /** Before anyone sleeps for what is still to come, in whatever selector. */
    void acknowledge() {
        if (pending.head() != null) {
            link.acknowledge();
        }
    }

    /** Sleeps in the line's own selector until something happens; returns whether there is something to read. */
    boolean sleep(long nanos) {
        acknowledge();
        collectAnswers();
        try {
            return link.sleep(interest(), canGoOn() ? 0 : nanos);
        } catch (IOException | RuntimeException e) {
            fail(e);
            return false;
        }
    }

    /**
     * Rests a moment if what is awaited are many answers to one request. The selector would wake this thread for each of them, and
     * that costs a server which sends them one by one as much as making them.
     */
    private void collectAnswers() {
        Exchange head = pending.head();
        if (head != null && !isFar() && !canGoOn() && head.answersLeft() >= MANY_ANSWERS) {
            LockSupport.parkNanos(REST_NANOS);
        }
    }

    /** What to select the socket for. */
    int interest() {
        if (link.transport() == null) {
            return link.interest();
        }
        int reading = mayRead() ? SelectionKey.OP_READ : 0;
        return outbox.isBlocked() ? reading | SelectionKey.OP_WRITE : reading;
    }

    /** What to select; null while there is none, because the name is being resolved or because the line has ended. */
    @Nullable
    SocketChannel socket() {
        return link.socket();
    }

    /** How long a driver may sleep, whatever it waits for. */
    long nanosLeft() {
        return link.nanosLeft();
    }

    boolean isConnected() {
        return link.transport() != null;
    }

    /** Whether another turn would send or read more at once. */
    boolean canGoOn() {
        return link.transport() != null && (outbox.hasMore() || (inbox.holdsUnread() && mayRead()));
    }

    boolean canSend() {
        return link.transport() != null && !outbox.isHeldBack();
    }

    boolean isFar() {
        return link.distance().isFar();
    }

    /** Counts turns that moved something, to tell an idle or stuck line from a busy one. */
    long uses() {
        return uses;
    }

    /** Whether exchanges are left that somebody must send, receive or, once the line has ended, fail. */
    boolean hasWork() {
        return pending.queue.hasNew()
                || pending.queue.hasOld()
                || (failure == null && (!pending.inFlight.isEmpty() || outbox.hasWork()));
    }

    /** Whether nobody has any use for it at this moment; somebody has if a reply is read in pieces. */
    boolean isIdle() {
        return !hasWork() && mayRead();
    }

    byte[] partialReply(Exchange exchange) {
        return inbox.partialReply(exchange);
    }

    /**
     * Looks at the deadlines that their owners do not watch, and ends a line whose server owes a reply for too long. Returns whether
     * there are such deadlines left, or such a reply.
     */
    boolean sweep() {
        if (patience.isOver(uses, inbox.isDiscarding(), lastRead)) {
            fail(new SocketTimeoutException("no reply for " + settings.discardTimeout()));
        }
        boolean left = pending.expire();
        return left || (failure == null && patience.isTried());
    }

    /**
     * Another connection to the server has been silent for too long, and what has cut that off has most likely cut others off too. One that
     * is not used costs little to make anew, one that owes an answer is given no time beyond that of its calls.
     */
    void doubt() {
        if (!pending.inFlight.isEmpty()) {
            patience.doubt(uses);
        } else if (isConnected() && mayRead() && patience.hasHeardNothing()) {
            close(new Failure(server, "closed, since another connection to the server was dead", null));
        }
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
            boolean connecting = link.transport() == null;
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
        link.close();
        outbox.close();
        inbox.close();
        Exchange head = pending.inFlight.poll();
        if (head != null) {
            inbox.failHead(head, why, outbox.mayHaveLeft(head) ? Outcome.UNKNOWN : Outcome.NOTHING_SENT);
            pending.over(head);
        }
        failPending();
    }

    private void failPending() {
        Failure why = failure;
        if (why != null) {
            pending.fail(why, outbox::mayHaveLeft);
        }
    }

    private @Nullable Transport connect() throws IOException {
        if (!link.isDialing()) {
            link.dial(new Dialer(server, address, resolver, session, settings, channel));
        }
        Transport made = link.connect();
        if (made != null) {
            open(made);
        }
        return made;
    }

    private void open(Transport made) throws IOException {
        outbox.open(made);
        inbox.open(made);
        lastRead = System.nanoTime();
        patience.heard(lastRead);
        channel.opened();
        pending.afterwards().tell(channel::attended);
        tell(listener::opened);
        if (inbox.holdsUnread()) {
            // nobody has asked for anything yet
            receive(made);
        }
        Exchange opening = session.opening();
        if (opening != null) {
            pending.opens(opening);
            outbox.putInFront(opening);
        }
    }

    private void noteFirst(Exchange replied) {
        if (!hasReplied && !pending.isOpening(replied)) {
            hasReplied = true;
            tell(listener::replied);
        }
    }

    private void wrote(int exchanges) {
        if (listener.wantsWrites()) {
            tell(() -> listener.wrote(exchanges));
        }
    }

    private void tell(Runnable event) {
        if (listener != ChannelListener.NONE) {
            pending.afterwards().tell(event);
        }
    }
}

package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockListener;
import io.hansock.Outcome;
import io.hansock.ServerLoad;
import io.hansock.ServerState;
import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.net.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to one port of one server: made when needed, replaced when they end. Safe for any thread. */
final class ChannelGroup {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelGroup.class);

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String server;
    private final Address.Tcp address;
    private final Supplier<Session> sessions;
    private final ChannelSettings settings;
    private final IoThread io;
    private final HansockListener listener;
    private final Consumer<Throwable> trouble;
    private final AtomicReferenceArray<@Nullable Member> members;
    private final Backoff backoff = new Backoff();
    private final AtomicBoolean down = new AtomicBoolean();

    /** Why no more calls are taken; null while they are. */
    private volatile @Nullable String refusal;

    /**
     * Connects to nothing yet.
     *
     * @param trouble told when a connection cannot be made, or breaks, or a call had to wait too long; by a thread with work of its
     *     own, so it must return at once
     */
    ChannelGroup(
            String server,
            Address.Tcp address,
            Supplier<Session> sessions,
            int channels,
            ChannelSettings settings,
            IoThread io,
            HansockListener listener,
            Consumer<Throwable> trouble) {
        this.server = server;
        this.address = address;
        this.sessions = sessions;
        this.settings = settings;
        this.io = io;
        this.listener = listener;
        this.trouble = trouble;
        this.members = new AtomicReferenceArray<>(channels);
    }

    /**
     * A channel for a caller that will drive it: its own by habit, unless someone drives that and another is free.
     *
     * @throws ChannelLostException if the server could not be reached a moment ago
     */
    Channel forCaller() {
        return forCaller(0);
    }

    /**
     * As {@link #forCaller()}, for the exchange with that number of a caller with several at the same time: the server can then carry
     * them out at the same time, too.
     */
    Channel forCaller(int number) {
        int size = members.length();
        int habit =
                size == 1 ? 0 : ((int) ((Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 33) + number) % size;
        Channel own = at(habit);
        if (own != null && !own.isDriven()) {
            return own;
        }
        for (int i = 1; i < size; i++) {
            Channel other = at((habit + i) % size);
            if (other != null && !other.isDriven()) {
                return other;
            }
        }
        return own == null ? working() : own;
    }

    /**
     * A channel for an exchange that nobody waits for: the one with the least to do.
     *
     * @throws ChannelLostException as {@link #forCaller()}
     */
    Channel forNobody() {
        Channel least = null;
        for (int i = 0; i < members.length() && (least == null || least.pending() > 0); i++) {
            Channel other = at(i);
            if (other != null && (least == null || other.pending() < least.pending())) {
                least = other;
            }
        }
        return least == null ? working() : least;
    }

    /** Has later calls fail; those under way go on. */
    void refuseCalls() {
        refuseCalls("the client is closed");
    }

    /** The same, for another reason. */
    void refuseCalls(String why) {
        if (refusal == null) {
            refusal = why;
        }
    }

    void close(long drainNanos) {
        refuseCalls();
        long deadline = System.nanoTime() + drainNanos;
        for (int i = 0; i < members.length(); i++) {
            Member member = members.get(i);
            if (member != null) {
                member.channel.close(Math.max(0, deadline - System.nanoTime()));
            }
        }
    }

    /** The channel in that place, made if there is none; null if one cannot be made yet. */
    private @Nullable Channel at(int index) {
        String why = refusal;
        if (why != null) {
            throw new ChannelLostException(server, Outcome.NOTHING_SENT, why, null);
        }
        Member present = members.get(index);
        return present != null && !present.channel.isClosed() ? present.channel : open(index, present);
    }

    private @Nullable Channel open(int index, @Nullable Member ended) {
        if (backoff.nanosLeft() > 0) {
            return null;
        }
        Member made = new Member();
        if (members.compareAndSet(index, ended, made)) {
            if (refusal != null) {
                made.channel.close(0);
            }
            return made.channel;
        }
        return at(index);
    }

    /** Where none can be made, those whose server has answered go on. */
    private Channel working() {
        Channel present = answering();
        if (present != null) {
            return present;
        }
        throw new ChannelLostException(
                server,
                Outcome.NOTHING_SENT,
                "cannot be reached (" + backoff.reason() + "), next try in "
                        + (Math.max(0, backoff.nanosLeft()) / NANOS_PER_MILLI + 1) + " ms",
                null);
    }

    /** For a second attempt: the channel with the least to do of those whose server has answered; null if there is none. */
    @Nullable
    Channel answering() {
        Channel least = null;
        for (int i = 0; i < members.length(); i++) {
            Member member = members.get(i);
            if (member != null && member.works() && (least == null || member.channel.pending() < least.pending())) {
                least = member.channel;
            }
        }
        return least;
    }

    /** Whether no connection works, and none may be made yet. */
    boolean isDown() {
        return down.get() && backoff.nanosLeft() > 0 && answering() == null;
    }

    /** A call there came to that. One that had to wait too long may be the first sign that nobody is there. */
    void noteFailure(HansockException problem) {
        if (problem instanceof DeadlineException) {
            trouble.accept(problem);
        }
    }

    /** How it is, as far as the calls have shown. */
    ServerState.Wire view() {
        OptionalInt port = OptionalInt.of(address.port());
        if (answering() != null) {
            return new ServerState.Wire(ServerState.Condition.UP, port, "", Optional.empty());
        }
        if (!down.get()) {
            return new ServerState.Wire(ServerState.Condition.UNTRIED, port, "", Optional.empty());
        }
        Duration nextTry = Duration.ofNanos(Math.max(0, backoff.nanosLeft()));
        return new ServerState.Wire(ServerState.Condition.DOWN, port, backoff.reason(), Optional.of(nextTry));
    }

    /** What is open and under way. */
    ServerLoad.Wire load() {
        ServerLoad.Wire sum = ServerLoad.Wire.NONE;
        for (int i = 0; i < members.length(); i++) {
            Member member = members.get(i);
            if (member != null && member.isOpen()) {
                sum = ServerLoads.sum(
                        sum, new ServerLoad.Wire(1, member.channel.pending(), member.session.openAtServer()));
            }
        }
        return sum;
    }

    /** One channel; passes on what happens to it. */
    private final class Member implements ChannelListener {
        private final Session session = sessions.get();
        private final Channel channel = new Channel(server, address, session, settings, io, this);
        private volatile boolean opened;
        private volatile boolean replied;

        boolean isOpen() {
            return opened && !channel.isClosed();
        }

        boolean works() {
            return replied && !channel.isClosed();
        }

        @Override
        public void opened() {
            opened = true;
            listener.channelOpened(server, address.port());
        }

        @Override
        public void replied() {
            replied = true;
            backoff.succeeded();
            if (down.compareAndSet(true, false)) {
                LOG.info("{}: port {} answers again", server, address.port());
            }
        }

        @Override
        public void failed(Throwable cause) {
            String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            if (!replied) {
                backoff.failed(why);
            }
            if (down.compareAndSet(false, true)) {
                LOG.info(
                        "{}: {} port {}: {}",
                        server,
                        replied ? "lost a connection to" : "cannot use",
                        address.port(),
                        why);
            }
            trouble.accept(cause);
            listener.channelFailed(server, address.port(), cause);
        }

        @Override
        public void closed() {
            listener.channelClosed(server, address.port());
        }

        @Override
        public boolean wantsWrites() {
            return listener != HansockListener.NONE;
        }

        @Override
        public void wrote(int exchanges) {
            listener.batchWritten(server, address.port(), exchanges);
        }
    }
}

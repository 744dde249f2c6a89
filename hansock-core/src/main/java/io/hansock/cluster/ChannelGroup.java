package io.hansock.cluster;

import io.hansock.ChannelLostException;
import io.hansock.ChannelRange;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ServerLoad;
import io.hansock.ServerState;
import io.hansock.net.Channel;
import io.hansock.net.Exchange;
import io.hansock.net.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one port of one server: made when needed, replaced when they end, more of them while callers queue. Safe for any thread.
 */
final class ChannelGroup {
    private final GroupChannel.Kind kind;
    private final Supplier<Session> sessions;
    private final Consumer<Throwable> trouble;

    /** Those that there always are, once they were needed. */
    private final AtomicReferenceArray<@Nullable GroupChannel> members;

    private final FurtherChannels further;
    private final GroupState state;

    /** Why no more calls are taken; null while they are. */
    private volatile @Nullable String refusal;

    /**
     * Connects to nothing yet.
     *
     * @param check makes what an additional channel is asked first, which any server answers
     * @param range how many connections
     * @param trouble told when a connection cannot be made, or breaks, or a call had to wait too long; by a thread with work of its
     *     own, so it must return at once
     */
    ChannelGroup(
            GroupChannel.Kind kind,
            Supplier<Session> sessions,
            Supplier<? extends Exchange> check,
            ChannelRange range,
            Consumer<Throwable> trouble) {
        this.kind = kind;
        this.sessions = sessions;
        this.trouble = trouble;
        this.state = new GroupState(kind, trouble);
        this.members = new AtomicReferenceArray<>(range.least());
        this.further = new FurtherChannels(
                kind.server(),
                state,
                owner -> new GroupChannel(kind, sessions.get(), owner),
                range.most() - range.least(),
                check,
                kind.settings().connectTimeout().toNanos());
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
        int hash = (int) ((Thread.currentThread().getId() * 0x9E3779B97F4A7C15L) >>> 34) + number;
        int least = members.length();
        int habit = hash % least;
        Channel own = at(habit);
        if (own != null && !own.isDriven()) {
            return own;
        }
        for (int i = 1; i < least; i++) {
            Channel other = at((habit + i) % least);
            if (other != null && !other.isDriven()) {
                return other;
            }
        }
        Channel undriven = further.undriven();
        return undriven == null ? shared(hash, own) : undriven;
    }

    /** One that others drive. */
    private Channel shared(int hash, @Nullable Channel own) {
        int least = members.length();
        int place = hash % (least + further.width());
        Channel there = place < least ? at(place) : further.at(place - least);
        Channel chosen = there == null ? own : there;
        if (chosen == null) {
            return working();
        }
        further.growIfQueued(chosen.pending());
        return chosen;
    }

    /**
     * A channel for an exchange that nobody waits for: the one with the least to do.
     *
     * @throws ChannelLostException as {@link #forCaller()}
     */
    Channel forNobody() {
        Channel idlest = null;
        int least = members.length();
        int all = least + further.width();
        for (int i = 0; i < all && (idlest == null || idlest.pending() > 0); i++) {
            Channel other = i < least ? at(i) : further.at(i - least);
            if (other != null && (idlest == null || other.pending() < idlest.pending())) {
                idlest = other;
            }
        }
        if (idlest == null) {
            return working();
        }
        further.growIfQueued(idlest.pending());
        return idlest;
    }

    /** Has later calls fail; those under way go on. */
    void refuseCalls() {
        refuseCalls("the client is closed");
    }

    /** The same, for another reason. */
    void refuseCalls(String why) {
        if (refusal == null) {
            refusal = why;
            further.stop();
        }
    }

    /** Another connection to the server has been silent for too long. */
    void doubt() {
        forEach(member -> member.channel().doubt());
    }

    void close(long drainNanos) {
        refuseCalls();
        long deadline = System.nanoTime() + drainNanos;
        forEach(member -> member.channel().close(Math.max(0, deadline - System.nanoTime())));
    }

    private void forEach(Consumer<GroupChannel> action) {
        for (int i = 0; i < members.length(); i++) {
            GroupChannel present = members.get(i);
            if (present != null) {
                action.accept(present);
            }
        }
        further.forEach(action);
    }

    /** The channel in that place, made if there is none; null if one cannot be made yet. */
    private @Nullable Channel at(int index) {
        String why = refusal;
        if (why != null) {
            throw new ChannelLostException(kind.server(), Outcome.NOTHING_SENT, why, null);
        }
        GroupChannel present = members.get(index);
        return present != null && !present.channel().isClosed() ? present.channel() : open(index, present);
    }

    private @Nullable Channel open(int index, @Nullable GroupChannel ended) {
        Channel made = tryOpen(index, ended);
        return made == null && state.mayConnect() ? at(index) : made;
    }

    /** Null if none can be made yet, or somebody else was quicker. */
    private @Nullable Channel tryOpen(int index, @Nullable GroupChannel ended) {
        if (!state.mayConnect()) {
            return null;
        }
        GroupChannel made = new GroupChannel(kind, sessions.get(), state);
        if (!members.compareAndSet(index, ended, made)) {
            return null;
        }
        if (refusal != null) {
            made.channel().close(0);
        }
        return made.channel();
    }

    /** Where none can be made, those whose server has answered go on. */
    private Channel working() {
        Channel present = answering();
        if (present != null) {
            return present;
        }
        throw state.refusal();
    }

    /**
     * For a second attempt, which is the last. What has broken a channel that worked may have ended others, and nobody knows yet: so one
     * that is known to live, else a new one, be it one that somebody else has just made, else any that has answered. Null if there is
     * none.
     *
     * @param first what the first attempt was made on; null if that was none of this group's
     */
    @Nullable
    Channel forSecondAttempt(@Nullable Channel first) {
        if (first != null && hasNeverWorked(first)) {
            return answering();
        }
        Channel chosen = leastOf(GroupChannel::isFoundAlive);
        for (int i = 0; i < members.length() && chosen == null; i++) {
            GroupChannel present = members.get(i);
            if (present == null || present.channel().isClosed()) {
                chosen = tryOpen(i, present);
            }
        }
        if (chosen == null) {
            chosen = beingMade();
        }
        return chosen == null ? answering() : chosen;
    }

    /** One that connects at this moment, so that nothing can have ended it before; null if there is none. */
    private @Nullable Channel beingMade() {
        for (int i = 0; i < members.length(); i++) {
            GroupChannel present = members.get(i);
            if (present != null && !present.hasReplied() && !present.channel().isClosed()) {
                return present.channel();
            }
        }
        return null;
    }

    private boolean hasNeverWorked(Channel channel) {
        List<GroupChannel> found = new ArrayList<>(1);
        forEach(member -> {
            if (member.channel() == channel && !member.hasReplied()) {
                found.add(member);
            }
        });
        return !found.isEmpty();
    }

    /** The channel with the least to do of those whose server has answered; null if there is none. */
    @Nullable
    Channel answering() {
        return leastOf(GroupChannel::works);
    }

    private @Nullable Channel leastOf(Predicate<GroupChannel> wanted) {
        List<Channel> found = new ArrayList<>();
        forEach(member -> {
            if (wanted.test(member)) {
                found.add(member.channel());
            }
        });
        return found.stream().min(Comparator.comparingInt(Channel::pending)).orElse(null);
    }

    /** Whether no connection works, and none may be made yet. */
    boolean isDown() {
        return state.isDown() && answering() == null;
    }

    /** A call there came to that. One that had to wait too long may be the first sign that nobody is there. */
    void noteFailure(HansockException problem) {
        if (problem instanceof DeadlineException) {
            trouble.accept(problem);
        }
    }

    /** A call has lost its channel. */
    void noteLoss(HansockException problem) {
        trouble.accept(problem);
    }

    /** How it is, as far as the calls have shown. */
    ServerState.Wire view() {
        return state.view(answering() != null);
    }

    /** What is open and under way. */
    ServerLoad.Wire load() {
        List<ServerLoad.Wire> each = new ArrayList<>();
        forEach(member -> each.add(member.load()));
        return each.stream().reduce(ServerLoad.Wire.NONE, ServerLoads::sum);
    }
}

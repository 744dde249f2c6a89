package io.hansock.cluster;

import io.hansock.net.Channel;
import io.hansock.net.Exchange;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of a group beyond those that it always has: opened one by one while callers queue, and used where all others are in use, so that
 * those which nobody needs are idle and close. A new one serves nobody before the server has answered on it: a server that takes no more
 * connections fails no call. Safe for any thread.
 */
final class FurtherChannels implements GroupChannel.Events {
    private static final Logger LOG = LoggerFactory.getLogger(FurtherChannels.class);

    private final String server;
    private final GroupChannel.Events group;
    private final Function<GroupChannel.Events, GroupChannel> maker;
    private final Supplier<? extends Exchange> check;
    private final long connectNanos;
    private final Growth growth = new Growth();
    private final AtomicReferenceArray<@Nullable GroupChannel> places;

    /** Behind the last place with one that works. */
    private volatile int width;

    private volatile boolean closed;

    /**
     * None yet.
     *
     * @param server the configured name, for messages
     * @param group told of those that worked
     * @param most how many there can be
     * @param check makes what a new one is asked, which any server answers
     */
    FurtherChannels(
            String server,
            GroupChannel.Events group,
            Function<GroupChannel.Events, GroupChannel> maker,
            int most,
            Supplier<? extends Exchange> check,
            long connectNanos) {
        this.server = server;
        this.group = group;
        this.maker = maker;
        this.check = check;
        this.connectNanos = connectNanos;
        this.places = new AtomicReferenceArray<>(most);
    }

    /** Those that work are in places below. */
    int width() {
        return width;
    }

    /** The one in that place; null if it does not work. */
    @Nullable
    Channel at(int place) {
        GroupChannel present = places.get(place);
        return present != null && present.works() ? present.channel() : null;
    }

    /** One that nobody drives; null if there is none. */
    @Nullable
    Channel undriven() {
        int present = width;
        for (int i = 0; i < present; i++) {
            Channel one = at(i);
            if (one != null && !one.isDriven()) {
                return one;
            }
        }
        return null;
    }

    /** A caller is about to queue behind so many: opens one more if there is reason to. */
    void growIfQueued(int queued) {
        if (places.length() == 0 || closed || !growth.isDue(queued)) {
            return;
        }
        for (int i = 0; i < places.length(); i++) {
            GroupChannel present = places.get(i);
            if (present == null || present.channel().isClosed()) {
                open(i, present);
                return;
            }
            if (!present.hasReplied()) {
                return;
            }
        }
    }

    private void open(int place, @Nullable GroupChannel ended) {
        GroupChannel made = maker.apply(this);
        if (places.compareAndSet(place, ended, made)) {
            made.channel().submit(check.get(), connectNanos);
            if (closed) {
                made.channel().close(0);
            }
        }
    }

    void forEach(Consumer<GroupChannel> action) {
        for (int i = 0; i < places.length(); i++) {
            GroupChannel present = places.get(i);
            if (present != null) {
                action.accept(present);
            }
        }
    }

    /** Opens no more. */
    void stop() {
        closed = true;
    }

    private synchronized void measure() {
        int present = places.length();
        while (present > 0 && at(present - 1) == null) {
            present--;
        }
        width = present;
    }

    @Override
    public void replied(GroupChannel channel) {
        measure();
        group.replied(channel);
    }

    @Override
    public void failed(GroupChannel channel, Throwable cause) {
        measure();
        if (channel.hasReplied()) {
            group.failed(channel, cause);
        } else {
            growth.refused();
            LOG.debug("{}: no further connection is taken", server, cause);
        }
    }

    @Override
    public void closed(GroupChannel channel) {
        measure();
    }
}

package io.hansock.net;

import java.time.Duration;

/**
 * How channels behave.
 *
 * @param connectTimeout for resolving and connecting, shared by all addresses that the name resolves to
 * @param maxPending how many exchanges may be queued or in flight on one channel
 * @param atBound what a caller meets when so many are
 * @param maxReplyBytes a longer reply fails its caller and is read away
 * @param discardTimeout how long reading away a reply that nobody wants may take before the channel is closed instead
 * @param idleTimeout after so long without use the channel closes itself; zero for never
 * @param drainAfterBytes after so many bytes without a pause, writing waits until all replies are in: HandlerSocket's receive
 *     buffer only shrinks when it becomes empty (trap H27)
 */
public record ChannelSettings(
        Duration connectTimeout,
        int maxPending,
        AtBound atBound,
        int maxReplyBytes,
        Duration discardTimeout,
        Duration idleTimeout,
        int drainAfterBytes) {
    /** What a caller meets when the bound of pending exchanges is reached. */
    public enum AtBound {
        /** It waits for room, within its deadline. */
        WAIT,
        /** It fails at once with {@link io.hansock.OverloadedException}. */
        FAIL
    }

    /** 2 s to connect, 8 192 pending, wait at the bound, 64 MiB a reply, 10 s to discard, 240 s idle, drained after 4 MiB. */
    public static final ChannelSettings DEFAULTS = new ChannelSettings(
            Duration.ofSeconds(2),
            8192,
            AtBound.WAIT,
            64 << 20,
            Duration.ofSeconds(10),
            Duration.ofSeconds(240),
            4 << 20);
}

package io.hansock.net;

import io.hansock.ConfigurationException;
import java.time.Duration;

/**
 * How channels behave. A value that cannot work is a {@link ConfigurationException}.
 *
 * @param connectTimeout for resolving, connecting, TLS and login together, more than zero; all addresses that the name resolves
 *     to share it
 * @param maxPending how many exchanges may be queued or in flight on one channel, at least one
 * @param atBound what a caller meets when so many are
 * @param maxReplyBytes a longer reply fails its caller and is read away; at least one
 * @param discardTimeout how long reading away a reply that nobody wants may take before the channel is closed instead;
 *     more than zero
 * @param idleTimeout after so long without use the channel closes itself; zero for never
 * @param drainAfterBytes after so many bytes without a pause, writing waits until all replies are in; at least one.
 *     HandlerSocket's receive buffer only shrinks when it becomes empty (trap H27)
 */
public record ChannelSettings(
        Duration connectTimeout,
        int maxPending,
        AtBound atBound,
        int maxReplyBytes,
        Duration discardTimeout,
        Duration idleTimeout,
        int drainAfterBytes) {
    /** Refuses what cannot work. */
    public ChannelSettings {
        requirePositive("connect timeout", connectTimeout);
        requirePositive("bound of pending exchanges", maxPending);
        requirePositive("bound of reply bytes", maxReplyBytes);
        requirePositive("discard timeout", discardTimeout);
        requirePositive("number of bytes to drain after", drainAfterBytes);
        if (idleTimeout.isNegative()) {
            throw new ConfigurationException(
                    "the idle timeout must not be negative, as " + idleTimeout + " is; zero means never");
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new ConfigurationException("the " + what + " must be more than zero, not " + duration);
        }
    }

    private static void requirePositive(String what, int number) {
        if (number <= 0) {
            throw new ConfigurationException("the " + what + " must be at least 1, not " + number);
        }
    }

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

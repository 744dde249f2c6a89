package io.hansock;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link HansockBuilder} is told of connections: how many there are, how long they last, what they carry. Not thread-safe.
 */
abstract sealed class ConnectionOptions permits HansockBuilder {
    private static final int LARGEST_REPLY = 1 << 30;
    private static final int USUAL_LEAST = 2;

    Duration connectTimeout = Duration.ofSeconds(2);

    @Nullable
    Integer minChannelsPerPort;

    int channelsPerPort = 2;

    @Nullable
    Integer minSqlChannels;

    int sqlChannels = 4;
    int sqlSessions = 10;
    int maxPending = 8192;
    QueueFull queueFull = QueueFull.WAIT;
    int maxReplyBytes = 64 << 20;
    Duration idleTimeout = Duration.ofMinutes(4);

    abstract HansockBuilder self();

    /** How many connections to each HandlerSocket port. */
    final ChannelRange handlerSocketRange() {
        return range("channels per port", minChannelsPerPort, channelsPerPort);
    }

    /** How many connections for reads over SQL, and for writes. */
    final ChannelRange sqlRange() {
        return range("SQL channels", minSqlChannels, sqlChannels);
    }

    private static ChannelRange range(String name, @Nullable Integer least, int most) {
        if (least == null) {
            return new ChannelRange(Math.min(USUAL_LEAST, most), most);
        }
        if (least > most) {
            throw new ConfigurationException(
                    "the least number of " + name + ", " + least + ", is more than the most, which is " + most);
        }
        return new ChannelRange(least, most);
    }

    /**
     * Sets how long making a connection may take, shared by all addresses that the host's name resolves to. Default: 2 s.
     *
     * @param timeout more than zero, at most a day
     * @return this
     */
    public final HansockBuilder connectTimeout(Duration timeout) {
        this.connectTimeout = Bounds.positive("connect timeout", timeout);
        return self();
    }

    /**
     * Sets how many connections are kept to each HandlerSocket port of each server, at most; they are made when needed. Concurrent
     * callers share them, so few are enough: more than {@link #minChannelsPerPort} there are while callers queue. Default: 2.
     *
     * @param channels 1 to 1024
     * @return this
     */
    public final HansockBuilder channelsPerPort(int channels) {
        this.channelsPerPort = Bounds.within("channels per port", channels, 1, 1024);
        return self();
    }

    /**
     * Sets how many connections to each HandlerSocket port of each server concurrent callers share at least. Beyond that there is one more
     * whenever callers queue at all of them, up to {@link #channelsPerPort}; it closes when it was not needed for the {@link #idleTimeout}.
     * Default: 2, or fewer if there may not be so many.
     *
     * @param channels 1 to 1024, and no more than {@link #channelsPerPort}
     * @return this
     */
    public final HansockBuilder minChannelsPerPort(int channels) {
        this.minChannelsPerPort = Bounds.within("least channels per port", channels, 1, 1024);
        return self();
    }

    /**
     * Sets how many connections to each server carry reads over SQL, and how many writes, at most; they are made when needed. Concurrent
     * callers share them, so few are enough: more than {@link #minSqlChannels} there are while callers queue. Default: 4.
     *
     * @param channels 1 to 1024
     * @return this
     */
    public final HansockBuilder sqlChannels(int channels) {
        this.sqlChannels = Bounds.within("SQL channels", channels, 1, 1024);
        return self();
    }

    /**
     * Sets how many connections to each server concurrent callers share at least for reads over SQL, and as many for writes. Beyond that
     * they come and go as with {@link #minChannelsPerPort}. Default: 2, or fewer if there may not be so many.
     *
     * @param channels 1 to 1024, and no more than {@link #sqlChannels}
     * @return this
     */
    public final HansockBuilder minSqlChannels(int channels) {
        this.minSqlChannels = Bounds.within("least SQL channels", channels, 1, 1024);
        return self();
    }

    /**
     * Sets how many connections to each server there are at most for SQL of the application's own and its transactions; each has one
     * user at a time. Changes that take a transaction of Hansock's own (of rows that no unique key names, increments that answer the sum) have as
     * many again. Default: 10.
     *
     * <p>With those that callers share there are at most 2 × {@link #sqlChannels} + 2 × this + 10 connections over SQL to a server: two of the last
     * are to know the server and its tables, four for {@linkplain Hansock#ddl changes of tables}, and four are made to stop statements that were
     * given up, and closed at once. With the defaults that is 38. Each is made when it is first needed.
     *
     * @param sessions 1 to 10000
     * @return this
     */
    public final HansockBuilder sqlSessions(int sessions) {
        this.sqlSessions = Bounds.within("SQL sessions", sessions, 1, 10_000);
        return self();
    }

    /**
     * Sets how many commands may wait for one connection, queued or sent. Default: 8192.
     *
     * @param commands 1 or more
     * @return this
     */
    public final HansockBuilder maxPending(int commands) {
        this.maxPending = Bounds.within("max pending", commands, 1, Integer.MAX_VALUE);
        return self();
    }

    /**
     * Sets what a call meets when that many commands wait. Default: {@link QueueFull#WAIT}.
     *
     * @param behaviour what it meets
     * @return this
     */
    public final HansockBuilder queueFull(QueueFull behaviour) {
        this.queueFull = Objects.requireNonNull(behaviour, "queue full");
        return self();
    }

    /**
     * Sets the longest reply that is taken, in bytes; a longer one fails its caller. Default: 64 MiB.
     *
     * @param bytes 1024 to 1 GiB
     * @return this
     */
    public final HansockBuilder maxReplyBytes(int bytes) {
        if (bytes < 1024 || bytes > LARGEST_REPLY) {
            throw new ConfigurationException(
                    "max reply size must be within 1024 and " + LARGEST_REPLY + " bytes, not " + bytes);
        }
        this.maxReplyBytes = bytes;
        return self();
    }

    /**
     * Sets after how long without use a connection is closed; it should be less than the server's {@code handlersocket_timeout}
     * (300 s). Zero: never. Default: 240 s.
     *
     * @param timeout zero to a day
     * @return this
     */
    public final HansockBuilder idleTimeout(Duration timeout) {
        if (timeout.isNegative()) {
            throw new ConfigurationException("the idle timeout must not be negative; zero means never");
        }
        this.idleTimeout = timeout.isZero() ? timeout : Bounds.positive("idle timeout", timeout);
        return self();
    }
}

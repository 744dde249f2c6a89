package io.hansock.mysql;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.RefusedException;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Address;
import io.hansock.net.Channel;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One channel to one server, logged in, and all that is known of it: the statements prepared on it, the state that its server is in. It
 * has one owner at a time, who runs one conversation after the other; owners change by way of a pool.
 */
public final class MysqlConnection {
    private static final int REQUEST_BYTES = 512;
    private static final int LARGEST_REQUEST = Integer.MAX_VALUE - 8;

    private final String server;
    private final Channel channel;
    private final MysqlSession session;
    private final ConnectionSettings settings;
    private final StatementCache statements;
    private final ConnectionState state;
    private final ReplyReader reader;
    private final long madeAt = System.nanoTime();

    private ByteWriter request = new ByteWriter(REQUEST_BYTES, LARGEST_REQUEST);
    private ReplyFramer framer = new ReplyFramer();

    /** Run when an exchange of the present conversation has ended; null while a thread waits for it. */
    private @Nullable Runnable whenEnded;

    private final ConnectionHealth health = new ConnectionHealth();
    private SessionWords.Limits limits = SessionWords.Limits.UNKNOWN;

    MysqlConnection(String server, Channel channel, MysqlSession session, ConnectionSettings settings) {
        this.server = server;
        this.channel = channel;
        this.session = session;
        this.settings = settings;
        this.statements = new StatementCache(settings.cachedStatements());
        this.state = new ConnectionState(settings.database());
        this.reader = new ReplyReader(server, session, state, settings.maxReplyBytes());
    }

    // ---- running conversations

    /**
     * Asks, and waits for the result in the calling thread.
     *
     * @throws HansockException if there is none
     */
    public <T> T call(Request<T> asked, long timeoutNanos) {
        long deadline = System.nanoTime() + timeoutNanos;
        Conversation<T> conversation = prepare(asked);
        boolean ended = false;
        try {
            T result = converse(conversation, deadline);
            ended = true;
            return result;
        } catch (ProtocolException e) {
            throw failed(e);
        } catch (HansockException e) {
            closeUnlessAnswered();
            throw told(conversation, e);
        } catch (RuntimeException | Error e) {
            closeUnlessAnswered();
            throw e;
        } finally {
            if (!ended) {
                conversation.abandon();
            }
        }
    }

    /** The conversation for a thread that will wait for it. */
    <T> Conversation<T> prepare(Request<T> asked) {
        whenEnded = null;
        health.begins();
        return asked.on(this);
    }

    /** What carries its exchanges. */
    Channel channel() {
        return channel;
    }

    /** What the caller of a conversation that has ended by {@code problem} is told: that may be of its last exchange alone. */
    HansockException told(Conversation<?> conversation, HansockException problem) {
        boolean isOfTheRest = health.isAnswered() && !conversation.hasDoneNothing();
        return conversation.told(isOfTheRest ? Unsent.theRest(server, problem) : problem);
    }

    private <T> T converse(Conversation<T> conversation, long deadline) {
        CommandExchange exchange = conversation.begin();
        while (exchange != null) {
            carryOut(exchange, deadline - System.nanoTime());
            exchange = conversation.next(exchange);
        }
        return conversation.result();
    }

    /** After a conversation has thrown: a server that waits for more of it, or says more, must not meet the next one. */
    void closeUnlessAnswered() {
        if (!health.isUnsound() && health.isAnswered() && !framer.isFinished() && !framer.isMidRows()) {
            abort();
        }
    }

    private void carryOut(CommandExchange exchange, long timeoutNanos) {
        try {
            channel.call(exchange, timeoutNanos);
            answered();
        } catch (HansockException e) {
            health.brokeOff(e, !health.isAnswered());
            throw e;
        }
    }

    private void answered() {
        statements.confirmLeft();
        health.answered();
    }

    /**
     * Asks without a thread that waits.
     *
     * @param end told of the result or the failure, on the callback executor, or at once if nothing could be sent
     * @return gives the request up when it is run, on any thread
     */
    public <T> Runnable submit(Request<T> asked, long timeoutNanos, BiConsumer<@Nullable T, @Nullable Throwable> end) {
        Asking<T> asking = new Asking<>(this, timeoutNanos, end);
        whenEnded = asking;
        health.begins();
        asking.begin(asked);
        return asking::cancel;
    }

    /** Carries an exchange out that nobody waits for. */
    void carryOutLater(CommandExchange exchange, long timeoutNanos) {
        channel.submit(exchange, timeoutNanos);
    }

    /** What has become of an exchange that nobody waited for; null if it was answered. */
    @Nullable
    HansockException problem(CommandExchange ended, boolean first) {
        HansockException problem = ended.problem(server);
        if (problem == null) {
            answered();
        } else {
            health.brokeOff(problem, first);
        }
        return problem;
    }

    /** Closes the channel over which came what makes no sense. */
    ProtocolException failed(ProtocolException cause) {
        health.broke();
        channel.fail(cause);
        return cause.server() != null
                ? cause
                : new ProtocolException(server, String.valueOf(cause.getMessage()), cause);
    }

    // ---- for conversations

    /** Begins a request: where its commands are to be written. */
    ByteWriter request() {
        requireUsable();
        request.reset();
        statements.closeLeaving(request);
        return request;
    }

    /** Refuses a request where it would meet what is left of another. */
    void requireUsable() {
        if (framer.isMidRows()) {
            throw new IllegalStateException("rows of this session are being streamed; close them first");
        }
        if (health.isUnsound()) {
            throw new ChannelLostException(
                    server,
                    Outcome.NOTHING_SENT,
                    "an earlier statement of this session was broken off; lease another",
                    null);
        }
    }

    /** Begins a request that goes on with the conversation of the one before. */
    ByteWriter furtherRequest() {
        request.reset();
        return request;
    }

    /** The framer of the request that is being made. */
    ReplyFramer framer() {
        return framer;
    }

    /** Ends the request: all that was written. */
    CommandExchange exchange() {
        if (request.size() > limits.maxAllowedPacket()) {
            long longest = PacketWriter.longestMessage(request.array(), request.size());
            if (longest > limits.maxAllowedPacket()) {
                framer = new ReplyFramer();
            }
            requireTakeable(longest);
        }
        return new CommandExchange(request.array(), request.size(), framer, whenEnded);
    }

    /**
     * Refuses a message of so many bytes if the server takes none of that length: it would hang up in the middle, and then nobody knows what it
     * has done.
     */
    void requireTakeable(long longest) {
        if (longest > limits.maxAllowedPacket()) {
            throw new RefusedException(
                    server,
                    "max-allowed-packet",
                    "a statement of " + longest + " bytes with its parameters; the server's max_allowed_packet is "
                            + limits.maxAllowedPacket()
                            + ", and nothing was sent. A stream as a parameter may be longer");
        }
    }

    /** Ends a request that has no answer. */
    CommandExchange unansweredExchange() {
        return new CommandExchange(request.array(), request.size(), null, whenEnded);
    }

    /** Reads on in a reply that has begun. */
    CommandExchange furtherPiece() {
        return new CommandExchange(request.array(), 0, framer, whenEnded);
    }

    /** As {@link #furtherPiece}, into an array that nobody uses any more. */
    CommandExchange furtherPiece(byte[] room) {
        return new PieceExchange(request.array(), framer, room, whenEnded);
    }

    StatementCache statements() {
        return statements;
    }

    ConnectionState state() {
        return state;
    }

    ReplyReader reader() {
        return reader;
    }

    ConnectionSettings settings() {
        return settings;
    }

    MysqlHandshake login() {
        return session.login();
    }

    /** The session is somebody else's and new. */
    void changedUser(@Nullable String database) {
        statements.forgetAll();
        state.databaseIs(database);
    }

    ConnectionHealth health() {
        return health;
    }

    /** What was agreed on; once anything was answered. */
    Agreed agreed() {
        return session.agreed();
    }

    /** Has the server's debts of the broken conversation framed in front of the next exchange's answer. */
    CommandExchange recoveringExchange(ToIntFunction<ByteWriter> command) {
        ReplyFramer owed = framer;
        framer = new ReplyFramer();
        request = new ByteWriter(REQUEST_BYTES, LARGEST_REQUEST);
        framer.await(Expected.QUERY, command.applyAsInt(request));
        return new CommandExchange(request.array(), request.size(), framer, owed, whenEnded);
    }

    /** What the server allows this session, and which server that is. */
    SessionWords.Limits limits() {
        return limits;
    }

    void limits(SessionWords.Limits told) {
        limits = told;
    }

    void recovered() {
        statements.mayHaveMore();
        health.recovered();
    }

    // ---- for its owner

    /** The configured name of its server. */
    public String server() {
        return server;
    }

    /** Whether the server is sending rows of which more are to be asked for. */
    boolean isMidRows() {
        return framer.isMidRows();
    }

    /** Whether it can be used for another conversation at once. */
    public boolean isSound() {
        return !health.isUnsound() && !framer.isMidRows() && !channel.isClosed();
    }

    /** Whether it lives, or is still to be made. */
    boolean isOpen() {
        return !channel.isClosed();
    }

    /** Whether what failed last can be asked on another connection, because this one had ended before. */
    public boolean wasTooLate() {
        return health.isMovable();
    }

    /** Whether it has ended, for whatever reason. */
    public boolean isClosed() {
        return channel.isClosed();
    }

    /** Whether its session is not as it was behind the login. */
    public boolean isUntidy() {
        return state.hasChanged() || mayBeInTransaction();
    }

    /** Whether the server may keep rows locked for it: without autocommit, for a statement too of which no answer has come. */
    public boolean mayBeInTransaction() {
        return state.mayBeInTransaction() || !state.isAutocommit();
    }

    /** Whether it was given up since the server was silent for too long: the server may not know. */
    public boolean fellSilent() {
        return channel.fellSilent();
    }

    /** Not less than the server takes it to be. */
    long nanosSinceMade() {
        return System.nanoTime() - madeAt;
    }

    /** Whether its session can never again be what it was behind the login. */
    public boolean isBeyondTidying() {
        return health.isBeyondRecovery() || (state.database() != null && state.loginDatabase() == null);
    }

    /** What makes its session as it was behind the login. */
    public Request<Boolean> tidying() {
        return state.hasChanged() || !state.isAutocommit() ? Upkeep.reset() : Upkeep.rollback();
    }

    /** Whether others can read what travels, and nobody has said that they may. */
    public boolean isPlainUnasked() {
        return session.login().isPlainForLackOfOffer() && !address().isLocal();
    }

    /** Where it has connected to: of a name with several addresses the very one. */
    public Address address() {
        return channel.address();
    }

    /** The server's number of it, as {@code KILL} wants it; once anything was answered. */
    public long id() {
        return agreed().connectionId();
    }

    /** After so many seconds without a command the server hangs up. */
    public long waitTimeoutSeconds() {
        return limits.waitTimeoutSeconds();
    }

    /** It has nothing to do: keeps none of the memory that something big has needed. */
    public void rest() {
        request.reset();
        reader.forget();
    }

    /** Closes it at once, without a word. */
    public void abort() {
        channel.close(0);
    }
}

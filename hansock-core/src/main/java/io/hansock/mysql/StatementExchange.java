package io.hansock.mysql;

import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Session;
import io.hansock.value.Rows;
import io.hansock.wire.WireExchange;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement, executed once, or several times with other parameters, on a channel with a {@link CommandSession}. Where the
 * channel's server does not have the statement yet, this exchange has it prepared, and its successor executes it.
 */
public sealed class StatementExchange extends WireExchange permits KeyFindExchange {
    /** What this exchange says on its connection. */
    private enum Way {
        /** Not begun. */
        NONE,
        /** The executions. */
        EXECUTE,
        /** That the statement be prepared. */
        PREPARE,
        /** A ping, behind which the statement will be prepared: another exchange has asked for it. */
        AWAIT,
        /** A ping, behind which there may be room: all statements that the channel may have are in use. */
        NOTHING,
        /** A ping: the server would not take so long a message, and close the connection to all who share it. */
        TOO_LONG
    }

    private static final int NO_ROOM_FOR_STATEMENTS = 1461;

    /** What a statement's answer makes of the command that it is a step of. Asked by the exchange's owner. */
    @FunctionalInterface
    public interface Following {
        /**
         * {@return the next step, to be sent on the same channel, if certainly nothing of the command was done so far; null if it is
         * carried out}
         *
         * @param count how many rows were met
         * @param refusal why it was refused; null if it was not
         * @throws ServerException if the command is refused
         */
        @Nullable
        StatementExchange after(long count, @Nullable ServerException refusal);
    }

    /** What it asks by itself. */
    final Execution execution;

    /** What is asked on this connection. */
    private Execution sent;

    /** What comes of its answer; null if that is the command's own. */
    private final @Nullable Following following;

    /** An earlier attempt has found that the server no longer knew the statement, although it was taken to. */
    final boolean preparedAnew;

    /** The server has no room for a further statement: one of this channel's gives way first. */
    final boolean makesRoom;

    private Way way = Way.NONE;
    private @Nullable CommandSession session;
    private @Nullable StatementSlot slot;
    private @Nullable ServerStatement statement;
    private boolean replyBegun;

    /** When the answer began, nobody knew how its rows look. */
    private boolean begunUnknown;

    private boolean rowsUnknown;
    private int copied;

    private @Nullable ExecutionAnswer answer;

    StatementExchange(Execution execution, @Nullable Following following, boolean preparedAnew, boolean makesRoom) {
        this.execution = execution;
        this.sent = execution;
        this.following = following;
        this.preparedAnew = preparedAnew;
        this.makesRoom = makesRoom;
    }

    private StatementExchange(Execution execution) {
        this(execution, null, false, false);
    }

    /**
     * A query that changes nothing, and so may be repeated at any time; its answer is {@link #rows}.
     *
     * @param parameters such as {@link io.hansock.value.ParameterEncoder#check} returned
     */
    public static StatementExchange query(String sql, List<? extends @Nullable Object> parameters) {
        return new StatementExchange(Execution.once(sql, Execution.Answer.ROWS, parameters));
    }

    /** The same once for each of {@code parameterSets}, at least one; {@link #rowsUpTo} tells the answers apart. */
    public static StatementExchange queries(
            String sql, List<? extends List<? extends @Nullable Object>> parameterSets) {
        return new StatementExchange(Execution.each(sql, Execution.Answer.ROWS, parameterSets));
    }

    /** A statement without rows; its answer is {@link #count}, and no {@link #generatedId}. */
    public static StatementExchange update(String sql, List<? extends @Nullable Object> parameters) {
        return new StatementExchange(Execution.once(sql, Execution.Answer.COUNT, parameters));
    }

    /** The same, of which {@link #generatedId} is wanted. */
    public static StatementExchange insert(String sql, List<? extends @Nullable Object> parameters) {
        return new StatementExchange(Execution.once(sql, Execution.Answer.ID, parameters));
    }

    /** The same statement, not sent yet, as a step of a command that may take further ones. */
    public StatementExchange followedBy(Following next) {
        return new StatementExchange(execution, next, false, false);
    }

    /**
     * Says that a refusal leaves nothing of it done, whatever fires: then it is sent again where the server refuses it as it does a statement
     * that it has to prepare anew. Reads are in any case.
     */
    public StatementExchange undoneIfRefused() {
        execution.undoneIfRefused = true;
        return this;
    }

    // ---- the owner's side

    @Override
    protected final StatementExchange again() {
        return another(false, false);
    }

    /** The same step once more. */
    StatementExchange another(boolean anew, boolean making) {
        return new StatementExchange(execution, following, anew, making);
    }

    @Override
    protected @Nullable WireExchange decode(String server) {
        switch (way) {
            case EXECUTE -> {
                return read(this);
            }
            case PREPARE -> {
                return behindPreparing();
            }
            case TOO_LONG ->
                throw new RefusedException(
                        server,
                        "max-allowed-packet",
                        "a statement of " + sent.longest
                                + " bytes, which is more than the server's max_allowed_packet");
            default -> {
                return another(preparedAnew, false);
            }
        }
    }

    private StatementExchange behindPreparing() {
        ServerException refusal = refusal();
        if (refusal == null) {
            return another(preparedAnew, false);
        }
        return notPrepared(refusal, present(slot));
    }

    /** What follows where the server has refused to prepare the statement of that slot. */
    StatementExchange notPrepared(ServerException refusal, StatementSlot refused) {
        if (refusal.code() == NO_ROOM_FOR_STATEMENTS && !makesRoom) {
            return another(preparedAnew, true);
        }
        throw refusal;
    }

    /** Why the statement was not prepared. */
    private @Nullable ServerException refusal() {
        CommandSession own = present(session);
        ReplyReader reader = own.takeReader();
        try {
            reader.start(this, 1);
            reader.prepared(execution.sql);
            return null;
        } catch (ServerException e) {
            return e;
        } finally {
            own.giveBack(reader);
        }
    }

    /** Whether the statement was sent, so that its answers came. */
    final boolean hasExecuted() {
        return way == Way.EXECUTE;
    }

    /**
     * Reads the answers; or asks again, which only happens where certainly nothing was changed.
     *
     * @param asker whose request was answered: this one's, or one's that has asked for this one too
     */
    final @Nullable StatementExchange read(StatementExchange asker) {
        if (asker.rowsUnknown) {
            return again();
        }
        CommandSession own = present(asker.session);
        ReplyReader reader = own.takeReader();
        ServerException refusal = null;
        try {
            reader.start(this, asker.sent.sequence(0));
            ExecutionAnswer whole = ExecutionAnswer.read(reader, asker.sent, present(asker.statement));
            if (whole == null) {
                return again();
            }
            StatementExchange next = take(whole);
            if (next != null) {
                return next;
            }
        } catch (ServerException e) {
            refusal = e;
        } finally {
            own.giveBack(reader);
        }
        if (refusal != null && StatementCache.isForgotten(refusal)) {
            // the server wants the statement prepared again, and has executed nothing;
            // or a trigger says so, behind rows that may stay
            present(asker.slot).doubted = true;
            if (!preparedAnew && execution.undoneIfRefused) {
                return another(true, false);
            }
        }
        return refusal == null ? outcome(null) : behindRefusal(refusal);
    }

    /** Takes what of the answer is this one's; returns what asks for it once more if that makes no answer. */
    @Nullable
    StatementExchange take(ExecutionAnswer whole) {
        answer = whole;
        return null;
    }

    /** What follows, now that the executions were refused. */
    @Nullable
    StatementExchange behindRefusal(ServerException refusal) {
        return outcome(refusal);
    }

    /** What follows, now that it is known what came of this. */
    private @Nullable StatementExchange outcome(@Nullable ServerException refusal) {
        if (following != null) {
            return following.after(refusal == null ? present(answer).number() : 0, refusal);
        }
        if (refusal != null) {
            throw refusal;
        }
        return null;
    }

    @Override
    public Rows rows() {
        return present(present(answer).rows());
    }

    @Override
    public int rowsUpTo(int find) {
        return present(answer).rowsUpTo(find);
    }

    @Override
    public long count() {
        return present(answer).number();
    }

    @Override
    public OptionalLong generatedId() {
        long id = execution.answer == Execution.Answer.ID ? present(answer).number() : 0;
        return id == 0 ? OptionalLong.empty() : OptionalLong.of(id);
    }

    static <X> X present(@Nullable X known) {
        if (known == null) {
            throw new IllegalStateException("not settled, or not such a command");
        }
        return known;
    }

    // ---- the driver's side, under the wheel

    @Override
    protected boolean encode(ByteWriter out, Session channelSession) {
        if (way == Way.NONE) {
            begin(out, (CommandSession) channelSession);
        }
        if (way != Way.EXECUTE) {
            return true;
        }
        byte[] request = sent.request;
        int part = Math.min(request.length - copied, Math.max(1, TURN_BYTES - out.size()));
        out.put(request, copied, part);
        copied += part;
        return copied == request.length;
    }

    private void begin(ByteWriter out, CommandSession own) {
        session = own;
        if (makesRoom) {
            own.makeRoom();
        }
        sent = whatToAsk();
        way = takeWay(own, out);
        if (way == Way.AWAIT || way == Way.NOTHING || way == Way.TOO_LONG) {
            Command.ping(out);
        }
    }

    /** What is to be asked on this connection. */
    Execution whatToAsk() {
        return execution;
    }

    /** The slot of the statement, or of one that has to be prepared first; null if there is none and all others are in use. */
    @Nullable
    StatementSlot claim(CommandSession own, Execution wanted) {
        return own.claim(wanted);
    }

    private Way takeWay(CommandSession own, ByteWriter out) {
        if (sent.longest > own.maxAllowedPacket()) {
            return Way.TOO_LONG;
        }
        StatementSlot claimed = claim(own, sent);
        if (claimed == null) {
            return Way.NOTHING;
        }
        slot = claimed;
        claimed.inFlight++;
        switch (claimed.state) {
            case READY -> {
                statement = present(claimed.statement);
                sent.address(statement.id);
                return Way.EXECUTE;
            }
            case PREPARING -> {
                return Way.AWAIT;
            }
            default -> {
                own.prepare(claimed, out);
                return Way.PREPARE;
            }
        }
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session channelSession) {
        CommandSession own = (CommandSession) channelSession;
        ReplyFramer framer = own.framer();
        boolean isFirst = !replyBegun;
        if (isFirst) {
            replyBegun = true;
            expect(framer);
        }
        int end = framer.frame(bytes, from, to);
        if (way == Way.PREPARE) {
            own.keep(bytes, from, end < 0 ? to : end);
        }
        StatementSlot claimed = slot;
        if (end >= 0 && claimed != null) {
            claimed.inFlight--;
            end(own, claimed, bytes, from, end, isFirst);
        }
        return end;
    }

    private void expect(ReplyFramer framer) {
        switch (way) {
            case EXECUTE -> {
                StatementSlot claimed = present(slot);
                // as its rows are described now: an answer in front of this one may have done so anew
                statement = claimed.statement;
                begunUnknown = claimed.rowsUnknown;
                framer.await(Expected.EXECUTE, sent.sequence(0));
                for (int i = 1; i < sent.count; i++) {
                    framer.andThen(Expected.EXECUTE, sent.sequence(i));
                }
            }
            case PREPARE -> framer.await(Expected.PREPARE, 1);
            default -> framer.await(Expected.OK, 1);
        }
    }

    private void end(CommandSession own, StatementSlot claimed, byte[] bytes, int from, int end, boolean isWhole) {
        if (way == Way.PREPARE) {
            own.endPreparing(claimed);
        } else if (way == Way.EXECUTE) {
            boolean isDescribed = own.framer().isDescribed();
            boolean isOne = sent.count == 1;
            rowsUnknown = begunUnknown && !(isDescribed && isOne) && execution.answer == Execution.Answer.ROWS;
            if (isDescribed) {
                // its owner reads on from here with a description of its own
                ServerStatement before = present(statement);
                statement = before.described(before.columns);
                own.endChanged(claimed, bytes, from, end, isWhole && isOne);
            }
        }
    }
}

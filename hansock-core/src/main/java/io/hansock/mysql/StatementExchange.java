package io.hansock.mysql;

import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.net.Session;
import io.hansock.value.ColumnType;
import io.hansock.value.Rows;
import io.hansock.wire.WireExchange;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement, executed once, or several times with other parameters, on a channel with a {@link CommandSession}. Where the
 * channel's server does not have the statement yet, this exchange has it prepared, and its successor executes it.
 */
public final class StatementExchange extends WireExchange {
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
    private final Execution execution;

    /** By which it can be asked for with others, or can ask for all its keys at once; null if neither. */
    private final @Nullable KeyFind keyFind;

    /** What comes of its answer; null if that is the command's own. */
    private final @Nullable Following following;

    /** An earlier attempt has found that the server no longer knew the statement, although it was taken to. */
    private final boolean preparedAnew;

    /** The server has no room for a further statement: one of this channel's gives way first. */
    private final boolean makesRoom;

    private Way way = Way.NONE;

    /** What is asked on this connection. */
    private Execution sent;

    /** What asks for its key and those of others; null while it asks for its own alone. */
    private @Nullable JointFinds joint;

    /** It has the statement prepared that asks for several keys, as there was somebody else to ask for; then it asks by itself. */
    private boolean preparesSeveral;

    private @Nullable CommandSession session;
    private @Nullable StatementSlot slot;
    private @Nullable ServerStatement statement;
    private boolean replyBegun;

    /** When the answer began, nobody knew how its rows look. */
    private boolean begunUnknown;

    private boolean rowsUnknown;
    private int copied;

    private @Nullable ExecutionAnswer answer;

    private StatementExchange(
            Execution execution,
            @Nullable KeyFind keyFind,
            @Nullable Following following,
            boolean preparedAnew,
            boolean makesRoom) {
        this.execution = execution;
        this.sent = execution;
        this.keyFind = keyFind;
        this.following = following;
        this.preparedAnew = preparedAnew;
        this.makesRoom = makesRoom;
    }

    private StatementExchange(Execution execution) {
        this(execution, null, null, false, false);
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

    /**
     * The same as {@link #query}, of the row of one key. Where others are queued behind it that are found by the very same {@code select}, one
     * statement asks for all of them.
     */
    public static StatementExchange find(KeySelect select, long key) {
        return keyFind(select, List.of(key));
    }

    /** The same as {@link #queries}, of the rows of these keys, of which one statement asks for several; {@link #rowsUpTo} tells them apart. */
    public static StatementExchange findEach(KeySelect select, List<Long> keys) {
        return keyFind(select, List.copyOf(keys));
    }

    private static StatementExchange keyFind(KeySelect select, List<Long> keys) {
        KeyFind find = new KeyFind(select, keys);
        return select.maySeveral()
                ? new StatementExchange(find.together(), find, null, false, false)
                : new StatementExchange(find.oneByOne());
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
        return new StatementExchange(execution, null, next, false, false);
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
    protected StatementExchange again() {
        return another(false, false);
    }

    /** The same step once more. */
    private StatementExchange another(boolean anew, boolean making) {
        return new StatementExchange(execution, keyFind, following, anew, making);
    }

    /** Its keys, asked for one by one: the server has refused the statement for several, and will again. */
    private StatementExchange oneByOne(KeyFind find) {
        find.select().refused();
        return new StatementExchange(find.oneByOne());
    }

    /** What follows where a statement for several was refused. */
    private StatementExchange behindRefusal(KeyFind find, ServerException refusal) {
        return switch (refusal.kind()) {
            // it names the index
            case SYNTAX, NO_SUCH_INDEX, UNSUPPORTED -> oneByOne(find);
            // by another's row, it may be: of a computed column without a value, or one that is damaged
            case BAD_VALUE, CORRUPT, OTHER -> new StatementExchange(find.oneByOne());
            default -> throw refusal;
        };
    }

    /** The one whose request asked for this one too: itself, unless another did. */
    private StatementExchange asker() {
        JointFinds shared = joint;
        return shared == null ? this : shared.leader;
    }

    /** Its keys, if several keys were asked for by one statement; null if not. */
    private @Nullable KeyFind askedTogether() {
        KeyFind find = keyFind;
        return find != null && (joint != null || find.isOfMany()) ? find : null;
    }

    @Override
    protected @Nullable WireExchange decode(String server) {
        Way taken = asker().way;
        if (asker() != this && taken != Way.EXECUTE) {
            return another(preparedAnew, false);
        }
        switch (taken) {
            case EXECUTE -> {
                return read();
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
        KeyFind find = keyFind;
        if (find != null && !present(slot).sql.equals(find.select().one())) {
            // nobody needs it, so nothing gives way to it
            return oneByOne(find);
        }
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

    /** Reads the answers; or asks again, which only happens where certainly nothing was changed. */
    private @Nullable StatementExchange read() {
        JointFinds shared = joint;
        KeyedRows found = shared == null ? null : shared.found;
        if (found != null) {
            answer = ownPart(found);
            return null;
        }
        StatementExchange asker = asker();
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
            answer = ownPart(whole);
            if (answer == null) {
                return oneByOne(present(keyFind));
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
        KeyFind find = askedTogether();
        return refusal != null && find != null ? behindRefusal(find, refusal) : outcome(refusal);
    }

    /** What of the answer is this one's, in the order of its keys; null if these are not the rows of a unique integer any longer. */
    private @Nullable ExecutionAnswer ownPart(ExecutionAnswer whole) {
        KeyFind find = askedTogether();
        if (find == null) {
            return whole;
        }
        int keyColumn = find.select().keyColumn();
        Rows rows = present(whole.rows());
        if (!isInteger(rows.columns().metadata().get(keyColumn - 1).type())) {
            // the server may then take for equal what is not
            return null;
        }
        KeyedRows found = KeyedRows.read(rows, keyColumn);
        JointFinds shared = joint;
        if (found == null || shared == null) {
            return found == null
                    ? null
                    : found.arranged(find.keys(), find.select().most(), whole);
        }
        if (!found.areOfOneEach(shared.keys())) {
            return null;
        }
        shared.found = found;
        return ownPart(found);
    }

    private static boolean isInteger(ColumnType type) {
        return switch (type) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> true;
            default -> false;
        };
    }

    private ExecutionAnswer ownPart(KeyedRows found) {
        return ExecutionAnswer.ofRows(found.of(present(keyFind).keys().get(0)));
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

    private static <X> X present(@Nullable X known) {
        if (known == null) {
            throw new IllegalStateException("not settled, or not such a command");
        }
        return known;
    }

    // ---- the driver's side, under the wheel

    @Override
    protected boolean isLike(Exchange other) {
        KeyFind own = keyFind;
        KeyFind next = other instanceof StatementExchange exchange ? exchange.keyFind : null;
        return own != null
                && next != null
                && !own.isOfMany()
                && !next.isOfMany()
                && own.select().isLike(next.select());
    }

    @Override
    protected boolean canAskFor(Exchange other, Session channelSession) {
        JointFinds shared = joint;
        if (shared != null) {
            return shared.hasRoom();
        }
        CommandSession own = (CommandSession) channelSession;
        if (!own.mayShareReplies()) {
            return false;
        }
        StatementSlot.State several = own.progress(present(keyFind).select());
        preparesSeveral = several == StatementSlot.State.NEW && !makesRoom;
        return several == StatementSlot.State.READY;
    }

    @Override
    protected int worthSending(Session channelSession) {
        KeyFind find = keyFind;
        CommandSession own = (CommandSession) channelSession;
        return find != null && !find.isOfMany() && own.mayShareReplies() && own.awaitsFinds(find.select())
                ? find.select().most()
                : 1;
    }

    @Override
    protected void askFor(Exchange other) {
        StatementExchange next = (StatementExchange) other;
        JointFinds shared = joint;
        if (shared == null) {
            KeyFind own = present(keyFind);
            shared = new JointFinds(own.select(), this, own.keys().get(0));
            joint = shared;
        }
        shared.add(present(next.keyFind).keys().get(0));
        next.joint = shared;
    }

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
        JointFinds shared = joint;
        if (shared != null) {
            sent = shared.execution();
        }
        way = claim(own, out);
        if (way == Way.AWAIT || way == Way.NOTHING || way == Way.TOO_LONG) {
            Command.ping(out);
        }
    }

    private Way claim(CommandSession own, ByteWriter out) {
        if (sent.longest > own.maxAllowedPacket()) {
            return Way.TOO_LONG;
        }
        StatementSlot claimed =
                preparesSeveral ? own.claimUnlessFull(present(keyFind).select().several()) : null;
        if (claimed == null) {
            preparesSeveral = false;
            claimed = own.claim(sent);
        }
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

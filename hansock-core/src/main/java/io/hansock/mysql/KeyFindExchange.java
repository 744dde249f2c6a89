package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.net.Exchange;
import io.hansock.net.Session;
import io.hansock.wire.WireExchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds by an integer key, of which one statement asks for several: the keys of one caller, or those of many, each in an exchange of its own
 * with one key. Of these the one in front asks for those behind it, which share its reply. What the server does not take so is asked for key by key.
 */
public final class KeyFindExchange extends StatementExchange {
    private final KeyFind find;

    /**
     * What asks for its key and those of others; null while it asks for its own keys alone. Set under the wheel before anything is encoded, and
     * read by the owner after the end.
     */
    private @Nullable JointFinds joint;

    /** It has the statement prepared that asks for several keys, as there was somebody else to ask for; then it asks by itself. */
    private boolean preparesSeveral;

    private KeyFindExchange(KeyFind find, Execution execution, boolean preparedAnew, boolean makesRoom) {
        super(execution, null, preparedAnew, makesRoom);
        this.find = find;
    }

    /**
     * The row of one key; its answer is {@link #rows}. Where others are queued behind it that are found by the same {@code select}, one statement
     * asks for all of them.
     */
    public static StatementExchange find(KeySelect select, long key) {
        return of(new KeyFind(select, List.of(key)));
    }

    /** The rows of these keys, at least one, of which one statement asks for several; {@link #rowsUpTo} tells them apart. */
    public static StatementExchange findEach(KeySelect select, List<Long> keys) {
        return of(new KeyFind(select, List.copyOf(keys)));
    }

    private static StatementExchange of(KeyFind find) {
        return find.select().maySeveral() ? new KeyFindExchange(find, find.together(), false, false) : oneByOne(find);
    }

    private static StatementExchange oneByOne(KeyFind find) {
        return queries(find.select().one(), find.eachAlone());
    }

    // ---- the owner's side

    @Override
    StatementExchange another(boolean anew, boolean making) {
        return new KeyFindExchange(find, execution, anew, making);
    }

    /** Nobody is asked for with others by that statement for a while. */
    private StatementExchange refusedTogether() {
        find.select().refused();
        return oneByOne(find);
    }

    @Override
    protected @Nullable WireExchange decode(String server) {
        JointFinds shared = joint;
        if (shared == null) {
            return super.decode(server);
        }
        KeyedRows found = shared.found;
        if (found != null) {
            return take(found);
        }
        if (shared.leader == this) {
            return super.decode(server);
        }
        return shared.leader.hasExecuted() ? read(shared.leader) : another(preparedAnew, false);
    }

    /** Nothing gives way to a statement that nobody needs. */
    @Override
    StatementExchange notPrepared(ServerException refusal, StatementSlot refused) {
        if (refused.sql.equals(find.select().one())) {
            return super.notPrepared(refusal, refused);
        }
        return refusedTogether();
    }

    @Override
    @Nullable
    StatementExchange take(ExecutionAnswer whole) {
        if (!isAskedTogether()) {
            return super.take(whole);
        }
        // others if the table has changed, and these are not the rows of a unique integer any longer
        KeyedRows found = KeyedRows.read(present(whole.rows()), find.select().keyColumn());
        JointFinds shared = joint;
        if (found == null) {
            return refusedTogether();
        }
        if (shared == null) {
            ExecutionAnswer own = found.arranged(find.keys(), find.select().most(), whole);
            return own == null ? refusedTogether() : super.take(own);
        }
        if (!found.areOfOneEach(shared.keys())) {
            return refusedTogether();
        }
        shared.found = found;
        return take(found);
    }

    private @Nullable StatementExchange take(KeyedRows found) {
        return super.take(ExecutionAnswer.ofRows(found.of(find.key())));
    }

    private boolean isAskedTogether() {
        return joint != null || find.isOfMany();
    }

    @Override
    @Nullable
    StatementExchange behindRefusal(ServerException refusal) {
        if (!isAskedTogether()) {
            return super.behindRefusal(refusal);
        }
        return switch (refusal.kind()) {
            // it names the index
            case SYNTAX, NO_SUCH_INDEX, UNSUPPORTED -> refusedTogether();
            // by another's row, it may be: of a computed column without a value, or one that is damaged
            case BAD_VALUE, CORRUPT, OTHER -> oneByOne(find);
            default -> super.behindRefusal(refusal);
        };
    }

    // ---- the driver's side, under the wheel

    @Override
    protected boolean isLike(Exchange other) {
        return other instanceof KeyFindExchange next
                && !find.isOfMany()
                && !next.find.isOfMany()
                && find.select().isLike(next.find.select());
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
        StatementSlot.State several = own.progress(find.select());
        preparesSeveral = several == StatementSlot.State.NEW && !makesRoom;
        return several == StatementSlot.State.READY;
    }

    @Override
    protected int worthSending(Session channelSession) {
        CommandSession own = (CommandSession) channelSession;
        return !find.isOfMany() && own.mayShareReplies() && own.awaitsFinds(find.select())
                ? find.select().most()
                : 1;
    }

    @Override
    protected void askFor(Exchange other) {
        KeyFindExchange next = (KeyFindExchange) other;
        JointFinds shared = joint;
        if (shared == null) {
            shared = new JointFinds(find.select(), this, find.key());
            joint = shared;
        }
        shared.add(next.find.key());
        next.joint = shared;
    }

    @Override
    Execution whatToAsk() {
        JointFinds shared = joint;
        return shared == null ? super.whatToAsk() : shared.execution();
    }

    @Override
    @Nullable
    StatementSlot claim(CommandSession own, Execution wanted) {
        StatementSlot several =
                preparesSeveral ? own.claimUnlessFull(find.select().several()) : null;
        return several == null ? super.claim(own, wanted) : several;
    }
}

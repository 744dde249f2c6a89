package io.hansock.mysql;

import io.hansock.ServerException;
import org.jspecify.annotations.Nullable;

/**
 * Whether the server has undone a transaction as a whole by itself. What it answers to the statement at which it does so looks the same where it
 * has undone that statement alone, so it has to be asked ({@link Doubt}) before anything else is said: it takes the next statement for the beginning of
 * another transaction, without a word and also with autocommit, and from then on what it says of itself is of that one.
 *
 * <p>For the connection's owner; what is looked at is safe for any thread.
 */
final class TransactionFate {
    private volatile @Nullable ServerException undoneBy;

    /** What may have undone it. */
    private volatile @Nullable ServerException doubt;

    /** Something was carried out behind that, as in a pipeline: maybe in another transaction. */
    private boolean followed;

    /** The transaction is Hansock's own, which has all of it done or nothing. */
    private volatile boolean guarded;

    /** Hansock's own transaction begins. */
    void begins() {
        clear();
        guarded = true;
    }

    /** It has ended, by whatever words. */
    void ends() {
        clear();
        guarded = false;
    }

    /** Its user says what begins or ends a transaction. */
    void endsByWords() {
        if (!guarded) {
            clear();
        }
    }

    private void clear() {
        undoneBy = null;
        doubt = null;
        followed = false;
    }

    /** A statement was refused. */
    void refused(ServerException refusal, boolean inTransaction) {
        ServerException before = doubt;
        if (before != null) {
            followed = true;
        }
        if (inTransaction
                && undoneBy == null
                && !refusal.kind().undoesStatementAlone()
                && (before == null || weight(refusal) > weight(before))) {
            doubt = refusal;
        }
    }

    private static int weight(ServerException refusal) {
        if (ErrorCodes.undoesTransaction(refusal.code())) {
            return 2;
        }
        return refusal.code() == ErrorCodes.LOCK_WAIT_TIMEOUT ? 1 : 0;
    }

    /** A statement has ended well. */
    void answered(boolean inTransaction) {
        if (doubt == null) {
            return;
        }
        if (inTransaction) {
            followed = true;
        } else {
            settle(true);
        }
    }

    /** What may have undone the transaction, and has to be settled before anything else is asked; null if there is no such thing. */
    @Nullable
    ServerException doubt() {
        return doubt;
    }

    /** Whether anything is to be said of the last transaction. */
    boolean isKnown() {
        return doubt != null || undoneBy != null;
    }

    boolean isFollowed() {
        return followed;
    }

    void settle(boolean undone) {
        ServerException present = doubt;
        if (undone && present != null) {
            undoneBy = present;
        }
        doubt = null;
        followed = false;
    }

    /** What has undone it; null if nothing has, as far as the server was asked. */
    @Nullable
    ServerException undoneBy() {
        return undoneBy;
    }

    /** What has undone Hansock's own transaction, in which nothing more is to be done; null if nothing has. */
    @Nullable
    ServerException refusesFor() {
        return guarded ? undoneBy : null;
    }
}

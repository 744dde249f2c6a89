package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.HansockException;
import io.hansock.ServerException;
import io.hansock.sql.Isolation;
import io.hansock.sql.TransactionOptions;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.InvalidIsolationLevelException;
import org.springframework.transaction.SavepointManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.ResourceTransactionManager;
import org.springframework.transaction.support.SmartTransactionObject;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Transactions for {@link HansockOperations#sql SQL on one server}: {@code @Transactional} and {@code TransactionTemplate} do what they
 * say. A transaction begins on the server of its first statement; a statement for another server is refused, since there are no
 * transactions over several. One in which no SQL is said costs nothing. Index commands take no part in it, see {@link TransactionPolicy}.
 *
 * <p>Isolation levels, read-only, timeouts, suspension and nesting by savepoints are supported. With a timeout, each statement has what
 * is left of it, and the end at least a second. A transaction that the server has undone by itself, as it does after a deadlock, is over:
 * further statements fail, and the end is an {@link org.springframework.transaction.UnexpectedRollbackException}, unless the failure has
 * ended it. A commit that the server refuses fails as a statement does, with a {@link org.springframework.dao.DataAccessException}; one
 * whose outcome is unknown is a {@link TransactionSystemException}. Safe to share between threads; a transaction is its thread's.
 */
public final class HansockTransactionManager extends AbstractPlatformTransactionManager
        implements ResourceTransactionManager {
    private static final long serialVersionUID = 1L;

    private final transient Hansock hansock;
    private final transient ExceptionTranslation translation;

    /**
     * Creates one.
     *
     * @param hansock a client that logs in; the transactions are those of all its views, see {@link Hansock#withTimeout}
     */
    public HansockTransactionManager(Hansock hansock) {
        this(hansock, new HansockExceptionTranslator());
    }

    /**
     * Creates one with another translation than that of {@link HansockExceptionTranslator}.
     *
     * @param hansock a client that logs in; the transactions are those of all its views, see {@link Hansock#withTimeout}
     * @param translation what a commit throws that the server refuses
     */
    public HansockTransactionManager(Hansock hansock, ExceptionTranslation translation) {
        this.hansock = hansock.origin();
        this.translation = translation;
        setNestedTransactionAllowed(true);
    }

    @Override
    public Object getResourceFactory() {
        return hansock;
    }

    @Override
    protected Object doGetTransaction() {
        return new Current(BoundTransaction.active(hansock));
    }

    @Override
    protected boolean isExistingTransaction(Object transaction) {
        return ((Current) transaction).bound != null;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        int seconds = determineTimeout(definition);
        BoundTransaction begun = new BoundTransaction(
                new TransactionOptions(isolation(definition.getIsolationLevel()), definition.isReadOnly()),
                seconds == TransactionDefinition.TIMEOUT_DEFAULT ? null : Duration.ofSeconds(seconds));
        Current current = (Current) transaction;
        current.ended = TransactionSynchronizationManager.unbindResourceIfPossible(hansock);
        current.bound = begun;
        TransactionSynchronizationManager.bindResource(hansock, begun);
    }

    private static @Nullable Isolation isolation(int level) {
        return switch (level) {
            case TransactionDefinition.ISOLATION_DEFAULT -> null;
            case TransactionDefinition.ISOLATION_READ_UNCOMMITTED -> Isolation.READ_UNCOMMITTED;
            case TransactionDefinition.ISOLATION_READ_COMMITTED -> Isolation.READ_COMMITTED;
            case TransactionDefinition.ISOLATION_REPEATABLE_READ -> Isolation.REPEATABLE_READ;
            case TransactionDefinition.ISOLATION_SERIALIZABLE -> Isolation.SERIALIZABLE;
            default -> throw new InvalidIsolationLevelException("there is no isolation level " + level);
        };
    }

    @Override
    protected Object doSuspend(Object transaction) {
        ((Current) transaction).bound = null;
        return TransactionSynchronizationManager.unbindResource(hansock);
    }

    @Override
    protected void doResume(@Nullable Object transaction, Object suspended) {
        TransactionSynchronizationManager.bindResource(hansock, suspended);
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        try {
            of(status).commit();
        } catch (ServerException e) {
            // Spring has it undone then, and says so to those who wait for the outcome
            throw translation.translate(e);
        } catch (HansockException e) {
            throw new TransactionSystemException("commit failed: " + e.getMessage(), e);
        }
    }

    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        say("rollback", () -> of(status).rollback());
    }

    @Override
    protected void doSetRollbackOnly(DefaultTransactionStatus status) {
        of(status).setRollbackOnly();
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        Current current = (Current) transaction;
        BoundTransaction over = current.present();
        TransactionSynchronizationManager.unbindResource(hansock);
        current.bound = null;
        if (current.ended != null) {
            TransactionSynchronizationManager.bindResource(hansock, current.ended);
        }
        over.release();
    }

    private static BoundTransaction of(DefaultTransactionStatus status) {
        return ((Current) status.getTransaction()).present();
    }

    private static void say(String what, Runnable words) {
        said(what, () -> {
            words.run();
            return what;
        });
    }

    private static <T> T said(String what, Supplier<T> words) {
        try {
            return words.get();
        } catch (HansockException e) {
            throw new TransactionSystemException(what + " failed: " + e.getMessage(), e);
        }
    }

    /** What Spring holds of the transaction of the calling thread. */
    private static final class Current implements SmartTransactionObject, SavepointManager {
        private @Nullable BoundTransaction bound;

        /** What this one was begun after the end of, by somebody who was told of that end: Spring still has to let go of it. */
        private @Nullable Object ended;

        Current(@Nullable BoundTransaction bound) {
            this.bound = bound;
        }

        BoundTransaction present() {
            BoundTransaction present = bound;
            if (present == null) {
                throw new IllegalStateException("there is no transaction");
            }
            return present;
        }

        @Override
        public boolean isRollbackOnly() {
            return bound != null && bound.isRollbackOnly();
        }

        @Override
        public Object createSavepoint() {
            BoundTransaction transaction = present();
            return said("setting of a savepoint", transaction::savepoint);
        }

        @Override
        public void rollbackToSavepoint(Object savepoint) {
            say("rollback to a savepoint", () -> present().rollbackTo((String) savepoint));
        }

        @Override
        public void releaseSavepoint(Object savepoint) {
            say("release of a savepoint", () -> present().forget((String) savepoint));
        }
    }
}

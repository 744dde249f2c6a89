package io.hansock.sql;

import org.jspecify.annotations.Nullable;

/**
 * What is done in one transaction.
 *
 * @param <T> what comes of it
 * @param <X> the checked exception that it may throw; none for most
 */
@FunctionalInterface
public interface TransactionBody<T extends @Nullable Object, X extends Exception> {
    /**
     * Runs the statements.
     *
     * @param transaction good until this returns
     * @return what comes of it, handed on once the transaction is committed
     * @throws X which undoes the transaction
     */
    T run(Transaction transaction) throws X;
}

package io.hansock.sql;

/** A point in a transaction to which it can go back. */
public interface Savepoint {
    /** Undoes what was done since; the transaction goes on from here, and the savepoint stays. */
    void rollback();

    /** Forgets the point; what was done since stays. */
    void release();
}

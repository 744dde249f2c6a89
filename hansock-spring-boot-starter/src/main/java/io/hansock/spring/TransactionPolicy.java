package io.hansock.spring;

/**
 * What {@link HansockTemplate} does about an index command inside a transaction of Spring's. Such a command takes no part in it: it
 * sees none of its uncommitted rows, and what it writes stays when the transaction is undone.
 */
public enum TransactionPolicy {
    /** Carries it out, and says so in the log, once. */
    WARN,
    /** Refuses it, with an {@link org.springframework.dao.InvalidDataAccessApiUsageException}. */
    REJECT,
    /** Carries it out. */
    IGNORE
}

package io.hansock.spring;

/**
 * What {@link HansockTemplate} does about calls inside a transaction of Spring's that take no part in it: index commands and futures inside any,
 * SQL inside one that is not of its client's {@link HansockTransactionManager}, such as that of a {@code DataSource}. Such a call sees none of the
 * transaction's uncommitted rows, and what it writes stays when the transaction is undone.
 */
public enum TransactionPolicy {
    /** Carries it out, and says so in the log, once for index commands and once for SQL. */
    WARN,
    /** Refuses it, with an {@link org.springframework.dao.InvalidDataAccessApiUsageException}. */
    REJECT,
    /** Carries it out. */
    IGNORE
}

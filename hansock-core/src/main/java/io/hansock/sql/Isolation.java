package io.hansock.sql;

/** How much a transaction sees of others that run at the same time. InnoDB's default is {@link #REPEATABLE_READ}. */
public enum Isolation {
    /** Sees what others have not committed yet. */
    READ_UNCOMMITTED("READ UNCOMMITTED"),
    /** Each statement sees what was committed before it. */
    READ_COMMITTED("READ COMMITTED"),
    /** All plain reads see what was committed before the first of them. */
    REPEATABLE_READ("REPEATABLE READ"),
    /** Plain reads lock what they read. */
    SERIALIZABLE("SERIALIZABLE");

    private final String sql;

    Isolation(String sql) {
        this.sql = sql;
    }

    /** {@return the level in the words of SQL} */
    public String sql() {
        return sql;
    }
}

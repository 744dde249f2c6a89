package io.hansock.index;

/**
 * Where the rows of one value of a table's shard columns are: {@code USERS.shard(42)}. Says on which server something else than a command is to
 * run: SQL, or a transaction. Immutable, safe to share between threads.
 */
public final class Shard {
    private final Table<?> table;
    private final byte[] key;

    Shard(Table<?> table, byte[] key) {
        this.table = table;
        this.key = key;
    }

    /** {@return the table} */
    public Table<?> table() {
        return table;
    }

    /** {@return the bytes that the ring places; a copy} */
    public byte[] key() {
        return key.clone();
    }

    /** The table alone: keys never end up in a log by way of this. */
    @Override
    public String toString() {
        return "shard of " + table;
    }
}

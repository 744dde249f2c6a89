package io.hansock.statement;

import io.hansock.metadata.ColumnFacts;
import java.util.Arrays;
import java.util.List;

/** The query for a row by primary key, all but the key. Immutable, safe for any thread. */
public final class KeyQuery {
    private final String sql;
    private final List<ColumnFacts> columns;

    KeyQuery(String sql, List<ColumnFacts> columns) {
        this.sql = sql;
        this.columns = columns;
    }

    /** The text. */
    public String sql() {
        return sql;
    }

    /**
     * The parameters.
     *
     * @param key a value for each primary key column, none null
     */
    public List<Object> parameters(Object... key) {
        Object[] values = new Object[key.length];
        for (int i = 0; i < values.length; i++) {
            Object value = ColumnValue.of(columns.get(i), key[i]);
            values[i] = value == null ? key[i] : value;
        }
        return Arrays.asList(values);
    }
}

package io.hansock.statement;

import io.hansock.metadata.ColumnFacts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query for a row by primary key, all but the key. Immutable, safe for any thread. */
public final class KeyQuery {
    private final String sql;
    private final List<ColumnFacts> columns;
    private final @Nullable Several several;

    /**
     * The same query for several keys at once, which are integers.
     *
     * @param sql the text; its rows come in any order
     * @param keys how many keys it asks for
     * @param keyColumn which of the columns is the key, from 1
     */
    public record Several(String sql, int keys, int keyColumn) {
        /** The number of keys alone: no text ends up in a log by way of this. */
        @Override
        public String toString() {
            return "query for " + keys + " keys";
        }
    }

    KeyQuery(String sql, List<ColumnFacts> columns, @Nullable Several several) {
        this.sql = sql;
        this.columns = columns;
        this.several = several;
    }

    /** The text. */
    public String sql() {
        return sql;
    }

    /** The query for several keys at once; null where their rows could not be told apart for sure, or could be large. */
    public @Nullable Several several() {
        return several;
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

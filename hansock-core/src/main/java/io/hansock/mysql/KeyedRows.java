package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.ResultException;
import io.hansock.value.Rows;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of several keys, in the order in which the server found them: each tells which key it is of. Immutable, safe for any thread. */
final class KeyedRows {
    private final Rows rows;
    private final long[] keys;

    private KeyedRows(Rows rows, long[] keys) {
        this.rows = rows;
        this.keys = keys;
    }

    /** Rows whose column number {@code keyColumn}, from 1, is the key; null if it is not an integer any longer: the table has changed. */
    static @Nullable KeyedRows read(Rows rows, int keyColumn) {
        if (!rows.columns().metadata().get(keyColumn - 1).type().isPlainInteger()) {
            // the server may take for equal what is not
            return null;
        }
        long[] keys = new long[rows.size()];
        try {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = rows.row(i).getLong(keyColumn);
            }
        } catch (ResultException e) {
            return null;
        }
        return new KeyedRows(rows, keys);
    }

    /**
     * Whether there is one row of a key at most; if not, the key is not unique any longer: the table has changed.
     *
     * @throws ProtocolException if there is a row of a key that was not asked for
     */
    boolean areOfOneEach(List<Long> asked) {
        return areOfOneEach(asked, 0, keys.length);
    }

    private boolean areOfOneEach(List<Long> asked, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!asked.contains(keys[i])) {
                throw new ProtocolException("a row of a key that was not asked for");
            }
            if (find(keys[i], from, i) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The row of one key, if there is one. */
    Rows of(long key) {
        int row = find(key, 0, keys.length);
        return row < 0 ? Rows.empty(rows.columns()) : rows.only(row);
    }

    private int find(long key, int from, int to) {
        for (int i = from; i < to; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The row of each key in the order asked, and how many there are up to each; null if there is more than one of a key.
     *
     * @param asked of which each execution asked for {@code each}, in this order
     * @param answer to these executions
     * @throws ProtocolException if there is a row of a key that was not asked for
     */
    @Nullable
    ExecutionAnswer arranged(List<Long> asked, int each, ExecutionAnswer answer) {
        int[] order = new int[asked.size()];
        int[] ends = new int[asked.size()];
        int count = 0;
        int from = 0;
        for (int execution = 0, first = 0; first < ends.length; execution++, first += each) {
            int behind = Math.min(first + each, ends.length);
            int to = answer.rowsUpTo(execution);
            if (!areOfOneEach(asked.subList(first, behind), from, to)) {
                return null;
            }
            for (int i = first; i < behind; i++) {
                int row = find(asked.get(i), from, to);
                if (row >= 0) {
                    order[count++] = row;
                }
                ends[i] = count;
            }
            from = to;
        }
        return ExecutionAnswer.ofRows(rows.select(Arrays.copyOf(order, count)), ends);
    }
}

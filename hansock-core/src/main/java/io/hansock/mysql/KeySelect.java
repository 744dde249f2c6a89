package io.hansock.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How rows of one table are asked for by an integer key that is unique: one by one, or several by one statement, whose rows come in any order
 * and tell of which key they are. Safe for any thread.
 */
public final class KeySelect {
    /** For so long after a refusal nobody is asked for with others: whatever the reason is, it is not theirs. */
    private static final long ALONE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String one;
    private final String several;
    private final int most;
    private final int keyColumn;
    private volatile long refusedAt = System.nanoTime() - ALONE_NANOS;

    /**
     * By these statements, both of which answer the same columns.
     *
     * @param one asks for the row of one key, its only parameter
     * @param several asks for the rows of {@code most} keys, its parameters; the same key may stand there more than once
     * @param most at least two
     * @param keyColumn which of the columns is the key, from 1
     */
    public KeySelect(String one, String several, int most, int keyColumn) {
        this.one = one;
        this.several = several;
        this.most = most;
        this.keyColumn = keyColumn;
    }

    String one() {
        return one;
    }

    String several() {
        return several;
    }

    int most() {
        return most;
    }

    int keyColumn() {
        return keyColumn;
    }

    /** Whether that asks by the same statements. */
    boolean isLike(KeySelect other) {
        return this == other
                || (keyColumn == other.keyColumn && one.equals(other.one) && several.equals(other.several));
    }

    /** Whether {@link #several} may be asked at this moment. */
    boolean maySeveral() {
        return System.nanoTime() - refusedAt >= ALONE_NANOS;
    }

    /** The server has refused {@link #several}, or to prepare it, or its answer was not that of a unique integer. */
    void refused() {
        refusedAt = System.nanoTime();
    }

    /** The parameters of {@link #several}, as often as it takes for all {@code keys}: what is left over is filled up with the last of them. */
    List<List<Long>> together(List<Long> keys) {
        List<List<Long>> sets = new ArrayList<>((keys.size() + most - 1) / most);
        for (int from = 0; from < keys.size(); from += most) {
            sets.add(filled(keys.subList(from, Math.min(from + most, keys.size()))));
        }
        return sets;
    }

    private List<Long> filled(List<Long> keys) {
        List<Long> filled = new ArrayList<>(most);
        filled.addAll(keys);
        while (filled.size() < most) {
            filled.add(keys.get(keys.size() - 1));
        }
        return filled;
    }
}

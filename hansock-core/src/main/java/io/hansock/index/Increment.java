package io.hansock.index;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds to columns of rows, on the server. Made by {@link Key#increment(String, long)} for one row, by
 * {@link Find#increment(String, long)} for several. The answer counts the rows that matched; the new values are not answered.
 * NULL stays NULL, and that row counts too.
 *
 * @param rows which rows
 * @param deltas what is added to which column, at least one, each column once
 * @param signRule what happens to a row of which a column would change its sign
 * @param <R> what a row becomes
 */
public record Increment<R>(Find<R> rows, List<Delta> deltas, SignRule signRule) implements Change<R> {
    /**
     * What is added to a column.
     *
     * @param column the column, of an integer type
     * @param by what is added; negative to subtract
     */
    public record Delta(String column, long by) {
        /**
         * Checks the name.
         *
         * @param column the column
         * @param by what is added
         * @throws IllegalArgumentException if it cannot be a column's
         */
        public Delta {
            Identifiers.column(column);
        }
    }

    /** Whether a column may change from positive to negative or back. */
    public enum SignRule {
        /** It may. */
        ANY,
        /** A row of which any column would do so is left alone and not counted. Reaching or leaving 0 is no change of sign. */
        KEPT
    }

    /**
     * Checks the deltas.
     *
     * @param rows which rows
     * @param deltas what is added; copied
     * @param signRule about changes of sign
     * @throws IllegalArgumentException if there are none, if a column is in them twice, or if {@link Long#MIN_VALUE} is to be added with
     *     {@link SignRule#KEPT}: it has no opposite
     */
    public Increment {
        deltas = List.copyOf(deltas);
        if (deltas.isEmpty()) {
            throw new IllegalArgumentException("an increment adds to at least one column");
        }
        Identifiers.columns(deltas.stream().map(Delta::column).toList());
        if (signRule == SignRule.KEPT && deltas.stream().anyMatch(delta -> delta.by() == Long.MIN_VALUE)) {
            throw new IllegalArgumentException("the lowest long cannot be added unless the sign may change");
        }
    }

    /**
     * {@return this increment, which also adds to {@code column}}
     *
     * @param column the column
     * @param by what is added; negative to subtract
     * @throws IllegalArgumentException if the column is added to already
     */
    public Increment<R> increment(String column, long by) {
        List<Delta> appended = new ArrayList<>(deltas);
        appended.add(new Delta(column, by));
        return new Increment<>(rows, appended, signRule);
    }

    /**
     * {@return this increment, which leaves alone and does not count a row of which any of the columns would change from positive
     * to negative or back} A stock that must not go below zero: {@code PARTS.key(7).increment("stock", -3).unlessSignChanges()}.
     */
    public Increment<R> unlessSignChanges() {
        return new Increment<>(rows, deltas, SignRule.KEPT);
    }

    /**
     * {@return this increment, answering the rows as they were before} With {@link #unlessSignChanges()} rows that were left alone
     * are answered too, and nothing tells them apart.
     */
    public ReturningOld<R> returningOld() {
        List<String> columns = new ArrayList<>(rows.columns());
        for (Delta delta : deltas) {
            if (!columns.contains(delta.column())) {
                columns.add(delta.column());
            }
        }
        return new ReturningOld<>(this, columns, rows.mapper());
    }
}

package io.hansock.value;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The rows of one result, in the order that the server sent them: the reply's bytes and where each cell lies in them. No object
 * exists per cell, and one per row only while somebody looks at it. Immutable, safe to share between threads.
 */
public final class Rows implements Iterable<Row> {
    /** The start of a cell that is NULL. */
    public static final int NULL = -1;

    /** The most bytes that a reply has whose bounds fit into chars: the largest char is {@link #NULL}. */
    public static final int NEAR_BYTES = Character.MAX_VALUE - 1;

    private static final char[] NOT_NEAR = {};
    private static final int[] NOT_FAR = {};

    private final Columns columns;
    private final byte[] bytes;

    /** The bounds; one of the two. Half the memory where that is enough, as for nearly all replies. */
    private final char[] near;

    private final int[] far;
    private final int size;

    /**
     * Rows over a reply. Neither array is copied: the caller hands them over and never changes them again.
     *
     * @param columns the columns of each row
     * @param bytes holds all cells, each as its column's {@link CellFormat} expects it
     * @param bounds two numbers a cell, row by row: where in {@code bytes} it starts ({@link #NULL} for NULL) and the index
     *     after its last byte; numbers beyond the last row's are ignored
     * @param size the number of rows
     * @throws IllegalArgumentException if {@code bounds} is too short for so many rows
     */
    public Rows(Columns columns, byte[] bytes, int[] bounds, int size) {
        this(columns, bytes, NOT_NEAR, bounds, bounds.length, size);
    }

    /**
     * Rows over a short reply, of which all cells lie within {@link #NEAR_BYTES}. Neither array is copied: the caller hands them over
     * and never changes them again.
     *
     * @param columns the columns of each row
     * @param bytes holds all cells, each as its column's {@link CellFormat} expects it
     * @param bounds two numbers a cell, row by row: where in {@code bytes} it starts ({@code (char) NULL} for NULL) and the index
     *     after its last byte; numbers beyond the last row's are ignored
     * @param size the number of rows
     * @throws IllegalArgumentException if {@code bounds} is too short for so many rows
     */
    public Rows(Columns columns, byte[] bytes, char[] bounds, int size) {
        this(columns, bytes, bounds, NOT_FAR, bounds.length, size);
    }

    private Rows(Columns columns, byte[] bytes, char[] near, int[] far, int bounds, int size) {
        if (size < 0 || 2L * size * columns.size() > bounds) {
            throw new IllegalArgumentException(
                    size + " rows of " + columns.size() + " columns do not fit " + bounds + " bounds");
        }
        this.columns = columns;
        this.bytes = bytes;
        this.near = near;
        this.far = far;
        this.size = size;
    }

    /**
     * {@return no rows}
     *
     * @param columns the columns that a row would have
     */
    public static Rows empty(Columns columns) {
        return new Rows(columns, new byte[0], NOT_FAR, 0);
    }

    /** {@return the columns of each row} */
    public Columns columns() {
        return columns;
    }

    /** {@return how many rows there are} */
    public int size() {
        return size;
    }

    /** {@return whether there is no row} */
    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * {@return the row at {@code index}}
     *
     * @param index from 0, as in a {@link List}; only the columns within a row count from 1
     * @throws IndexOutOfBoundsException if {@code index} is negative or not less than {@link #size()}
     */
    public Row row(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("row " + index + " of " + size);
        }
        return new Row(this, 2 * index * columns.size());
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the cell starts whose bounds are at {@code index} and behind that, or {@link #NULL}. */
    int from(int index) {
        if (near.length == 0) {
            return far[index];
        }
        char from = near[index];
        return from == (char) NULL ? NULL : from;
    }

    /** Where the cell ends whose bounds are at {@code index} and behind that. */
    int to(int index) {
        return near.length == 0 ? far[index + 1] : near[index + 1];
    }

    /**
     * {@return the same rows, of their first columns alone}
     *
     * @param count how many columns, at least one
     * @throws IllegalArgumentException if there are not so many
     */
    public Rows firstColumns(int count) {
        if (count < 1 || count > columns.size()) {
            throw new IllegalArgumentException(count + " of " + columns.size() + " columns");
        }
        int[] fewer = new int[2 * count * size];
        for (int row = 0; row < size; row++) {
            for (int cell = 0; cell < count; cell++) {
                int at = 2 * (row * columns.size() + cell);
                int target = 2 * (row * count + cell);
                fewer[target] = from(at);
                fewer[target + 1] = to(at);
            }
        }
        return new Rows(columns.first(count), bytes, fewer, size);
    }

    /**
     * {@return some of the rows, over the same bytes}
     *
     * @param indexes which rows, from 0, in the order wanted; the same may stand there more than once
     * @throws IndexOutOfBoundsException if one is negative or not less than {@link #size()}
     */
    public Rows select(int... indexes) {
        int width = 2 * columns.size();
        int[] bounds = new int[indexes.length * width];
        for (int i = 0; i < indexes.length; i++) {
            copyBounds(indexes[i], 0, bounds, i * width);
        }
        return new Rows(columns, bytes, bounds, indexes.length);
    }

    /**
     * {@return one of the rows, over a copy of its bytes: nothing of the others is held on to}
     *
     * @param index which row, from 0
     * @throws IndexOutOfBoundsException if it is negative or not less than {@link #size()}
     */
    public Rows only(int index) {
        int width = 2 * columns.size();
        int start = bytes.length;
        int end = 0;
        for (int at = Objects.checkIndex(index, size) * width; at < (index + 1) * width; at += 2) {
            if (from(at) != NULL) {
                start = Math.min(start, from(at));
                end = Math.max(end, to(at));
            }
        }
        int[] bounds = new int[width];
        copyBounds(index, start, bounds, 0);
        return new Rows(columns, start < end ? Arrays.copyOfRange(bytes, start, end) : new byte[0], bounds, 1);
    }

    /** Copies the bounds of a row, as they are in bytes that begin at {@code start}. */
    private void copyBounds(int index, int start, int[] target, int targetAt) {
        int first = Objects.checkIndex(index, size) * 2 * columns.size();
        for (int at = 0; at < 2 * columns.size(); at += 2) {
            int from = from(first + at);
            target[targetAt + at] = from == NULL ? NULL : from - start;
            target[targetAt + at + 1] = from == NULL ? 0 : to(first + at) - start;
        }
    }

    /**
     * {@return what {@code mapper} makes of each row, in order; unmodifiable}
     *
     * @param <T> what a row becomes
     * @param mapper called once a row
     */
    @SuppressWarnings("unchecked")
    public <T> List<T> map(RowMapper<? extends T> mapper) {
        Object[] mapped = new Object[size];
        for (int i = 0; i < size; i++) {
            mapped[i] = mapper.map(row(i));
        }
        return (List<T>) Collections.unmodifiableList(Arrays.asList(mapped));
    }

    /** {@return the rows in order} */
    public Stream<Row> stream() {
        return IntStream.range(0, size).mapToObj(this::row);
    }

    @Override
    public Iterator<Row> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public Row next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                return row(next++);
            }
        };
    }

    /** The shape alone: values never end up in a log by way of this. */
    @Override
    public String toString() {
        return size + " rows of " + columns;
    }
}

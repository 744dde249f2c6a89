package io.hansock.value;

import io.hansock.ResultException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The columns of a result, in order: their names, and how their cells are read. Positions count from 1, as in JDBC. Made once
 * for an opened index or a prepared statement and shared by all of its results. Immutable, safe to share between threads.
 */
public final class Columns {
    /** Up to here comparing the names one by one is faster than hashing. */
    private static final int SCANNED = 8;

    private final List<String> names;
    private final CellFormat[] formats;

    /** Of each column, or empty. */
    private final List<ColumnMetadata> metadata;

    private final Map<String, Integer> positions;

    private Columns(List<String> names, CellFormat[] formats, List<ColumnMetadata> metadata) {
        this.names = List.copyOf(names);
        this.formats = formats;
        this.metadata = List.copyOf(metadata);
        this.positions = names.size() > SCANNED ? positions(names) : Map.of();
    }

    /**
     * Columns whose cells are all read by one format. A name may repeat; then it means the first that bears it.
     *
     * @param names the names in order
     * @param format reads the cells of each
     * @return the columns
     */
    public static Columns of(List<String> names, CellFormat format) {
        return new Columns(names, Collections.nCopies(names.size(), format).toArray(new CellFormat[0]), List.of());
    }

    /**
     * Columns with a format each.
     *
     * @param names the names in order
     * @param formats as many formats, in the same order
     * @return the columns
     * @throws IllegalArgumentException if there are not as many formats as names
     */
    public static Columns of(List<String> names, List<? extends CellFormat> formats) {
        if (names.size() != formats.size()) {
            throw new IllegalArgumentException(names.size() + " names, but " + formats.size() + " formats");
        }
        return new Columns(names, formats.toArray(new CellFormat[0]), List.of());
    }

    /**
     * Columns of which a server has told, with cells as the text protocol has them.
     *
     * @param metadata what it told of each, in order
     * @return the columns
     */
    public static Columns ofText(List<ColumnMetadata> metadata) {
        return of(metadata, ColumnFormats::ofText);
    }

    /**
     * Columns of tables of which a server has told, with cells as it keeps them: text in each column's own charset.
     *
     * @param metadata what it told of each, in order
     * @param charsets as many charsets, in the same order; that of a column that is no text does not count
     * @return the columns
     * @throws IllegalArgumentException if there are not as many charsets as columns
     */
    public static Columns ofText(List<ColumnMetadata> metadata, List<Charset> charsets) {
        if (metadata.size() != charsets.size()) {
            throw new IllegalArgumentException(metadata.size() + " columns, but " + charsets.size() + " charsets");
        }
        CellFormat[] formats = new CellFormat[metadata.size()];
        for (int i = 0; i < formats.length; i++) {
            formats[i] = ColumnFormats.ofText(metadata.get(i), charsets.get(i));
        }
        return new Columns(metadata.stream().map(ColumnMetadata::name).toList(), formats, metadata);
    }

    /**
     * Columns of which a server has told, with cells as the binary protocol has them: numbers little-endian in the width of their
     * type, dates and times as their parts without the byte that tells the length, all else as in text.
     *
     * @param metadata what it told of each, in order
     * @return the columns
     */
    public static Columns ofBinary(List<ColumnMetadata> metadata) {
        return of(metadata, ColumnFormats::ofBinary);
    }

    private static Columns of(List<ColumnMetadata> metadata, Function<ColumnMetadata, CellFormat> format) {
        return new Columns(
                metadata.stream().map(ColumnMetadata::name).toList(),
                metadata.stream().map(format).toArray(CellFormat[]::new),
                metadata);
    }

    private static Map<String, Integer> positions(List<String> names) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i), i + 1);
        }
        return positions;
    }

    /** The first of them alone. */
    Columns first(int count) {
        return new Columns(
                names.subList(0, count),
                Arrays.copyOf(formats, count),
                metadata.isEmpty() ? metadata : metadata.subList(0, count));
    }

    /** {@return how many columns there are} */
    public int size() {
        return formats.length;
    }

    /** {@return the names in order; unmodifiable} */
    public List<String> names() {
        return names;
    }

    /**
     * {@return the name of a column}
     *
     * @param position the column, from 1
     * @throws ResultException {@link ResultException.Kind#NO_SUCH_COLUMN} if there is none
     */
    public String name(int position) {
        check(position);
        return names.get(position - 1);
    }

    /** {@return what the server told of the columns, in order; empty where it tells nothing, as over HandlerSocket} */
    public List<ColumnMetadata> metadata() {
        return metadata;
    }

    /**
     * {@return whether there is a column called {@code name}: exactly so, or else but for upper and lower case}
     *
     * @param name the column's name
     */
    public boolean contains(String name) {
        return find(name) > 0;
    }

    /**
     * {@return the position, from 1, of the column called {@code name}: exactly so, or else but for upper and lower case}
     *
     * @param name the column's name
     * @throws ResultException {@link ResultException.Kind#NO_SUCH_COLUMN}, listing the names, if there is none
     */
    public int position(String name) {
        int position = find(name);
        if (position == 0) {
            throw noSuchColumn("no column " + name);
        }
        return position;
    }

    /** The position, or 0. */
    int find(String name) {
        int position = exactly(name);
        return position > 0 ? position : ignoringCase(name);
    }

    private int exactly(String name) {
        if (formats.length > SCANNED) {
            return positions.getOrDefault(name, 0);
        }
        for (int i = 0; i < formats.length; i++) {
            if (names.get(i).equals(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    private int ignoringCase(String name) {
        for (int i = 0; i < formats.length; i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i + 1;
            }
        }
        return 0;
    }

    /** The format of the column at {@code position}, which was checked. */
    CellFormat format(int position) {
        return formats[position - 1];
    }

    /** Throws unless a column is at {@code position}. */
    void check(int position) {
        if (position < 1 || position > formats.length) {
            throw noSuchColumn("no column at position " + position);
        }
    }

    /** Why a cell of the column at {@code position}, which was checked, is not what was asked for. */
    ResultException unreadable(int position, String type, CellException reason) {
        return new ResultException(
                ResultException.Kind.CONVERSION,
                "column " + name(position) + " (" + format(position).typeName() + ") cannot be read as " + type + ": "
                        + reason.getMessage());
    }

    /** The same for a NULL that was to be a primitive. */
    ResultException isNull(int position, String type) {
        return new ResultException(
                ResultException.Kind.CONVERSION,
                "column " + name(position) + " is NULL and cannot be read as " + type
                        + "; ask isNull first, or read it as a class: get(…, Integer.class), a record component of type Integer");
    }

    private ResultException noSuchColumn(String what) {
        return new ResultException(
                ResultException.Kind.NO_SUCH_COLUMN,
                what + "; the result has " + size() + ": " + String.join(", ", names));
    }

    @Override
    public String toString() {
        return names.toString();
    }
}

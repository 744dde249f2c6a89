package io.hansock.mysql;

import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.ColumnType;
import io.hansock.value.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A type of column: how it is declared, what a server tells of it, and cells of it with what they must be read as, whatever the protocol.
 * Each column holds NULL, too. Built once by the lists of cases, not changed thereafter.
 */
final class ColumnCase {
    /** What a server tells differs, or is not to be looked at. */
    private static final int ANY = -1;

    private final String declaration;
    private final ColumnType type;
    private final List<CellCase> cells = new ArrayList<>();
    private Set<Kind> servers = EnumSet.allOf(Kind.class);
    private boolean unsigned;
    private boolean zerofill;
    private int decimals = ANY;
    private long length = ANY;

    /**
     * One cell.
     *
     * @param literal the cell in SQL
     * @param value what it is read as; in text, of a FLOAT, possibly another one
     * @param object the Java object that it is read as by type, and that stores it again; null if there is none
     * @param stored whether a server with strict rules takes the value as a parameter
     */
    record CellCase(
            String literal,
            Value text,
            Value value,
            @Nullable Object object,
            boolean stored) {}

    private ColumnCase(String declaration, ColumnType type) {
        this.declaration = declaration;
        this.type = type;
    }

    /** A column that {@code declaration} makes, and that is then said to be a {@code type}. */
    static ColumnCase column(String declaration, ColumnType type) {
        return new ColumnCase(declaration, type);
    }

    /** Only these servers have it, or have it so. */
    ColumnCase on(Kind first, Kind... others) {
        servers = EnumSet.of(first, others);
        return this;
    }

    ColumnCase unsigned() {
        unsigned = true;
        return this;
    }

    /** What is filled up with zeros has no sign either. */
    ColumnCase zerofill() {
        zerofill = true;
        return unsigned();
    }

    ColumnCase decimals(int digits) {
        decimals = digits;
        return this;
    }

    ColumnCase length(long most) {
        length = most;
        return this;
    }

    /** A cell that is {@code value}, and {@code object} to those who ask by type. */
    ColumnCase cell(String literal, Value value, Object object) {
        cells.add(new CellCase(literal, value, value, object, true));
        return this;
    }

    /** A cell that no type of Java's can hold. */
    ColumnCase cell(String literal, Value value) {
        cells.add(new CellCase(literal, value, value, null, true));
        return this;
    }

    /** A cell that the server does not take back: it comes about by other means. */
    ColumnCase odd(String literal, Value value, @Nullable Object object) {
        cells.add(new CellCase(literal, value, value, object, false));
        return this;
    }

    /** A cell of which the text protocol shows less. */
    ColumnCase rounded(String literal, Value text, Value value, Object object) {
        cells.add(new CellCase(literal, text, value, object, true));
        return this;
    }

    String declaration() {
        return declaration;
    }

    ColumnType type() {
        return type;
    }

    List<CellCase> cells() {
        return cells;
    }

    boolean isOn(Kind kind) {
        return servers.contains(kind);
    }

    boolean isUnsigned() {
        return unsigned;
    }

    boolean isZerofill() {
        return zerofill;
    }

    /** Whether that many decimals are what is to be told. */
    boolean allowsDecimals(int told) {
        return decimals == ANY || decimals == told;
    }

    boolean allowsLength(long told) {
        return length == ANY || length == told;
    }

    /** For the name of a test. */
    @Override
    public String toString() {
        return declaration.length() > 60 ? declaration.substring(0, 60) + "…" : declaration;
    }
}

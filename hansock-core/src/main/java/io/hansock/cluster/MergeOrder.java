package io.hansock.cluster;

import io.hansock.RefusedException;
import io.hansock.index.Comparison;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.KeyMatch;
import io.hansock.index.Table;
import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of an index as a comparator of rows, as far as the declared columns and the types of the record's components tell it:
 * the columns of the key, then those of the primary key, NULL lowest. Text is compared by its characters' numbers, which is
 * right for binary collations only; where tables are known, the guard has refused others. Columns that {@code eq} holds fast are not compared:
 * to the server they are equal.
 */
final class MergeOrder {
    private final List<String> columns;
    private final Comparator<Row> comparator;

    private MergeOrder(List<String> columns, Comparator<Row> comparator) {
        this.columns = columns;
        this.comparator = comparator;
    }

    /**
     * The order in which a server answers {@code find}.
     *
     * @throws RefusedException if it cannot be known, with the way out
     */
    static MergeOrder of(Find<?> find, boolean backwards) {
        Index<?> index = find.index();
        Table<?> table = find.table();
        if (index.columns().isEmpty()) {
            throw unknown(find, "the columns of index " + index.name() + " are not declared");
        }
        int held = Math.min(held(find), index.columns().size());
        Set<String> columns = new LinkedHashSet<>(
                index.columns().subList(held, index.columns().size()));
        columns.addAll(table.primary().columns());
        index.columns().subList(0, held).forEach(columns::remove);
        Map<String, Class<?>> types = new HashMap<>(types(table.mapper()));
        types.putAll(types(find.mapper()));
        List<String> compared = new ArrayList<>();
        Comparator<Row> order = Comparator.nullsFirst(null);
        for (String column : columns) {
            Comparator<Row> next = by(column, types.get(column));
            if (next == null) {
                if (index.columns().contains(column)) {
                    throw unknown(find, "the type of column " + column + " is not known, or has an order of its own");
                }
                continue;
            }
            compared.add(column);
            order = order.thenComparing(next);
        }
        return new MergeOrder(List.copyOf(compared), backwards ? order.reversed() : order);
    }

    /** How many leading columns are the same in all rows. */
    private static int held(Find<?> find) {
        return find.match() instanceof KeyMatch.Compare walk && walk.comparison() == Comparison.EQ
                ? walk.parts().size()
                : 0;
    }

    /** The columns that must be read for it. */
    List<String> columns() {
        return columns;
    }

    Comparator<Row> comparator() {
        return comparator;
    }

    private static RefusedException unknown(Find<?> find, String why) {
        return new RefusedException(
                null,
                "merge-order",
                "table " + find.table() + ": results of several servers cannot be merged, since " + why
                        + "; declare the index with its columns and the table with a record, or give mergedBy(comparator)");
    }

    private static Map<String, Class<?>> types(RowMapper<?> mapper) {
        Map<String, Class<?>> types = new HashMap<>();
        if (mapper instanceof RecordMapper<?> ofRecord) {
            RecordComponent[] components = ofRecord.type().getRecordComponents();
            for (int i = 0; i < components.length; i++) {
                types.put(ofRecord.columns().get(i), components[i].getType());
            }
        }
        return types;
    }

    private static @Nullable Comparator<Row> by(String column, @Nullable Class<?> type) {
        if (type == null) {
            return null;
        }
        if (isInteger(type)) {
            return nullsFirst(column, BigInteger.class);
        }
        if (type == BigDecimal.class) {
            return nullsFirst(column, BigDecimal.class);
        }
        if (type == double.class || type == Double.class || type == float.class || type == Float.class) {
            return nullsFirst(column, Double.class);
        }
        if (type == String.class) {
            return Comparator.comparing(
                    (Row row) -> row.getString(column), Comparator.nullsFirst(MergeOrder::byCodePoints));
        }
        if (type == byte[].class) {
            return Comparator.comparing(
                    (Row row) -> row.getBytes(column), Comparator.nullsFirst(Arrays::compareUnsigned));
        }
        if (type == LocalDate.class) {
            return nullsFirst(column, LocalDate.class);
        }
        if (type == LocalDateTime.class || type == Instant.class) {
            return nullsFirst(column, LocalDateTime.class);
        }
        return type == Duration.class ? nullsFirst(column, Duration.class) : null;
    }

    /** Surrogates stand for characters behind all others. */
    private static int byCodePoints(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char left = one.charAt(i);
            char right = other.charAt(i);
            if (left != right) {
                boolean isSurrogate = Character.isSurrogate(left);
                return isSurrogate == Character.isSurrogate(right)
                        ? Character.compare(left, right)
                        : Boolean.compare(isSurrogate, !isSurrogate);
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static boolean isInteger(Class<?> type) {
        return type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == short.class
                || type == Short.class
                || type == byte.class
                || type == Byte.class
                || type == boolean.class
                || type == Boolean.class
                || type == BigInteger.class;
    }

    private static <T extends Comparable<? super T>> Comparator<Row> nullsFirst(String column, Class<T> type) {
        return Comparator.comparing(
                (Row row) -> row.get(column, type), Comparator.nullsFirst(Comparator.naturalOrder()));
    }

    /** The columns of {@code find} with those that this order needs and the find does not read, at the end. */
    List<String> columnsToRead(Find<?> find) {
        List<String> read = new ArrayList<>(find.columns());
        for (String column : columns) {
            if (!read.contains(column)) {
                read.add(column);
            }
        }
        return read;
    }
}

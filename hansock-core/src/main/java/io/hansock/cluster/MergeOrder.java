package io.hansock.cluster;

import io.hansock.RefusedException;
import io.hansock.guard.ColumnOrder;
import io.hansock.guard.TableGuard;
import io.hansock.index.Comparison;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
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
import java.time.LocalTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a server answers a find: by the columns of the key, then by those of the primary key. How each is ordered is what the server
 * says of its table; where tables are not known, what the types of the record's components tell. Columns that {@code eq} holds fast are not
 * compared: to the server they are equal. Immutable, safe for any thread.
 */
final class MergeOrder {
    private static final Map<Class<?>, ColumnOrder> OF_TYPES = Map.ofEntries(
            Map.entry(int.class, ColumnOrder.WHOLE),
            Map.entry(Integer.class, ColumnOrder.WHOLE),
            Map.entry(long.class, ColumnOrder.WHOLE),
            Map.entry(Long.class, ColumnOrder.WHOLE),
            Map.entry(short.class, ColumnOrder.WHOLE),
            Map.entry(Short.class, ColumnOrder.WHOLE),
            Map.entry(byte.class, ColumnOrder.WHOLE),
            Map.entry(Byte.class, ColumnOrder.WHOLE),
            Map.entry(boolean.class, ColumnOrder.WHOLE),
            Map.entry(Boolean.class, ColumnOrder.WHOLE),
            Map.entry(BigInteger.class, ColumnOrder.WHOLE),
            Map.entry(Year.class, ColumnOrder.WHOLE),
            Map.entry(BigDecimal.class, ColumnOrder.DECIMAL),
            Map.entry(double.class, ColumnOrder.FLOATING),
            Map.entry(Double.class, ColumnOrder.FLOATING),
            Map.entry(float.class, ColumnOrder.FLOATING),
            Map.entry(Float.class, ColumnOrder.FLOATING),
            // what the binary collations do that a server without a word of its own on it is likely to have
            Map.entry(String.class, ColumnOrder.PADDED_TEXT),
            Map.entry(byte[].class, ColumnOrder.BYTES),
            Map.entry(LocalDate.class, ColumnOrder.MOMENT),
            Map.entry(LocalDateTime.class, ColumnOrder.MOMENT),
            Map.entry(Instant.class, ColumnOrder.MOMENT),
            Map.entry(LocalTime.class, ColumnOrder.SPAN),
            Map.entry(Duration.class, ColumnOrder.SPAN));

    private final Find<?> find;
    private final List<String> columns;

    /** How many of the columns are the index's own; the others are the primary key's. */
    private final int ofIndex;

    private final boolean backwards;

    private MergeOrder(Find<?> find, List<String> columns, int ofIndex, boolean backwards) {
        this.find = find;
        this.columns = columns;
        this.ofIndex = ofIndex;
        this.backwards = backwards;
    }

    /**
     * The order in which a server answers {@code find}.
     *
     * @throws RefusedException if it cannot be known, with the way out
     */
    static MergeOrder of(Find<?> find, boolean backwards) {
        List<String> index = find.index().columns();
        if (index.isEmpty()) {
            throw unknown(find, "the columns of index " + find.index().name() + " are not declared");
        }
        int held = Math.min(held(find), index.size());
        Set<String> columns = new LinkedHashSet<>(index.subList(held, index.size()));
        int ofIndex = columns.size();
        columns.addAll(find.table().primary().columns());
        index.subList(0, held).forEach(columns::remove);
        return new MergeOrder(find, List.copyOf(columns), ofIndex, backwards);
    }

    /** How many leading columns are the same in all rows. */
    private static int held(Find<?> find) {
        return find.match() instanceof KeyMatch.Compare walk && walk.comparison() == Comparison.EQ
                ? walk.parts().size()
                : 0;
    }

    /**
     * How each column is ordered, as the table is known to be. Without a primary key, rows of equal keys come in no order.
     *
     * @throws RefusedException if values do not tell
     */
    List<ColumnOrder> orders(TableGuard table) {
        return orders(table.metadata().primaryKey() == null ? columns.subList(0, ofIndex) : columns, table::order);
    }

    /**
     * How each column is ordered, as far as the record tells.
     *
     * @throws RefusedException if it does not
     */
    List<ColumnOrder> ordersOfRecord() {
        Map<String, Class<?>> types = new HashMap<>(types(find.table().mapper()));
        types.putAll(types(find.mapper()));
        return orders(columns, column -> {
            Class<?> type = types.get(column);
            return type == null ? null : OF_TYPES.get(type);
        });
    }

    private List<ColumnOrder> orders(List<String> compared, Function<String, @Nullable ColumnOrder> known) {
        List<ColumnOrder> orders = new ArrayList<>(compared.size());
        for (String column : compared) {
            ColumnOrder order = known.apply(column);
            if (order == null) {
                throw unknown(find, "the type of column " + column + " is not known, or has an order of its own");
            }
            orders.add(order);
        }
        return List.copyOf(orders);
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

    /** Compares rows whose columns, or the first of them, are ordered so. */
    Comparator<Row> comparator(List<ColumnOrder> orders) {
        Comparator<Row> order = Comparator.nullsFirst(null);
        for (int i = 0; i < orders.size(); i++) {
            order = order.thenComparing(CellOrder.of(columns.get(i), orders.get(i)));
        }
        return backwards ? order.reversed() : order;
    }

    /**
     * Merges what the servers have found.
     *
     * @throws RefusedException if they do not order rows alike
     */
    List<Row> merged(List<SortedCall.Found> lists) {
        List<ColumnOrder> orders = lists.get(0).orders();
        for (SortedCall.Found list : lists) {
            if (!list.orders().equals(orders)) {
                throw unknown(find, "the servers' tables are not alike in " + columns);
            }
        }
        return Merge.sorted(
                lists.stream().map(SortedCall.Found::rows).toList(), comparator(orders), find.offset(), find.limit());
    }

    /** The columns of the find with those that this order needs and the find does not read, at the end. */
    List<String> columnsToRead() {
        List<String> read = new ArrayList<>(find.columns());
        for (String column : columns) {
            if (!read.contains(column)) {
                read.add(column);
            }
        }
        return read;
    }

    private static RefusedException unknown(Find<?> find, String why) {
        return new RefusedException(
                null,
                "merge-order",
                "table " + find.table() + ": results of several servers cannot be merged, since " + why
                        + "; declare the index with its columns and the table with a record, or give mergedBy(comparator)");
    }
}

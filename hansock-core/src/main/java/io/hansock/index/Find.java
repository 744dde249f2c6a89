package io.hansock.index;

import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows along an index, in its order. Made by {@link Index} and {@link Key#find()}; each method gives a new find.
 *
 * @param <R> what a row becomes
 */
public final class Find<R> implements Command<R> {
    /** The most rows that a find answers that was given no limit. */
    public static final int DEFAULT_LIMIT = 10_000;

    private final Index<?> index;
    private final KeyMatch match;
    private final List<Condition> conditions;

    /** 0 where none was given. */
    private final int limit;

    private final int offset;
    private final List<String> columns;
    private final RowMapper<R> mapper;
    private final Target target;
    private final @Nullable Comparator<? super R> order;

    private Find(
            Index<?> index,
            KeyMatch match,
            List<Condition> conditions,
            int limit,
            int offset,
            List<String> columns,
            RowMapper<R> mapper,
            Target target,
            @Nullable Comparator<? super R> order) {
        if (offset < 0 || (long) offset + Math.max(limit, 1) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "an offset is at least 0, and together with the limit at most " + Integer.MAX_VALUE);
        }
        this.index = index;
        this.match = match;
        this.conditions = conditions;
        this.limit = limit;
        this.offset = offset;
        this.columns = columns;
        this.mapper = mapper;
        this.target = target;
        this.order = order;
    }

    static <R> Find<R> of(Index<R> index, KeyMatch match) {
        Table<R> table = index.table();
        return new Find<>(index, match, List.of(), 0, 0, table.columns(), table.mapper(), Target.BY_SHARD, null);
    }

    /**
     * {@return this find, leaving out rows for which {@code filter} does not hold} Such rows do not count for limit and offset.
     *
     * @param column any column, but no BLOB or TEXT over HandlerSocket
     * @param filter what it has to be; see {@link Filters}
     */
    public Find<R> where(String column, Filter filter) {
        return with(new Condition(column, filter, Condition.Otherwise.SKIP));
    }

    /**
     * {@return this find, ending before the first row for which {@code filter} does not hold} That bounds a range:
     * {@code BY_NAME.ge("M").takeWhile("name", lt("N"))}.
     *
     * @param column a column of the index
     * @param filter what it has to be; see {@link Filters}
     * @throws IllegalArgumentException if the index was declared without that column
     */
    public Find<R> takeWhile(String column, Filter filter) {
        if (!index.columns().contains(column)) {
            throw index.undeclared("takeWhile on " + column);
        }
        return with(new Condition(column, filter, Condition.Otherwise.STOP));
    }

    /**
     * {@return this find, for each of {@code values} as the key column behind those that {@code eq} has, in their order}
     * {@code BY_TENANT.eq(7).andIn(ids)}. Each value finds all its rows; limit and offset count those of all values together.
     *
     * @param values values for that column, none null; for none it finds nothing
     * @throws IllegalArgumentException if this is not an {@code eq}, or if the index was declared without a column behind it
     */
    public Find<R> andIn(Collection<?> values) {
        if (!(match instanceof KeyMatch.Compare equal) || equal.comparison() != Comparison.EQ) {
            throw new IllegalArgumentException("andIn follows eq alone");
        }
        if (equal.parts().size() >= index.columns().size()) {
            throw index.undeclared("andIn behind " + equal.parts().size() + " key parts");
        }
        return matching(new KeyMatch.In(equal.parts(), Arguments.values(values)));
    }

    /**
     * {@return this find, answering at most {@code rows}; without it {@value #DEFAULT_LIMIT}}
     *
     * @param rows from 1 to 2<sup>31</sup>-1
     */
    public Find<R> limit(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
        return new Find<>(index, match, conditions, rows, offset, columns, mapper, target, order);
    }

    /**
     * {@return this find, leaving out its first rows} The server walks over them all the same.
     *
     * @param rows how many, from 0
     */
    public Find<R> offset(int rows) {
        return new Find<>(index, match, conditions, limit, rows, columns, mapper, target, order);
    }

    /**
     * {@return this find, reading other columns than the table's}
     *
     * @param column the first
     * @param more the others
     */
    public Find<Row> columns(String column, String... more) {
        List<String> names = new ArrayList<>(1 + more.length);
        names.add(column);
        names.addAll(List.of(more));
        return reading(Identifiers.columns(names), Table.ROWS);
    }

    /**
     * {@return this find, reading the columns of another record, into that record}
     *
     * @param record the record
     * @param <T> the record
     */
    public <T extends Record> Find<T> as(Class<T> record) {
        RecordMapper<T> other = RecordMapper.of(record);
        return reading(Identifiers.columns(other.columns()), other);
    }

    private <T> Find<T> reading(List<String> names, RowMapper<T> other) {
        if (order != null) {
            throw new IllegalArgumentException("mergedBy compares results, so it comes after what they are");
        }
        return new Find<>(index, match, conditions, limit, offset, names, other, target, null);
    }

    /**
     * {@return this find, on the server of that name, whatever the ring says}
     *
     * @param server a configured name
     */
    public Find<R> on(String server) {
        return to(new Target.Server(server));
    }

    /** {@return this find, on every server, the results merged in the order of the index} Limit and offset count merged rows. */
    public Find<R> onAllServers() {
        return to(Target.ALL_SERVERS);
    }

    /**
     * {@return this find, its results from several servers merged by {@code comparator}} Needed where Hansock cannot know the order
     * of the index: text whose collation is not the binary one of a charset of Unicode, labels, UUIDs and addresses, a column that descends, or an
     * index or primary key that was not declared with all its columns.
     *
     * @param comparator orders results as each server's index does, in the direction of the find; a find whose rows come in
     *     another order fails with {@link io.hansock.ResultException}
     */
    public Find<R> mergedBy(Comparator<? super R> comparator) {
        return new Find<>(index, match, conditions, limit, offset, columns, mapper, target, comparator);
    }

    /**
     * {@return an update of the rows found that sets {@code column}} They are chosen first and changed then; where tables are known, all of them are
     * changed or, if one fails, none. A client that does not log in has HandlerSocket change one after the other as it walks: if one fails, those
     * before it stay changed, and a row that is moved along the index may be met again.
     *
     * @param column the column
     * @param value its new value, null for NULL
     * @throws IllegalArgumentException if no limit was given, or if the value cannot be a parameter
     */
    public Update<R> set(String column, @Nullable Object value) {
        return new Update<>(bounded(), List.of(new Assignment(column, value)));
    }

    /**
     * {@return an increment of the rows found that adds to {@code column}} They are chosen and changed as by {@link #set}.
     *
     * @param column the column, of an integer type
     * @param by what is added; negative to subtract
     * @throws IllegalArgumentException if no limit was given
     */
    public Increment<R> increment(String column, long by) {
        return new Increment<>(bounded(), List.of(new Increment.Delta(column, by)), Increment.SignRule.ANY);
    }

    /**
     * {@return a delete of the rows found}
     *
     * @throws IllegalArgumentException if no limit was given
     */
    public Delete<R> delete() {
        return new Delete<>(bounded());
    }

    /** {@return the index} */
    public Index<?> index() {
        return index;
    }

    /** {@return which entries of the index} */
    public KeyMatch match() {
        return match;
    }

    /** {@return the filters, all of which have to hold; unmodifiable} */
    public List<Condition> conditions() {
        return conditions;
    }

    /** {@return the columns to read, in order; unmodifiable} */
    public List<String> columns() {
        return columns;
    }

    /** {@return what makes a result of each row} */
    public RowMapper<R> mapper() {
        return mapper;
    }

    /** {@return how the results of several servers are merged; empty for the order of the index} */
    public Optional<Comparator<? super R>> order() {
        return Optional.ofNullable(order);
    }

    /** {@return how many rows are left out first} */
    public int offset() {
        return offset;
    }

    @Override
    public Target target() {
        return target;
    }

    /** {@return the most rows to answer} */
    public int limit() {
        return limit == 0 ? Math.min(DEFAULT_LIMIT, Integer.MAX_VALUE - offset) : limit;
    }

    private KeyMatch.In list() {
        if (match instanceof KeyMatch.In in) {
            return in;
        }
        throw new IllegalArgumentException("this find has no IN list");
    }

    /**
     * {@return this find with another match}
     *
     * @param other which entries of the index
     */
    public Find<R> matching(KeyMatch other) {
        return new Find<>(index, other, conditions, limit, offset, columns, mapper, target, order);
    }

    /**
     * {@return this find with another filter in the place of one that it has}
     *
     * @param number the place in {@link #conditions()}, from 0
     * @param filter the filter, on the same column and to the same end
     */
    public Find<R> replacing(int number, Filter filter) {
        List<Condition> all = new ArrayList<>(conditions);
        Condition replaced = all.get(number);
        all.set(number, new Condition(replaced.column(), filter, replaced.otherwise()));
        return new Find<>(index, match, List.copyOf(all), limit, offset, columns, mapper, target, order);
    }

    /**
     * {@return this find with another target}
     *
     * @param servers the target
     */
    public Find<R> to(Target servers) {
        return new Find<>(index, match, conditions, limit, offset, columns, mapper, servers, order);
    }

    @Override
    public Table<?> table() {
        return index.table();
    }

    /** Null also for an IN list whose column places rows: {@link #shardKeyOf(Object)} is asked for each value then. */
    @Override
    public byte @Nullable [] shardKey() {
        if (match instanceof KeyMatch.Compare equal) {
            return equal.comparison() == Comparison.EQ ? shardKey(equal.parts(), null) : null;
        }
        return shardKey(((KeyMatch.In) match).prefix(), null);
    }

    /**
     * {@return the bytes that the ring places for one value of an IN list, or null if some shard column has none}
     *
     * @param value one of the list's values
     * @throws IllegalArgumentException if this find has no IN list
     */
    public byte @Nullable [] shardKeyOf(Object value) {
        return shardKey(list().prefix(), value);
    }

    private byte @Nullable [] shardKey(List<@Nullable Object> parts, @Nullable Object last) {
        List<String> shardColumns = table().shardColumns();
        List<Object> values = new ArrayList<>(shardColumns.size());
        for (String column : shardColumns) {
            int part = index.columns().indexOf(column);
            Object value = part < 0 ? null : part < parts.size() ? parts.get(part) : part == parts.size() ? last : null;
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return table().encodeShardKey(values);
    }

    private Find<R> with(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new Find<>(index, match, List.copyOf(all), limit, offset, columns, mapper, target, order);
    }

    private Find<R> bounded() {
        if (limit == 0) {
            throw new IllegalArgumentException("a change says how many rows it may change: limit(n)");
        }
        return this;
    }

    /** The shape alone: keys and values never end up in a log by way of this. */
    @Override
    public String toString() {
        return "find " + index + " " + match + " limit " + limit();
    }
}

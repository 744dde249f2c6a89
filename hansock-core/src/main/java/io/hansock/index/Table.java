package io.hansock.index;

import io.hansock.value.CanonicalKey;
import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table, declared once, as a constant:
 *
 * <pre>{@code
 * record User(long id, String name, int age) {}
 * static final Table<User> USERS = Table.of("users", User.class);
 * static final Index<User> BY_AGE = USERS.index("by_age", "age");
 * }</pre>
 *
 * <p>Nothing is looked up at the server then. Names are checked: 1 to 64 characters of the Basic Multilingual Plane, no control
 * characters, in columns no comma; else {@link IllegalArgumentException}. They count upper and lower case as the server does.
 *
 * <p>Equal only to itself. Immutable, safe to share between threads; each method that changes something gives a new table, so
 * {@link #index} comes last.
 *
 * @param <R> what a row becomes
 */
public final class Table<R> {
    static final RowMapper<Row> ROWS = row -> row;
    private static final String PRIMARY = "PRIMARY";

    private final @Nullable String database;
    private final String name;
    private final List<String> columns;
    private final RowMapper<R> mapper;
    /** Null until declared. */
    private final @Nullable List<String> shardColumns;

    private final @Nullable ShardEncoder shardEncoder;
    private final Index<R> primary;

    private Table(
            @Nullable String database,
            String name,
            List<String> columns,
            RowMapper<R> mapper,
            List<String> primaryKey,
            @Nullable List<String> shardColumns,
            @Nullable ShardEncoder shardEncoder) {
        this.database = database;
        this.name = name;
        this.columns = columns;
        this.mapper = mapper;
        this.shardColumns = shardColumns;
        this.shardEncoder = shardEncoder;
        this.primary = new Index<>(this, PRIMARY, primaryKey);
    }

    /**
     * A table whose rows become what a mapper makes of them. The first column is taken to be the primary key and the shard key, unless
     * {@link #primaryKey} and {@link #shardBy} say otherwise.
     *
     * @param name the table's name, without its database
     * @param columns the columns that finds read, in order; at least one
     * @param mapper called once a row
     * @param <R> what a row becomes
     * @return the table
     */
    public static <R> Table<R> of(String name, List<String> columns, RowMapper<R> mapper) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a table has columns");
        }
        List<String> checked = Identifiers.columns(columns);
        return new Table<>(null, Identifiers.check("table", name), checked, mapper, checked.subList(0, 1), null, null);
    }

    /**
     * A table whose rows are records: its columns are those that {@link RecordMapper} gives the components. The first is taken to
     * be the primary key and the shard key, unless {@link #primaryKey} and {@link #shardBy} say otherwise.
     *
     * @param name the table's name, without its database
     * @param record the record
     * @param <R> the record
     * @return the table
     * @throws io.hansock.ConfigurationException if the record has a component that no column can be, or cannot be reached
     */
    public static <R extends Record> Table<R> of(String name, Class<R> record) {
        RecordMapper<R> mapper = RecordMapper.of(record);
        if (mapper.columns().isEmpty()) {
            throw new IllegalArgumentException(
                    "record " + record.getName() + " has no components, a table has columns");
        }
        return of(name, mapper.columns(), mapper);
    }

    /**
     * A table whose rows stay {@link Row}s. The first column is taken to be the primary key and the shard key, unless
     * {@link #primaryKey} and {@link #shardBy} say otherwise.
     *
     * @param name the table's name, without its database
     * @param column the first column that finds read
     * @param more the other columns that finds read
     * @return the table
     */
    public static Table<Row> of(String name, String column, String... more) {
        return of(name, list(column, more), ROWS);
    }

    /**
     * {@return this table, in a database that is not the client's own}
     *
     * @param name the database
     */
    public Table<R> database(String name) {
        return new Table<>(
                Identifiers.check("database", name),
                this.name,
                columns,
                mapper,
                primary.columns(),
                shardColumns,
                shardEncoder);
    }

    /**
     * {@return this table, with another primary key than its first column}
     *
     * @param column the first column of the key
     * @param more its other columns, in the order of the key
     */
    public Table<R> primaryKey(String column, String... more) {
        return new Table<>(database, name, columns, mapper, list(column, more), shardColumns, shardEncoder);
    }

    /**
     * {@return this table, with other columns than the first of its primary key deciding which server has a row}
     *
     * @param column the first column
     * @param more the others; their order counts
     */
    public Table<R> shardBy(String column, String... more) {
        return new Table<>(
                database,
                name,
                columns,
                mapper,
                primary.columns(),
                Identifiers.columns(list(column, more)),
                shardEncoder);
    }

    /**
     * {@return this table, with {@code encoder} making the ring's bytes}
     *
     * @param encoder called for each command while there is more than one server
     */
    public Table<R> shardEncoder(ShardEncoder encoder) {
        return new Table<>(database, name, columns, mapper, primary.columns(), shardColumns, encoder);
    }

    /**
     * An index of this table. Its columns are needed for {@link Index#between}, {@link Find#takeWhile} and {@link Find#andIn}, to
     * find a server by key, and to merge ranges over several servers.
     *
     * @param name the index's name; it cannot begin with a digit
     * @param columns the columns of its key, in order, or none if nothing of that is wanted
     * @return the index
     */
    public Index<R> index(String name, String... columns) {
        return new Index<>(this, name, List.of(columns));
    }

    /** {@return the primary key as an index} */
    public Index<R> primary() {
        return primary;
    }

    /**
     * {@return the row with that primary key}
     *
     * @param parts a value for each primary key column, none null
     * @throws IllegalArgumentException if there are more or fewer values than columns, or one cannot be a parameter
     */
    public Key<R> key(Object... parts) {
        if (parts.length != primary.columns().size()) {
            throw new IllegalArgumentException(
                    parts.length + " values for the primary key of " + this + ", which has " + primary.columns());
        }
        List<@Nullable Object> key = Arguments.key(parts);
        int missing = key.indexOf(null);
        if (missing >= 0) {
            throw new IllegalArgumentException(
                    "primary key column " + primary.columns().get(missing) + " cannot be NULL");
        }
        return new Key<>(this, key, Target.BY_SHARD);
    }

    /** {@return the database, empty for the client's own} */
    public Optional<String> database() {
        return Optional.ofNullable(database);
    }

    /** {@return the name, without the database} */
    public String name() {
        return name;
    }

    /** {@return the columns that finds read, in order; unmodifiable} */
    public List<String> columns() {
        return columns;
    }

    /** {@return what makes a result of each row} */
    public RowMapper<R> mapper() {
        return mapper;
    }

    /** {@return the columns that decide which server has a row, in order; unmodifiable} */
    public List<String> shardColumns() {
        return shardColumns == null ? primary.columns().subList(0, 1) : shardColumns;
    }

    /**
     * {@return the bytes that the ring places for these values of the shard columns}
     *
     * @param values a value for each of {@link #shardColumns()}, none null
     * @throws IllegalArgumentException for another number of values, or one whose type needs {@link #shardEncoder}
     */
    public byte[] shardKey(Object... values) {
        if (values.length != shardColumns().size()) {
            throw new IllegalArgumentException(values.length + " values for the shard columns " + shardColumns());
        }
        List<Object> checked = new ArrayList<>(values.length);
        for (Object value : values) {
            checked.add(Arguments.present(value, "a shard column"));
        }
        return encodeShardKey(checked);
    }

    /** {@return whether {@link #shardEncoder(ShardEncoder)} says what the ring places} */
    public boolean hasShardEncoder() {
        return shardEncoder != null;
    }

    /**
     * {@return where the rows with these values of the shard columns are}
     *
     * @param values a value for each of {@link #shardColumns()}, none null
     * @throws IllegalArgumentException as {@link #shardKey}
     */
    public Shard shard(Object... values) {
        return new Shard(this, shardKey(values));
    }

    byte[] encodeShardKey(List<Object> values) {
        return shardEncoder == null ? CanonicalKey.of(values) : shardEncoder.encode(values);
    }

    private static List<String> list(String first, String... more) {
        List<String> list = new ArrayList<>(1 + more.length);
        list.add(first);
        list.addAll(List.of(more));
        return List.copyOf(list);
    }

    @Override
    public String toString() {
        return database == null ? name : database + "." + name;
    }
}

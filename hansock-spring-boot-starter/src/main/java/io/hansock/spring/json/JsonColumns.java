package io.hansock.spring.json;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.index.Target;
import io.hansock.index.Upsert;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.TypeMismatchDataAccessException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes columns that hold JSON. Of a record, every component that no cell can be read as is JSON; a JSON null and an SQL NULL
 * are both null. An {@link Optional} is what it is of, a cell or JSON, and empty for null.
 *
 * <pre>{@code
 * record Order(long id, Address to, List<Item> items) {}
 *
 * Table<Order> orders = json.table("orders", Order.class);
 * Optional<Order> one = template.findOne(orders, 42);
 * template.insert(json.insert(orders, order));
 * template.update(orders.key(42).set("items", json.write(items)));
 * }</pre>
 *
 * <p>What does not fit is a {@link TypeMismatchDataAccessException}; its message holds no part of the document. Safe to share between
 * threads.
 */
public final class JsonColumns {
    private final JsonMapper json;

    /**
     * Creates one.
     *
     * @param json reads and writes the documents
     */
    public JsonColumns(JsonMapper json) {
        this.json = json;
    }

    /**
     * {@return a table whose rows are records, with JSON in some of its columns} The first component is taken to be the primary key and the
     * shard key, as in {@link Table#of(String, Class)}.
     *
     * @param name the table's name
     * @param record the record
     * @param <R> the record
     */
    public <R extends Record> Table<R> table(String name, Class<R> record) {
        JsonRecordMapper<R> mapper = new JsonRecordMapper<>(record, this);
        return Table.of(name, mapper.columns(), mapper);
    }

    /**
     * {@return a mapper of rows to records, with JSON in some of the columns: for SQL}
     *
     * @param record the record
     * @param <R> the record
     */
    public <R extends Record> RowMapper<R> mapper(Class<R> record) {
        return new JsonRecordMapper<>(record, this);
    }

    /**
     * {@return an insert of {@code row}: every component, a null one as NULL}
     *
     * @param table made by {@link #table}
     * @param row the row
     * @param <R> the record
     */
    public <R extends Record> Insert<R> insert(Table<R> table, R row) {
        JsonRecordMapper<R> mapper = mapperOf(table);
        List<@Nullable Object> values = mapper.values(row);
        Insert<R> insert = Insert.into(table);
        for (int i = 0; i < values.size(); i++) {
            insert = insert.set(mapper.columns().get(i), values.get(i));
        }
        return insert;
    }

    /**
     * {@return an insert of {@code row} or, if there is one with the same primary key, a change of all its other columns}
     *
     * @param table made by {@link #table}
     * @param row the row
     * @param <R> the record
     */
    public <R extends Record> Upsert<R> upsert(Table<R> table, R row) {
        return new Upsert<>(table, insert(table, row).assignments(), Target.BY_SHARD);
    }

    private static <R extends Record> JsonRecordMapper<R> mapperOf(Table<R> table) {
        if (table.mapper() instanceof JsonRecordMapper<R> mapper) {
            return mapper;
        }
        throw new InvalidDataAccessApiUsageException("table " + table + " was not made by JsonColumns.table");
    }

    /**
     * {@return what a document in a column is; empty if it is NULL}
     *
     * @param row the row
     * @param column the column
     * @param type what the document becomes
     * @param <T> that type
     */
    public <T> Optional<T> read(Row row, String column, Class<T> type) {
        return read(row, column, type.getName(), document -> json.readValue(document, type));
    }

    /**
     * {@return what a document in a column is; empty if it is NULL}
     *
     * @param row the row
     * @param column the column
     * @param type what the document becomes
     * @param <T> that type
     */
    public <T> Optional<T> read(Row row, String column, TypeReference<T> type) {
        return read(row, column, type.getType().getTypeName(), document -> json.readValue(document, type));
    }

    /**
     * {@return the document of a value}
     *
     * @param value the value; null for NULL
     */
    public @Nullable String write(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return json.writeValueAsString(value);
        } catch (JacksonException e) {
            throw new TypeMismatchDataAccessException(
                    "a " + value.getClass().getName() + " cannot be written as JSON", located(e));
        }
    }

    /** For a component of a record. */
    @Nullable
    Object read(Row row, String column, Type type) {
        JavaType whole = json.constructType(type);
        Optional<Object> value =
                read(row, column, type.getTypeName(), document -> json.<Object>readValue(document, whole));
        return value.orElse(null);
    }

    private <T> Optional<T> read(Row row, String column, String what, Function<String, ? extends @Nullable T> reader) {
        String document = row.getString(column);
        if (document == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(reader.apply(document));
        } catch (JacksonException e) {
            throw new TypeMismatchDataAccessException("the JSON in column " + column + " is no " + what, located(e));
        }
    }

    /** Jackson quotes the document in its message: only what went wrong is told. */
    private static Throwable located(JacksonException problem) {
        IllegalArgumentException cause =
                new IllegalArgumentException(problem.getClass().getSimpleName());
        cause.setStackTrace(problem.getStackTrace());
        return cause;
    }
}

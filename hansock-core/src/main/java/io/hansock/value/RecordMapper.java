package io.hansock.value;

import io.hansock.ConfigurationException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Maps rows to records and back. A component belongs to the column of its name in snake case ({@code firstName} to
 * {@code first_name}), or to that of its {@link Column} annotation; upper and lower case count only if both exist. Columns
 * without a component are not read.
 *
 * <p>Component types are those of {@link Row#get(int, Class)}, and {@link java.util.Optional} of such. NULL becomes null, an
 * empty Optional, or for a primitive component a {@link io.hansock.ResultException} that names the column. An
 * {@link java.time.Instant} is a DATETIME in UTC.
 *
 * <p>One mapper exists per record class. Positions are looked up once per {@link Columns}; after that a row costs the record and
 * its objects, no boxes. Safe to share between threads.
 *
 * @param <T> the record
 */
public final class RecordMapper<T extends Record> implements RowMapper<T> {
    /** Results of more shapes than this are looked up again each time: only generated SQL has so many. */
    private static final int CACHED_SHAPES = 256;

    private static final ClassValue<RecordMapper<?>> MAPPERS = new ClassValue<>() {
        @Override
        protected RecordMapper<?> computeValue(Class<?> type) {
            return new RecordMapper<>(type.asSubclass(Record.class));
        }
    };

    private final Class<T> type;
    private final List<String> columns;
    private final MethodHandle constructor;
    private final MethodHandle[] readers;
    private final MethodHandle[] accessors;

    /** By names, for results that are equal in shape but do not share their {@link Columns}. */
    private final Map<List<String>, MethodHandle> shapes = new ConcurrentHashMap<>();

    /** The shape seen last. An immutable pair in one volatile field, so that a racing reader never mixes two. */
    private volatile @Nullable Shape last;

    private record Shape(Columns columns, MethodHandle mapping) {}

    private RecordMapper(Class<T> type) {
        if (!type.isRecord()) {
            throw new ConfigurationException(type.getName() + " is not a record");
        }
        RecordAccess access = RecordAccess.to(type);
        RecordComponent[] components = type.getRecordComponents();
        this.type = type;
        this.columns = Arrays.stream(components).map(ColumnNames::of).toList();
        this.constructor = access.constructor();
        this.readers = Arrays.stream(components).map(RecordAccess::reader).toArray(MethodHandle[]::new);
        this.accessors = Arrays.stream(components).map(access::accessor).toArray(MethodHandle[]::new);
    }

    /**
     * {@return the mapper for {@code type}}
     *
     * @param <T> the record
     * @param type its class
     * @throws ConfigurationException if a component has a type that no cell can be read as, or if the record is in a package
     *     that its module does not open to io.hansock; the message says what to write
     */
    @SuppressWarnings("unchecked")
    public static <T extends Record> RecordMapper<T> of(Class<T> type) {
        return (RecordMapper<T>) MAPPERS.get(type);
    }

    /**
     * {@return the column that a component is read from and written to: what {@link Column} says, else its name in snake case}
     *
     * @param component of any record
     */
    public static String column(RecordComponent component) {
        return ColumnNames.of(component);
    }

    /**
     * {@return whether a cell can be read as {@code type}, as {@link Row#get(String, Class)} does}
     *
     * @param type any type but an Optional
     */
    public static boolean reads(Class<?> type) {
        return CellReaders.of(type) != null;
    }

    /** {@return the record class} */
    public Class<T> type() {
        return type;
    }

    /** {@return the column of each component, in order; unmodifiable} */
    public List<String> columns() {
        return columns;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T map(Row row) {
        try {
            Object mapped = mapping(row.columns()).invokeExact(row);
            return (T) mapped;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * {@return the components of {@code record} in the order of {@link #columns()}; unmodifiable, with nulls}
     *
     * @param record the record to take apart
     */
    public List<@Nullable Object> values(T record) {
        @Nullable Object[] values = new Object[accessors.length];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = accessors[i].invokeExact((Object) record);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    private MethodHandle mapping(Columns result) {
        Shape shape = last;
        if (shape == null || shape.columns() != result) {
            shape = new Shape(result, mappingByNames(result));
            last = shape;
        }
        return shape.mapping();
    }

    private MethodHandle mappingByNames(Columns result) {
        MethodHandle known = shapes.get(result.names());
        if (known != null) {
            return known;
        }
        MethodHandle mapping = bind(result);
        if (shapes.size() < CACHED_SHAPES) {
            shapes.put(result.names(), mapping);
        }
        return mapping;
    }

    /** {@code (Row) -> Object}: the constructor fed by one reader a component, each bound to its column's position. */
    private MethodHandle bind(Columns result) {
        MethodHandle[] bound = new MethodHandle[readers.length];
        for (int i = 0; i < bound.length; i++) {
            bound[i] = MethodHandles.insertArguments(readers[i], 1, result.position(columns.get(i)));
        }
        MethodHandle ofRows = MethodHandles.filterArguments(constructor, 0, bound);
        return MethodHandles.permuteArguments(
                ofRows, MethodType.methodType(Object.class, Row.class), new int[bound.length]);
    }

    @Override
    public String toString() {
        return "mapper of " + type.getName();
    }
}

package io.hansock.spring.json;

import io.hansock.ConfigurationException;
import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Makes records of rows, where what no cell can be read as is JSON. Immutable.
 *
 * @param <R> the record
 */
final class JsonRecordMapper<R extends Record> implements RowMapper<R> {
    private final JsonColumns json;
    private final List<Part> parts;
    private final List<String> columns;
    private final Constructor<R> constructor;

    /**
     * One component.
     *
     * @param content what is in the column: the component's type, or what its Optional is of
     * @param isOptional whether it is an Optional of that
     */
    private record Part(Method accessor, String column, Type content, boolean isOptional) {
        static Part of(RecordComponent component) {
            Method accessor = component.getAccessor();
            ReflectionUtils.makeAccessible(accessor);
            String column = RecordMapper.column(component);
            return component.getType() == Optional.class
                            && component.getGenericType() instanceof ParameterizedType optional
                    ? new Part(accessor, column, optional.getActualTypeArguments()[0], true)
                    : new Part(accessor, column, component.getGenericType(), false);
        }

        /** What a cell can be read as; null if the column holds JSON. */
        @Nullable
        Class<?> cell() {
            return content instanceof Class<?> type && RecordMapper.reads(type) ? type : null;
        }

        @Nullable
        Object read(Row row, JsonColumns json) {
            Class<?> cell = cell();
            Object value = cell == null ? json.read(row, column, content) : row.get(column, cell);
            return isOptional ? Optional.ofNullable(value) : value;
        }

        @Nullable
        Object value(Record record, JsonColumns json) {
            Object given = invoked(() -> accessor.invoke(record));
            Object value = given instanceof Optional<?> optional && isOptional ? optional.orElse(null) : given;
            return cell() == null ? json.write(value) : value;
        }
    }

    JsonRecordMapper(Class<R> record, JsonColumns json) {
        this.json = json;
        this.parts = Stream.of(record.getRecordComponents()).map(Part::of).toList();
        this.columns = parts.stream().map(Part::column).toList();
        this.constructor = constructor(record);
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> record) {
        Class<?>[] types = Stream.of(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = record.getDeclaredConstructor(types);
            ReflectionUtils.makeAccessible(constructor);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new ConfigurationException("record " + record.getName() + " has no canonical constructor");
        }
    }

    List<String> columns() {
        return columns;
    }

    @Override
    public R map(Row row) {
        @Nullable Object[] values = new Object[parts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts.get(i).read(row, json);
        }
        return invoked(() -> constructor.newInstance(values));
    }

    /** The components, JSON written; unmodifiable. */
    List<@Nullable Object> values(R record) {
        List<@Nullable Object> values = new ArrayList<>(parts.size());
        for (Part part : parts) {
            values.add(part.value(record, json));
        }
        return Collections.unmodifiableList(values);
    }

    /** Something of a record's own: what that throws is thrown as it is, as with records that hold no JSON. */
    private interface OfRecord<T extends @Nullable Object> {
        T invoke() throws ReflectiveOperationException;
    }

    private static <T extends @Nullable Object> T invoked(OfRecord<T> call) {
        try {
            return call.invoke();
        } catch (InvocationTargetException e) {
            ReflectionUtils.rethrowRuntimeException(e.getCause());
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.hansock.spring.json;

import io.hansock.ConfigurationException;
import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import io.hansock.value.RowMapper;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Makes records of rows, where what no cell can be read as is JSON. Immutable.
 *
 * @param <R> the record
 */
final class JsonRecordMapper<R extends Record> implements RowMapper<R> {
    private final JsonColumns json;
    private final List<RecordComponent> components;
    private final List<String> columns;
    private final Constructor<R> constructor;

    JsonRecordMapper(Class<R> record, JsonColumns json) {
        this.json = json;
        this.components = List.of(record.getRecordComponents());
        this.columns = components.stream().map(RecordMapper::column).toList();
        this.constructor = constructor(record, components);
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> record, List<RecordComponent> components) {
        Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = record.getDeclaredConstructor(types);
            ReflectionUtils.makeAccessible(constructor);
            components.forEach(component -> ReflectionUtils.makeAccessible(component.getAccessor()));
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
        @Nullable Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            RecordComponent component = components.get(i);
            String column = columns.get(i);
            values[i] = isJson(component)
                    ? json.read(row, column, component.getGenericType())
                    : row.get(column, component.getType());
        }
        return BeanUtils.instantiateClass(constructor, values);
    }

    /** The components, JSON written; unmodifiable. */
    List<@Nullable Object> values(R record) {
        List<@Nullable Object> values = new ArrayList<>(components.size());
        for (RecordComponent component : components) {
            Object value = value(component, record);
            values.add(isJson(component) ? json.write(value) : value);
        }
        return Collections.unmodifiableList(values);
    }

    private static @Nullable Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the accessor of " + component.getName() + " threw", e);
        }
    }

    private static boolean isJson(RecordComponent component) {
        return !RecordMapper.reads(component.getType());
    }
}

package io.hansock.value;

import io.hansock.ConfigurationException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reaches the constructor and the accessors of a record, wherever its class is. */
final class RecordAccess {
    private final Class<? extends Record> type;
    private final MethodHandles.Lookup lookup;

    private RecordAccess(Class<? extends Record> type, MethodHandles.Lookup lookup) {
        this.type = type;
        this.lookup = lookup;
    }

    /** A record that is not open to us may still be public in an exported package: then the plain lookup reaches it. */
    static RecordAccess to(Class<? extends Record> type) {
        RecordAccess.class.getModule().addReads(type.getModule());
        MethodHandles.Lookup own = MethodHandles.lookup();
        try {
            return new RecordAccess(type, MethodHandles.privateLookupIn(type, own));
        } catch (IllegalAccessException e) {
            return new RecordAccess(type, own);
        }
    }

    /** {@code (component types…) -> Object}. */
    MethodHandle constructor() {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            MethodHandle constructor = lookup.findConstructor(type, MethodType.methodType(void.class, components));
            return constructor.asType(constructor.type().changeReturnType(Object.class));
        } catch (ReflectiveOperationException e) {
            throw closed();
        }
    }

    /** {@code (Object record) -> Object}. */
    MethodHandle accessor(RecordComponent component) {
        try {
            return lookup.unreflect(component.getAccessor()).asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw closed();
        }
    }

    private ConfigurationException closed() {
        String name = type.getModule().isNamed() ? type.getModule().getName() : type.getName();
        return new ConfigurationException("record " + type.getName() + " cannot be reached; write \"opens "
                + type.getPackageName() + " to io.hansock;\" in the module-info of " + name);
    }

    /** {@code (Row, int position) -> component type}. */
    static MethodHandle reader(RecordComponent component) {
        MethodHandle reader = component.getType() == Optional.class
                ? optional(component.getGenericType())
                : CellReaders.of(component.getType());
        if (reader == null) {
            throw new ConfigurationException("component " + component.getName() + " of record "
                    + component.getDeclaringRecord().getName() + " is a "
                    + component.getGenericType().getTypeName() + "; a cell can only be " + CellReaders.SUPPORTED
                    + ", or an Optional of one of these");
        }
        return reader;
    }

    private static @Nullable MethodHandle optional(Type optional) {
        if (!(optional instanceof ParameterizedType parameterized)
                || !(parameterized.getActualTypeArguments()[0] instanceof Class<?> content)) {
            return null;
        }
        MethodHandle reader = CellReaders.of(content);
        return reader == null
                ? null
                : MethodHandles.filterReturnValue(
                        reader.asType(reader.type().changeReturnType(Object.class)), OfNullable.HANDLE);
    }

    private static final class OfNullable {
        static final MethodHandle HANDLE = find();

        private static MethodHandle find() {
            try {
                return MethodHandles.lookup()
                        .findStatic(Optional.class, "ofNullable", MethodType.methodType(Optional.class, Object.class));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("Optional.ofNullable", e);
            }
        }
    }
}

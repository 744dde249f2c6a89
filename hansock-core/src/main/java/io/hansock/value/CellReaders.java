package io.hansock.value;

import io.hansock.ResultException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one list of Java types that a cell can be read as: for each a handle {@code (Row, int position) -> type}, so that a record
 * is built of primitives without boxing them.
 */
@SuppressWarnings("unused") // The private readers are found by name.
final class CellReaders {
    static final String SUPPORTED =
            "the primitives and their wrappers, String, byte[], BigInteger, BigDecimal, LocalDate, "
                    + "LocalTime, LocalDateTime, Instant, Duration, Year, UUID, enums";

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private static final Map<Class<?>, String> ROW_METHODS = Map.ofEntries(
            Map.entry(boolean.class, "getBoolean"),
            Map.entry(int.class, "getInt"),
            Map.entry(long.class, "getLong"),
            Map.entry(float.class, "getFloat"),
            Map.entry(double.class, "getDouble"),
            Map.entry(String.class, "getString"),
            Map.entry(byte[].class, "getBytes"),
            Map.entry(BigInteger.class, "getBigInteger"),
            Map.entry(BigDecimal.class, "getBigDecimal"),
            Map.entry(LocalDate.class, "getLocalDate"),
            Map.entry(LocalTime.class, "getLocalTime"),
            Map.entry(LocalDateTime.class, "getLocalDateTime"),
            Map.entry(Instant.class, "getInstant"),
            Map.entry(Duration.class, "getDuration"),
            Map.entry(UUID.class, "getUuid"));

    private static final Map<Class<?>, String> OWN_METHODS =
            Map.of(byte.class, "int8", short.class, "int16", char.class, "character", Year.class, "year");

    private static final ClassValue<Found> FOUND = new ClassValue<>() {
        @Override
        protected Found computeValue(Class<?> type) {
            try {
                MethodHandle reader = find(type);
                return new Found(
                        reader,
                        reader == null
                                ? null
                                : reader.asType(MethodType.methodType(Object.class, Row.class, int.class)));
            } catch (ReflectiveOperationException e) {
                throw new LinkageError("reader of " + type, e);
            }
        }
    };

    private record Found(
            @Nullable MethodHandle exact, @Nullable MethodHandle erased) {}

    private CellReaders() {}

    /** The handle {@code (Row, int) -> type}, or null if cells cannot be read as {@code type}. */
    static @Nullable MethodHandle of(Class<?> type) {
        return FOUND.get(type).exact();
    }

    @SuppressWarnings("unchecked")
    static <T> @Nullable T read(Row row, int position, Class<T> type) {
        MethodHandle reader = FOUND.get(type).erased();
        if (reader == null) {
            throw new IllegalArgumentException("a cell cannot be read as " + type.getName() + ", only as " + SUPPORTED);
        }
        try {
            return (T) reader.invokeExact(row, position);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable MethodHandle find(Class<?> type) throws ReflectiveOperationException {
        MethodType read = MethodType.methodType(type, int.class);
        String rowMethod = ROW_METHODS.get(type);
        if (rowMethod != null) {
            return LOOKUP.findVirtual(Row.class, rowMethod, read);
        }
        String ownMethod = OWN_METHODS.get(type);
        if (ownMethod != null) {
            return LOOKUP.findStatic(CellReaders.class, ownMethod, read.insertParameterTypes(0, Row.class));
        }
        if (type.isEnum()) {
            return LOOKUP.findStatic(
                            CellReaders.class,
                            "constant",
                            MethodType.methodType(Enum.class, Class.class, Row.class, int.class))
                    .bindTo(type)
                    .asType(read.insertParameterTypes(0, Row.class));
        }
        Class<?> primitive = MethodType.methodType(type).unwrap().returnType();
        return primitive == type || primitive == void.class ? null : nullOr(of(primitive), type);
    }

    /** Reads a wrapper: null where the cell is, else what the reader of the primitive gives. */
    private static MethodHandle nullOr(@Nullable MethodHandle primitive, Class<?> wrapper)
            throws ReflectiveOperationException {
        if (primitive == null) {
            throw new NoSuchMethodException(wrapper.getName());
        }
        MethodHandle isNull = LOOKUP.findVirtual(Row.class, "isNull", MethodType.methodType(boolean.class, int.class));
        MethodHandle readNull =
                MethodHandles.dropArguments(MethodHandles.constant(wrapper, null), 0, Row.class, int.class);
        return MethodHandles.guardWithTest(
                isNull, readNull, primitive.asType(primitive.type().changeReturnType(wrapper)));
    }

    private static byte int8(Row row, int position) {
        return (byte) row.between(position, "byte", Byte.MIN_VALUE, Byte.MAX_VALUE);
    }

    private static short int16(Row row, int position) {
        return (short) row.between(position, "short", Short.MIN_VALUE, Short.MAX_VALUE);
    }

    private static char character(Row row, int position) {
        String text = row.getString(position);
        if (text == null || text.length() != 1) {
            throw row.unreadable(position, "char", new CellException("it is not one character"));
        }
        return text.charAt(0);
    }

    private static @Nullable Year year(Row row, int position) {
        return row.isNull(position)
                ? null
                : Year.of((int) row.between(position, "Year", Year.MIN_VALUE, Year.MAX_VALUE));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable Enum<?> constant(Class<?> type, Row row, int position) {
        String name = row.getString(position);
        if (name == null) {
            return null;
        }
        try {
            return Enum.valueOf((Class) type, name);
        } catch (IllegalArgumentException e) {
            throw unknownConstant(row, position, type);
        }
    }

    private static ResultException unknownConstant(Row row, int position, Class<?> type) {
        return row.unreadable(position, type.getSimpleName(), new CellException("the enum has no such constant"));
    }
}

package io.hansock.mysql;

import io.hansock.value.RecordMapper;
import io.hansock.value.Row;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Records of one component, called {@code cell}, one for each Java type that a cell is read as. */
final class OneCell {
    record OfBoolean(boolean cell) {}

    record OfByte(byte cell) {}

    record OfShort(short cell) {}

    record OfInt(int cell) {}

    record OfLong(long cell) {}

    record OfFloat(float cell) {}

    record OfDouble(double cell) {}

    record OfCharacter(char cell) {}

    record OfBigInteger(BigInteger cell) {}

    record OfBigDecimal(BigDecimal cell) {}

    record OfString(String cell) {}

    @SuppressWarnings("ArrayRecordComponent") // that is what is read
    record OfBytes(byte[] cell) {}

    record OfLocalDate(LocalDate cell) {}

    record OfLocalTime(LocalTime cell) {}

    record OfLocalDateTime(LocalDateTime cell) {}

    record OfInstant(Instant cell) {}

    record OfDuration(Duration cell) {}

    record OfYear(Year cell) {}

    record OfUuid(UUID cell) {}

    record OfEnum(TextColumns.Letter cell) {}

    private static final Map<Class<?>, RecordMapper<?>> MAPPERS = List.<Class<? extends Record>>of(
                    OfBoolean.class,
                    OfByte.class,
                    OfShort.class,
                    OfInt.class,
                    OfLong.class,
                    OfFloat.class,
                    OfDouble.class,
                    OfCharacter.class,
                    OfBigInteger.class,
                    OfBigDecimal.class,
                    OfString.class,
                    OfBytes.class,
                    OfLocalDate.class,
                    OfLocalTime.class,
                    OfLocalDateTime.class,
                    OfInstant.class,
                    OfDuration.class,
                    OfYear.class,
                    OfUuid.class,
                    OfEnum.class)
            .stream()
            .collect(Collectors.toMap(OneCell::component, RecordMapper::of));

    private OneCell() {}

    private static Class<?> component(Class<? extends Record> type) {
        Class<?> component = type.getRecordComponents()[0].getType();
        return MethodType.methodType(component).wrap().returnType();
    }

    /** What the record for {@code type} holds when it is made of {@code row}. */
    static Object of(Class<?> type, Row row) {
        RecordMapper<?> mapper = MAPPERS.get(type);
        if (mapper == null) {
            throw new IllegalArgumentException("no record for " + type);
        }
        return cell(mapper, row);
    }

    private static <T extends Record> Object cell(RecordMapper<T> mapper, Row row) {
        return mapper.values(mapper.map(row)).get(0);
    }
}

package io.hansock.mysql;

import io.hansock.ResultException;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** All types of columns that there are, and all Java types that cells are read as. */
final class ColumnCases {
    static final List<Class<?>> READ_AS = List.of(
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class,
            BigDecimal.class,
            Float.class,
            Double.class,
            String.class,
            byte[].class,
            Character.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            Instant.class,
            Duration.class,
            Year.class,
            UUID.class);

    private static final List<ColumnCase> ALL = Stream.of(
                    IntegerColumns.signed(),
                    IntegerColumns.unsigned(),
                    IntegerColumns.bits(),
                    FractionColumns.exact(),
                    FractionColumns.floating(),
                    TimeColumns.dates(),
                    TimeColumns.dateTimes(),
                    TimeColumns.timestamps(),
                    TimeColumns.times(),
                    TextColumns.text(),
                    TextColumns.charsets(),
                    TextColumns.labels(),
                    TextColumns.documents(),
                    ByteColumns.bytes(),
                    ByteColumns.extended(),
                    SpatialColumns.shapes())
            .flatMap(List::stream)
            .toList();

    private ColumnCases() {}

    /** Those that a server has, in an order that stays. */
    static List<ColumnCase> on(Kind kind) {
        return ALL.stream().filter(column -> column.isOn(kind)).toList();
    }

    /** The first cell as {@code type}, or why it is not one. */
    static Object read(Row row, Class<?> type) {
        try {
            return row.get(1, type);
        } catch (ResultException e) {
            return String.valueOf(e.getMessage());
        }
    }
}

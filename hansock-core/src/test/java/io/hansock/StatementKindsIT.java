package io.hansock;

import static io.hansock.index.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.testing.SqlServer.Kind;
import io.hansock.value.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A statement that was first executed with parameters of one type takes others for what they are, in any order: a moment behind a date, a text
 * behind a time. MySQL 8.0.22 and newer keeps the first types where the column does not say more.
 */
class StatementKindsIT {
    private static final String DB = "kinds_it";
    private static final Table<Row> T = Table.of("t", "id", "moment", "span", "amount", "big", "bits", "word");
    private static final Index<Row> BY_MOMENT = T.index("moment", "moment");

    private static final LocalDateTime NOON = LocalDateTime.of(2024, 2, 29, 12, 0, 0, 123_456_000);

    /** A value to store, and as what it is read. */
    private record Stored(@Nullable Object given, @Nullable String read) {}

    private static final Map<String, List<Stored>> VALUES = Map.of(
            "moment",
            List.of(
                    new Stored(NOON.toLocalDate(), "2024-02-29 00:00:00.000000"),
                    new Stored(NOON, "2024-02-29 12:00:00.123456"),
                    new Stored(Instant.parse("2024-02-29T12:00:00.5Z"), "2024-02-29 12:00:00.500000"),
                    new Stored("2024-02-29 12:00:00.123457", "2024-02-29 12:00:00.123457"),
                    new Stored(null, null)),
            "span",
            List.of(
                    new Stored(LocalTime.of(1, 2, 3, 4000), "01:02:03.000004"),
                    new Stored(Duration.ofHours(-100), "-100:00:00.000000"),
                    new Stored(Duration.ofHours(838).plusNanos(1000), "838:00:00.000001"),
                    new Stored("12:00:00.000000", "12:00:00.000000"),
                    new Stored(null, null)),
            "amount",
            List.of(
                    new Stored(7, "7.000"),
                    new Stored(new BigDecimal("-12345678901234567.125"), "-12345678901234567.125"),
                    new Stored(new BigInteger("12345678901234567"), "12345678901234567.000"),
                    new Stored("0.500", "0.500"),
                    new Stored(null, null)),
            "big",
            List.of(
                    new Stored(7, "7"),
                    new Stored(new BigInteger("18446744073709551615"), "18446744073709551615"),
                    new Stored(Long.MAX_VALUE, "9223372036854775807"),
                    new Stored("12", "12"),
                    new Stored(true, "1"),
                    new Stored(null, null)),
            "word",
            List.of(new Stored("abc", "abc"), new Stored('x', "x"), new Stored("", ""), new Stored(null, null)));

    private static Hansock client(Kind kind) {
        return CommandFixture.builder(
                        kind,
                        DB,
                        "create table t (id int primary key, moment datetime(6), span time(6), amount decimal(20,3),"
                                + " big bigint unsigned, bits bit(64), word varchar(40), key moment (moment))",
                        "insert into t (id) values (1)")
                .handlerSocket(HandlerSocketSettings.DEFAULT.off())
                .sqlChannels(1)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void storedInAnyOrder(Kind kind) {
        Random order = new Random(20_241_122);
        for (int round = 0; round < 6; round++) {
            try (Hansock hansock = client(kind)) {
                for (Map.Entry<String, List<Stored>> column : VALUES.entrySet()) {
                    List<Stored> values = new ArrayList<>(column.getValue());
                    Collections.shuffle(values, order);
                    values.addAll(column.getValue());
                    for (Stored value : values) {
                        hansock.update(T.key(1).set(column.getKey(), value.given()));
                        assertThat(hansock.sql()
                                        .on("only")
                                        .query("select cast(" + column.getKey() + " as char) from t where id = 1")
                                        .value(String.class)
                                        .orElse(null))
                                .as("%s of %s", column.getKey(), values)
                                .isEqualTo(value.read());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void foundInAnyOrder(Kind kind) {
        List<Object> noons = List.of(NOON, "2024-02-29 12:00:00.123456", NOON.toInstant(java.time.ZoneOffset.UTC));
        try (Hansock hansock = client(kind)) {
            hansock.update(T.key(1).set("moment", NOON));
            assertThat(hansock.find(BY_MOMENT.eq(NOON.toLocalDate()))).isEmpty();
            for (Object noon : noons) {
                assertThat(hansock.find(BY_MOMENT.eq(noon))).hasSize(1);
                assertThat(hansock.find(BY_MOMENT.ge(noon))).hasSize(1);
                assertThat(hansock.find(BY_MOMENT.gt(noon))).isEmpty();
                assertThat(hansock.find(T.primary().eq(1).where("moment", eq(noon))))
                        .hasSize(1);
                assertThat(hansock.find(BY_MOMENT.ge(LocalDate.of(2024, 2, 29))))
                        .hasSize(1);
            }
            List<Object> mixed = new ArrayList<>(Arrays.asList(LocalDate.of(2024, 2, 29)));
            mixed.addAll(noons);
            assertThat(hansock.find(BY_MOMENT.in(mixed))).hasSize(3);
        }
    }
}

package io.hansock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ResultException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Dates and times in the text forms of the servers; their round trips are in {@link ParameterEncoderTest}. */
class TextTimesTest {
    @Example
    void fractionsHaveOneToSixDigits() {
        assertThat(TextRows.cell("00:00:01.5").getLocalTime(1)).isEqualTo(LocalTime.of(0, 0, 1, 500_000_000));
        assertThat(TextRows.cell("00:00:01.000001").getLocalTime(1)).isEqualTo(LocalTime.of(0, 0, 1, 1000));
        assertThat(TextRows.cell("-00:00:00.5").getDuration(1)).isEqualTo(Duration.ofMillis(-500));
        assertThat(TextRows.cell("838:59:59.999999").getDuration(1))
                .isEqualTo(Duration.ofSeconds(3_020_399, 999_999_000));
        assertRefused(row -> row.getLocalTime(1), "00:00:01.", "00:00:01.1234567", "00:00:01,5", "00:00:01.5 ");
    }

    @Example
    void b10_dateTimesAreReadInEachTextForm() {
        LocalDateTime expected = LocalDateTime.of(2024, 2, 29, 12, 34, 56);
        assertThat(TextRows.cell("2024-02-29 12:34:56").getLocalDateTime(1)).isEqualTo(expected);
        assertThat(TextRows.cell("2024-02-29T12:34:56").getLocalDateTime(1)).isEqualTo(expected);
        assertThat(TextRows.cell("2024-02-29 12:34:56.000").getLocalDateTime(1)).isEqualTo(expected);
        assertThat(TextRows.cell("2024-02-29").getLocalDateTime(1))
                .isEqualTo(LocalDate.of(2024, 2, 29).atStartOfDay());
    }

    @Example
    void aDateIsNothingElse() {
        assertRefused(
                row -> row.getLocalDate(1),
                "",
                "2024-02-29 00:00:00",
                "2024-2-29",
                "24-02-29",
                "2024/02/29",
                "2024-00-10",
                "2024-10-00",
                "2023-02-29",
                "2024-13-01",
                "2O24-01-01",
                "-024-01-01");
    }

    @Example
    void aDateTimeIsNothingElse() {
        assertRefused(
                row -> row.getLocalDateTime(1),
                "0000-00-00 00:00:00",
                "2024-02-29 24:00:00",
                "2024-02-29 12:60:00",
                "2024-02-29 12:00:60",
                "2024-02-29 12:00",
                "2024-02-29 ",
                "2024-02-29x12:00:00");
    }

    @Example
    void aDurationIsNothingElse() {
        assertRefused(
                row -> row.getDuration(1),
                "",
                "-",
                "--01:00:00",
                "1:00:00",
                "0001:00:00",
                "01:00",
                "01:60:00",
                "01:00:60",
                "01:0a:00",
                "839:00:00",
                "01:00:00.1234567");
    }

    @Property
    void anyOtherTextIsNoTimeAndNothingWorse(@ForAll byte[] bytes) {
        Row row = TextRows.cell(bytes);
        for (Function<Row, ?> read : List.<Function<Row, ?>>of(
                r -> r.getLocalDate(1), r -> r.getLocalTime(1), r -> r.getLocalDateTime(1), r -> r.getDuration(1))) {
            assertThatExceptionOfType(ResultException.class).isThrownBy(() -> read.apply(row));
        }
    }

    private static void assertRefused(Function<Row, ?> read, String... texts) {
        for (String text : texts) {
            assertThatExceptionOfType(ResultException.class).as(text).isThrownBy(() -> read.apply(TextRows.cell(text)));
        }
    }
}

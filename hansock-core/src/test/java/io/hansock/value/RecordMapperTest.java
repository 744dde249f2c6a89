package io.hansock.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.hansock.ConfigurationException;
import io.hansock.ResultException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordMapperTest {
    private static final String UUID_TEXT = "0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6";

    private enum Colour {
        RED,
        BLUE
    }

    private record User(
            long id, String firstName, @Column("years") Integer age, Optional<Instant> seen) {}

    private record Primitives(boolean a, byte b, short c, int d, long e, float f, double g, char h) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Objects(
            byte[] a,
            BigInteger b,
            BigDecimal c,
            LocalDate d,
            LocalTime e,
            LocalDateTime f,
            Instant g,
            Duration h,
            UUID i,
            Year j,
            Colour k) {}

    private record Wrappers(Boolean a, Byte b, Short c, Integer d, Long e, Float f, Double g, Character h) {}

    private record Nothing() {}

    private record Strange(List<String> names) {}

    private record StrangeOptional(Optional<List<String>> names) {}

    private record Strict(int id) {
        Strict {
            if (id < 0) {
                throw new IllegalStateException("negative");
            }
        }
    }

    @Test
    void aRowBecomesARecordByColumnNameWhateverTheOrder() {
        Rows rows = TextRows.texts(
                List.of("seen", "YEARS", "unused", "first_name", "id"),
                "2024-02-29 12:34:56",
                "30",
                "x",
                "ann",
                "1",
                null,
                null,
                null,
                null,
                "2");
        RecordMapper<User> mapper = RecordMapper.of(User.class);
        assertThat(rows.map(mapper))
                .containsExactly(
                        new User(1, "ann", 30, Optional.of(Instant.parse("2024-02-29T12:34:56Z"))),
                        new User(2, null, null, Optional.empty()));
        assertThat(mapper.columns()).containsExactly("id", "first_name", "years", "seen");
        assertThat(mapper.type()).isEqualTo(User.class);
        assertThat(RecordMapper.of(User.class)).isSameAs(mapper);
    }

    @Test
    void componentsHaveAnyTypeThatACellCanBeReadAs() {
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");
        assertThat(TextRows.texts(names.subList(0, 8), "1", "-1", "2", "3", "4", "0.5", "0.25", "x")
                        .map(RecordMapper.of(Primitives.class)))
                .containsExactly(new Primitives(true, (byte) -1, (short) 2, 3, 4, 0.5f, 0.25, 'x'));
        assertThat(TextRows.texts(names.subList(0, 8), "1", "-1", "2", "3", "4", "0.5", "0.25", "x")
                        .map(RecordMapper.of(Wrappers.class)))
                .containsExactly(new Wrappers(true, (byte) -1, (short) 2, 3, 4L, 0.5f, 0.25, 'x'));
        Objects objects = RecordMapper.of(Objects.class)
                .map(TextRows.texts(
                                names,
                                "ab",
                                "5",
                                "1.50",
                                "2024-02-29",
                                "12:34:56",
                                "2024-02-29 12:34:56",
                                "2024-02-29 12:34:56",
                                "-01:00:00",
                                UUID_TEXT,
                                "2024",
                                "BLUE")
                        .row(0));
        assertThat(objects.a()).containsExactly('a', 'b');
        assertThat(objects)
                .usingRecursiveComparison()
                .ignoringFields("a")
                .isEqualTo(new Objects(
                        null,
                        BigInteger.valueOf(5),
                        new BigDecimal("1.50"),
                        LocalDate.of(2024, 2, 29),
                        LocalTime.of(12, 34, 56),
                        LocalDateTime.of(2024, 2, 29, 12, 34, 56),
                        Instant.parse("2024-02-29T12:34:56Z"),
                        Duration.ofHours(-1),
                        UUID.fromString(UUID_TEXT),
                        Year.of(2024),
                        Colour.BLUE));
    }

    @Test
    void nullInEachObjectIsNullAndInAPrimitiveAnErrorThatNamesTheColumn() {
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(RecordMapper.of(Wrappers.class)
                        .map(TextRows.texts(names, new String[8]).row(0)))
                .isEqualTo(new Wrappers(null, null, null, null, null, null, null, null));
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> RecordMapper.of(Strict.class)
                        .map(TextRows.texts(List.of("id"), (String) null).row(0)))
                .withMessageStartingWith("column id is NULL and cannot be read as int");
    }

    @Test
    void aMissingColumnIsAnErrorThatListsTheOthers() {
        assertThatExceptionOfType(ResultException.class)
                .isThrownBy(() -> RecordMapper.of(Strict.class)
                        .map(TextRows.texts(List.of("name"), "x").row(0)))
                .withMessage("no column id; the result has 1: name");
    }

    @Test
    void resultsOfManyShapesEachFindTheirPositions() {
        for (int round = 0; round < 2; round++) {
            for (int before = 0; before < 300; before++) {
                List<String> names = new ArrayList<>();
                for (int i = 0; i < before; i++) {
                    names.add("c" + i);
                }
                names.add("id");
                String[] cells = new String[names.size()];
                cells[before] = "" + before;
                assertThat(RecordMapper.of(Strict.class)
                                .map(TextRows.texts(names, cells).row(0)))
                        .isEqualTo(new Strict(before));
            }
        }
    }

    @Test
    void aRecordIsTakenApartIntoItsColumns() {
        assertThat(RecordMapper.of(User.class).values(new User(7, null, 3, Optional.of(Instant.EPOCH))))
                .containsExactly(7L, null, 3, Optional.of(Instant.EPOCH));
        assertThat(RecordMapper.of(Nothing.class).values(new Nothing())).isEmpty();
    }

    @Test
    void aRecordWithoutComponentsIsMadeOfAnyRow() {
        assertThat(RecordMapper.of(Nothing.class).map(TextRows.cell("x"))).isEqualTo(new Nothing());
    }

    @Test
    void whatTheConstructorThrowsReachesTheCaller() {
        assertThatIllegalStateException()
                .isThrownBy(() -> RecordMapper.of(Strict.class)
                        .map(TextRows.texts(List.of("id"), "-1").row(0)))
                .withMessage("negative");
    }

    @Test
    void aComponentThatNoCellCanBeIsRefusedAtOnce() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RecordMapper.of(Strange.class))
                .withMessageContaining("component names")
                .withMessageContaining("java.util.List<java.lang.String>");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RecordMapper.of(StrangeOptional.class))
                .withMessageContaining("java.util.Optional<java.util.List<java.lang.String>>");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(() -> RecordMapper.of(Record.class));
    }

    @ParameterizedTest
    @CsvSource({
        "id, id",
        "firstName, first_name",
        "URLPath, url_path",
        "pathURL, path_url",
        "line1Text, line1_text",
        "address2, address2",
        "already_snake, already_snake",
        "aB, a_b",
        "größeÄnderung, größe_änderung",
    })
    void componentNamesBecomeSnakeCase(String component, String column) {
        assertThat(ColumnNames.snakeCase(component)).isEqualTo(column);
    }
}

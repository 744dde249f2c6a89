package io.hansock.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records of a stream are made before the next rows take the place of theirs; rows that somebody has stay as they were. */
class StreamedRecordsIT {
    private static final int ROWS = 20_000;
    private static final String ALL = "select n, concat('row-', n, repeat('x', n % 50)) name from numbers order by n";

    private static SqlClient sql;

    public record Numbered(int n, String name) {
        static Numbered of(int n) {
            return new Numbered(n, "row-" + n + "x".repeat(n % 50));
        }

        static Numbered of(Row row) {
            return new Numbered(row.getInt(1), row.getString(2));
        }
    }

    @BeforeAll
    static void fill() {
        sql = SqlFixture.on(SqlServer.Kind.MARIADB_11_8, "streamed_records").client();
        sql.update("create table numbers (n int primary key)");
        sql.update("insert into numbers select seq from seq_1_to_" + ROWS);
    }

    @AfterAll
    static void close() {
        sql.close();
    }

    @Test
    void recordsComeInOrderAndWhole() {
        try (Stream<Numbered> records = sql.stream(ALL).as(Numbered.class)) {
            assertThat(records).isEqualTo(numbers());
        }
        try (Stream<Numbered> some = sql.stream(ALL).as(Numbered.class)) {
            assertThat(some.limit(3)).containsExactly(Numbered.of(1), Numbered.of(2), Numbered.of(3));
        }
        assertThat(sql.query("select 1").value(Integer.class)).contains(1);
    }

    @Test
    void recordsAreWholeAlsoIfOtherThreadsGoOnWithThem() {
        try (Stream<Numbered> records = sql.stream(ALL).as(Numbered.class)) {
            Set<Numbered> all = records.parallel().collect(Collectors.toSet());
            assertThat(all).containsExactlyInAnyOrderElementsOf(numbers());
        }
    }

    @Test
    void aRowThatSomebodyHasStaysAsItWas() {
        List<Row> kept = new ArrayList<>();
        List<Numbered> expected = new ArrayList<>();
        try (RowStream rows = sql.stream(ALL);
                Stream<Numbered> records = rows.as(Numbered.class)) {
            Iterator<Numbered> mapped = records.iterator();
            for (int n = 1; n <= ROWS; n++) {
                // so that of some pieces rows are kept, and of others none
                if (n % 1777 == 0) {
                    kept.add(rows.next());
                    expected.add(Numbered.of(n));
                } else {
                    assertThat(mapped.next()).isEqualTo(Numbered.of(n));
                }
            }
        }
        assertThat(kept).extracting(Numbered::of).isEqualTo(expected);
    }

    private static List<Numbered> numbers() {
        return IntStream.rangeClosed(1, ROWS).mapToObj(Numbered::of).toList();
    }
}

package io.hansock;

import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.gt;
import static io.hansock.index.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of docs/semantics.md. */
@ExtendWith(MariaDbExtension.class)
class SemanticsIT {
    // tag::example[]
    record Person(int id, String city, Integer age) {}

    static final Table<Person> PEOPLE = Table.of("people", Person.class);
    static final Index<Person> BY_CITY_AGE = PEOPLE.index("city_age", "city", "age");
    // end::example[]

    private static final String PEOPLE_TABLE = """
            -- tag::table[]
            create table people (id int primary key, city varchar(20) collate utf8mb4_general_ci, age int, key city_age (city, age));
            insert into people values (1, 'Ulm', 30), (2, 'ULM', 20), (3, 'Bonn', 41), (4, null, 50), (5, 'Ulm', null), (6, 'Bonn', 41);
            -- end::table[]
            """;

    private Hansock hansock;

    @BeforeEach
    void lay(MariaDbServer server) {
        server.sql("create or replace database semantics_it; use semantics_it;" + PEOPLE_TABLE);
        hansock = Hansock.builder()
                .database("semantics_it")
                .server(ServerSettings.of("only", server.host()).readPort(server.readPort()))
                .build();
    }

    @AfterEach
    void close() {
        hansock.close();
    }

    private List<Integer> found(Find<Person> find) {
        return hansock.find(find).stream().map(Person::id).toList();
    }

    @Test
    void comparisons() {
        assertThat(found(BY_CITY_AGE.eq("ulm"))).containsExactly(5, 2, 1);
        assertThat(found(BY_CITY_AGE.eq("Ulm", 30))).containsExactly(1);
        assertThat(found(BY_CITY_AGE.eq("Ulm", null))).containsExactly(5);
        assertThat(found(BY_CITY_AGE.eq((Object) null))).containsExactly(4);
        assertThat(found(BY_CITY_AGE.ge("Bonn", 41))).containsExactly(3, 6, 5, 2, 1);
        assertThat(found(BY_CITY_AGE.gt("Bonn", 41))).containsExactly(5, 2, 1);
        assertThat(found(BY_CITY_AGE.gt("Bonn"))).containsExactly(5, 2, 1);
        assertThat(found(BY_CITY_AGE.gt((Object) null))).containsExactly(3, 6, 5, 2, 1);
        assertThat(found(BY_CITY_AGE.le("Ulm", 20))).containsExactly(2, 5, 6, 3, 4);
        assertThat(found(BY_CITY_AGE.lt("Ulm"))).containsExactly(6, 3, 4);
    }

    @Test
    void betweenAndIn() {
        assertThat(found(BY_CITY_AGE.between("a", "M"))).containsExactly(3, 6);
        assertThat(found(BY_CITY_AGE.in(List.of("Ulm", "Bonn", "Ulm")))).containsExactly(5, 2, 1, 3, 6, 5, 2, 1);
        assertThat(found(BY_CITY_AGE.eq("Ulm").andIn(List.of(30, 31, 20)))).containsExactly(1, 2);
    }

    @Test
    void boundsAndFilters() {
        assertThat(found(BY_CITY_AGE.eq("Ulm").takeWhile("age", lt(30)))).containsExactly(5, 2);
        assertThat(found(BY_CITY_AGE.ge("Ulm", 0).takeWhile("city", eq("Ulm")).takeWhile("age", lt(30))))
                .containsExactly(2);
        assertThat(found(BY_CITY_AGE.ge("Bonn").where("age", gt(20)).limit(2))).containsExactly(3, 6);
        assertThat(found(BY_CITY_AGE.ge("Bonn").where("age", gt(20)).offset(1).limit(2)))
                .containsExactly(6, 1);
    }
}

package io.hansock;

import static io.hansock.index.Filters.eq;
import static io.hansock.index.Filters.gt;
import static io.hansock.index.Filters.lt;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Table;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The examples of docs/semantics.md, on every wire. */
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

    private static final String DATABASE = "semantics_it";
    private static final Pattern EXAMPLE =
            Pattern.compile("^\\| `(BY_CITY_AGE\\..*)` \\| ([0-9, ]+) \\|$", Pattern.MULTILINE);

    @RegisterExtension
    static final GuardedServer guarded = GuardedServer.forTests(builder -> builder);

    private Hansock hansock;

    @ParameterizedTest
    @EnumSource
    void findWhatThePageSays(EveryWire wire) {
        try (Hansock client =
                wire.client(guarded, DATABASE, PEOPLE_TABLE.strip().split(";\\s*", -1))) {
            hansock = client;
            guarded.rules();
            examples();
            assertThat(guarded.rules()).as("by which HandlerSocket was left").isEmpty();
        }
    }

    @Test
    void findWhatThePageSaysForWhoDoesNotLogIn() {
        MariaDbServer server = guarded.server();
        server.sql("create or replace database " + DATABASE + "; use " + DATABASE + ";" + PEOPLE_TABLE);
        try (Hansock client = PatientClient.builder()
                .database(DATABASE)
                .server(ServerSettings.of("only", server.host())
                        .readPort(server.readPort())
                        .readSecret(server.readSecret()))
                .build()) {
            hansock = client;
            examples();
        }
    }

    @Test
    void areThoseOfThePage() throws IOException {
        String page = Files.readString(Project.root().resolve("docs/semantics.md"));
        String here = Files.readString(Project.root().resolve("hansock-core/src/test/java/io/hansock/SemanticsIT.java"))
                .replaceAll("\\s+", "");
        List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();
        assertThat(examples).hasSize(17);
        assertThat(examples)
                .allSatisfy(example -> assertThat(here)
                        .contains(("found(" + example.group(1) + ")).containsExactly(" + example.group(2) + ");")
                                .replaceAll("\\s+", "")));
    }

    private List<Integer> found(Find<Person> find) {
        return hansock.find(find).stream().map(Person::id).toList();
    }

    private void examples() {
        comparisons();
        betweenAndIn();
        boundsAndFilters();
    }

    private void comparisons() {
        assertThat(found(BY_CITY_AGE.ge((Object) null))).as("the whole index").containsExactly(4, 3, 6, 5, 2, 1);
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

    private void betweenAndIn() {
        assertThat(found(BY_CITY_AGE.between("a", "M"))).containsExactly(3, 6);
        assertThat(found(BY_CITY_AGE.in(List.of("Ulm", "Bonn", "Ulm")))).containsExactly(5, 2, 1, 3, 6, 5, 2, 1);
        assertThat(found(BY_CITY_AGE.eq("Ulm").andIn(List.of(30, 31, 20)))).containsExactly(1, 2);
    }

    private void boundsAndFilters() {
        assertThat(found(BY_CITY_AGE.eq("Ulm").takeWhile("age", lt(30)))).containsExactly(5, 2);
        assertThat(found(BY_CITY_AGE.ge("Ulm", 0).takeWhile("city", eq("Ulm")).takeWhile("age", lt(30))))
                .containsExactly(2);
        assertThat(found(BY_CITY_AGE.ge("Bonn").where("age", gt(20)).limit(2))).containsExactly(3, 6);
        assertThat(found(BY_CITY_AGE.ge("Bonn").where("age", gt(20)).offset(1).limit(2)))
                .containsExactly(6, 1);
    }
}

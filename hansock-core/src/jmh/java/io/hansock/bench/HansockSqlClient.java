package io.hansock.bench;

import io.hansock.SqlClientBuilder;
import io.hansock.sql.Pipeline;
import io.hansock.sql.Prepared;
import io.hansock.sql.QueryResult;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlSession;
import io.hansock.sql.TlsMode;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hansock's SQL as an application uses it: statements of a leased session, and those of a client, which leases for each. */
@State(Scope.Thread)
public class HansockSqlClient {
    private SqlClient client;
    private SqlSession session;
    private Prepared one;
    private Prepared range;
    private Prepared all;

    @Setup(Level.Trial)
    public void connect(Target target) {
        client = SqlClientBuilder.to(
                        target.endpoint().host() + ":" + target.endpoint().sqlPort())
                .user(PeopleServer.USER)
                .database(PeopleServer.DATABASE)
                .tls(TlsMode.DISABLED)
                .requestTimeout(Duration.ofSeconds(10))
                .build();
        session = client.lease();
        one = session.prepare(Queries.ONE);
        range = session.prepare(Queries.RANGE);
        all = session.prepare(Queries.ALL);
        if (!find(42).equals(Person.of(42)) || !findRow(42).equals(Person.of(42))) {
            throw new IllegalStateException(find(42).toString());
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        session.close();
        client.close();
    }

    Person find(int id) {
        return one.query(id).one(Person.class).orElseThrow().mustBe(id);
    }

    /** The row, taken apart by hand. */
    Person findRow(int id) {
        return person(one.query(id).rows().row(0)).mustBe(id);
    }

    /** Over whichever connection is free. */
    Person findPooled(int id) {
        return client.query(Queries.ONE, id).one(Person.class).orElseThrow().mustBe(id);
    }

    Person[] findAll(int[] ids) {
        List<Pipeline.Answer<QueryResult>> answers = new ArrayList<>(ids.length);
        session.pipeline(pipeline -> {
            for (int id : ids) {
                answers.add(pipeline.query(Queries.ONE, id));
            }
        });
        Person[] people = new Person[ids.length];
        for (int i = 0; i < ids.length; i++) {
            people[i] = answers.get(i).get().one(Person.class).orElseThrow().mustBe(ids[i]);
        }
        return people;
    }

    int readRange(int first) {
        int rows = 0;
        for (NameAndAge person : range.query(first, Queries.last(first)).list(NameAndAge.class)) {
            Person.check(first + rows, person.id(), person.name(), person.age());
            rows++;
        }
        return Queries.complete(rows, SqlRangeBenchmark.SIZE);
    }

    int readRangeRows(int first) {
        int rows = 0;
        for (Row row : range.query(first, Queries.last(first))) {
            Person.check(first + rows, row.getInt(1), row.getString(2), row.getInt(3));
            rows++;
        }
        return Queries.complete(rows, SqlRangeBenchmark.SIZE);
    }

    int stream() {
        int[] rows = {0};
        try (Stream<Person> people = all.stream().as(Person.class)) {
            people.forEachOrdered(person -> {
                rows[0]++;
                person.mustBe(rows[0]);
            });
        }
        return Queries.complete(rows[0], PeopleServer.ROWS);
    }

    int streamRows() {
        int rows = 0;
        try (RowStream stream = all.stream()) {
            while (stream.hasNext()) {
                rows++;
                person(stream.next()).mustBe(rows);
            }
        }
        return Queries.complete(rows, PeopleServer.ROWS);
    }

    private static Person person(Row row) {
        return new Person(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4));
    }

    /** What {@link Queries#RANGE} reads. */
    public record NameAndAge(int id, String name, int age) {}
}

package io.hansock.bench;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.index.Table;
import io.hansock.value.Row;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Hansock as an application uses it that gives it no user for SQL, shared by all threads. */
@State(Scope.Benchmark)
public class HansockClient {
    private static final Table<Person> PEOPLE = Table.of(PeopleServer.TABLE, Person.class);
    private static final Table<Row> ROWS = Table.of(PeopleServer.TABLE, "id", "name", "city", "age");

    @Param("1")
    int connections;

    private Hansock hansock;

    @Setup(Level.Trial)
    public void open(Target target) {
        HansockBuilder builder = Hansock.builder()
                .database(PeopleServer.DATABASE)
                .channelsPerPort(connections)
                .sqlChannels(connections)
                .requestTimeout(Duration.ofSeconds(10));
        int number = 0;
        for (PeopleServer.Endpoint endpoint : target.endpoints()) {
            builder.server(settings(ServerSettings.of("bench" + number++, endpoint.host()), endpoint));
        }
        configure(builder);
        hansock = builder.build();
        if (!find(42).equals(Person.of(42)) || !findRow(42).equals(Person.of(42))) {
            throw new IllegalStateException(find(42).toString());
        }
    }

    /** Which of its ports are used. */
    ServerSettings settings(ServerSettings server, PeopleServer.Endpoint endpoint) {
        return server.readPort(endpoint.readPort());
    }

    /** Sets what is not set for all of them. */
    void configure(HansockBuilder builder) {}

    @TearDown(Level.Trial)
    public void close() {
        hansock.close();
    }

    Person find(int id) {
        return hansock.findOne(PEOPLE, id).orElseThrow().mustBe(id);
    }

    /** The row, taken apart by hand. */
    Person findRow(int id) {
        Row row = hansock.findOne(ROWS, id).orElseThrow();
        return new Person(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4)).mustBe(id);
    }

    Collection<Person> findAll(int[] ids) {
        List<Integer> keys = Arrays.stream(ids).boxed().collect(Collectors.toList());
        return hansock.findAll(PEOPLE, keys).values();
    }
}

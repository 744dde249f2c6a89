package io.hansock.bench;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.mariadb.r2dbc.MariadbConnectionConfiguration;
import org.mariadb.r2dbc.MariadbConnectionFactory;
import org.mariadb.r2dbc.SslMode;
import org.mariadb.r2dbc.api.MariadbConnection;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** r2dbc-mariadb with statements prepared on the server, used by a thread of an application that waits for it. */
@State(Scope.Thread)
public class R2dbcClient {
    private static final int ROWS_AT_A_TIME = 1000;

    private MariadbConnection connection;

    @Setup(Level.Trial)
    public void connect(Target target) {
        MariadbConnectionConfiguration configuration = MariadbConnectionConfiguration.builder()
                .host(target.endpoint().host())
                .port(target.endpoint().sqlPort())
                .username(PeopleServer.USER)
                .database(PeopleServer.DATABASE)
                .sslMode(SslMode.DISABLE)
                .useServerPrepStmts(true)
                .allowPipelining(true)
                .build();
        connection = waitFor(new MariadbConnectionFactory(configuration).create());
        if (!find(42).equals(Person.of(42))) {
            throw new IllegalStateException(find(42).toString());
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        connection.close().block();
    }

    Person find(int id) {
        return waitFor(select(id));
    }

    /** All asked at the same time; the driver pipelines them. */
    Person[] findAll(int[] ids) {
        Person[] people = new Person[ids.length];
        long found = waitFor(Flux.range(0, ids.length)
                .flatMap(i -> select(ids[i]).doOnNext(person -> people[i] = person), ids.length)
                .count());
        Queries.complete((int) found, ids.length);
        return people;
    }

    int readRange(int first) {
        int[] rows = {0};
        Flux.from(connection
                        .createStatement(Queries.RANGE)
                        .bind(0, first)
                        .bind(1, Queries.last(first))
                        .execute())
                .concatMap(result -> result.map(row -> {
                    Person.check(first + rows[0], number(row, 0), text(row, 1), number(row, 2));
                    rows[0]++;
                    return rows;
                }))
                .blockLast();
        return Queries.complete(rows[0], SqlRangeBenchmark.SIZE);
    }

    int stream() {
        int[] rows = {0};
        Flux.from(connection
                        .createStatement(Queries.ALL)
                        .fetchSize(ROWS_AT_A_TIME)
                        .execute())
                .concatMap(result -> result.map(row -> {
                    rows[0]++;
                    return person(row).mustBe(rows[0]);
                }))
                .blockLast();
        return Queries.complete(rows[0], PeopleServer.ROWS);
    }

    private Mono<Person> select(int id) {
        return Flux.from(connection.createStatement(Queries.ONE).bind(0, id).execute())
                .concatMap(result -> result.map(R2dbcClient::person))
                .single()
                .map(person -> person.mustBe(id));
    }

    private static Person person(Readable row) {
        return new Person(number(row, 0), text(row, 1), text(row, 2), number(row, 3));
    }

    private static int number(Readable row, int position) {
        return Objects.requireNonNull(row.get(position, Integer.class));
    }

    private static String text(Readable row, int position) {
        return Objects.requireNonNull(row.get(position, String.class));
    }

    private static <T> T waitFor(Mono<T> mono) {
        return Objects.requireNonNull(mono.block());
    }
}

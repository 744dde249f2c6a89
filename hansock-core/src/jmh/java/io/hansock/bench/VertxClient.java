package io.hansock.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.MySQLConnection;
import io.vertx.mysqlclient.SslMode;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.RowStream;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * vertx-mysql-client over one connection, used by a thread of an application that waits for it. What is asked at the same time is
 * asked in one go on the connection's event loop, so that it costs one change of threads there and one back.
 */
public abstract class VertxClient {
    private static final int ROWS_AT_A_TIME = 1000;

    private final int pipeliningLimit;
    private Vertx vertx;
    private Context eventLoop;
    private PreparedStatement one;
    private PreparedStatement range;
    private PreparedStatement all;

    /** Creates one that has so many statements under way at most. */
    protected VertxClient(int pipeliningLimit) {
        this.pipeliningLimit = pipeliningLimit;
    }

    @Setup(Level.Trial)
    public void connect(Target target) {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        eventLoop = vertx.getOrCreateContext();
        MySQLConnectOptions options = new MySQLConnectOptions()
                .setHost(target.endpoint().host())
                .setPort(target.endpoint().sqlPort())
                .setUser(PeopleServer.USER)
                .setDatabase(PeopleServer.DATABASE)
                .setSslMode(SslMode.DISABLED)
                .setPipeliningLimit(pipeliningLimit);
        CompletableFuture<MySQLConnection> connected = new CompletableFuture<>();
        eventLoop.runOnContext(ignored -> MySQLConnection.connect(vertx, options)
                .onComplete(connected::complete, connected::completeExceptionally));
        MySQLConnection connection = connected.join();
        one = await(connection.prepare(Queries.ONE));
        range = await(connection.prepare(Queries.RANGE));
        all = await(connection.prepare(Queries.ALL));
        if (!find(42).equals(Person.of(42))) {
            throw new IllegalStateException(find(42).toString());
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        await(vertx.close());
    }

    Person find(int id) {
        return await(one.query().execute(Tuple.of(id)).map(rows -> onlyPerson(rows, id)));
    }

    Person[] findAll(int[] ids) {
        Person[] people = new Person[ids.length];
        int[] missing = {ids.length};
        CompletableFuture<Person[]> answer = new CompletableFuture<>();
        eventLoop.runOnContext(ignored -> {
            for (int i = 0; i < ids.length; i++) {
                int place = i;
                one.query()
                        .execute(Tuple.of(ids[place]))
                        .map(rows -> onlyPerson(rows, ids[place]))
                        .onComplete(
                                person -> {
                                    people[place] = person;
                                    missing[0]--;
                                    if (missing[0] == 0) {
                                        answer.complete(people);
                                    }
                                },
                                answer::completeExceptionally);
            }
        });
        return answer.join();
    }

    int readRange(int first) {
        RowSet<Row> result = await(range.query().execute(Tuple.of(first, Queries.last(first))));
        int rows = 0;
        for (Row row : result) {
            Person.check(first + rows, row.getInteger(0), row.getString(1), row.getInteger(2));
            rows++;
        }
        return Queries.complete(rows, SqlRangeBenchmark.SIZE);
    }

    int stream() {
        int[] rows = {0};
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        eventLoop.runOnContext(ignored -> {
            eventLoop.exceptionHandler(answer::completeExceptionally);
            RowStream<Row> stream = all.createStream(ROWS_AT_A_TIME, Tuple.tuple());
            stream.exceptionHandler(answer::completeExceptionally);
            stream.endHandler(end -> stream.close().onComplete(closed -> answer.complete(rows[0])));
            stream.handler(row -> {
                rows[0]++;
                person(row).mustBe(rows[0]);
            });
        });
        return Queries.complete(answer.join(), PeopleServer.ROWS);
    }

    private static Person onlyPerson(RowSet<Row> rows, int id) {
        return person(rows.iterator().next()).mustBe(id);
    }

    private static Person person(Row row) {
        return new Person(row.getInteger(0), row.getString(1), row.getString(2), row.getInteger(3));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}

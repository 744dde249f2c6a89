package io.hansock.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** JDBC with statements prepared on the server; a connection a thread, as from a pool that is never empty. */
public abstract class JdbcClient {
    private final String scheme;
    private final String options;
    private final int streamingFetchSize;

    private Connection connection;
    private PreparedStatement one;
    private PreparedStatement many;
    private PreparedStatement range;
    private PreparedStatement all;

    /**
     * Creates one.
     *
     * @param scheme what its URLs begin with
     * @param options what they end with
     * @param streamingFetchSize what keeps it from reading all rows into memory
     */
    protected JdbcClient(String scheme, String options, int streamingFetchSize) {
        this.scheme = scheme;
        this.options = options;
        this.streamingFetchSize = streamingFetchSize;
    }

    @Setup(Level.Trial)
    public void connect(Target target) throws SQLException {
        connection = DriverManager.getConnection(scheme + "://"
                + target.endpoint().host() + ":" + target.endpoint().sqlPort() + "/" + PeopleServer.DATABASE + "?user="
                + PeopleServer.USER + options);
        one = connection.prepareStatement(Queries.ONE);
        many = connection.prepareStatement(Queries.many(BatchBenchmark.SIZE));
        range = connection.prepareStatement(Queries.RANGE);
        all = connection.prepareStatement(Queries.ALL);
        all.setFetchSize(streamingFetchSize);
        if (!find(42).equals(Person.of(42))) {
            throw new IllegalStateException(find(42).toString());
        }
    }

    @TearDown(Level.Trial)
    public void close() throws SQLException {
        connection.close();
    }

    Person find(int id) throws SQLException {
        one.setInt(1, id);
        try (ResultSet result = one.executeQuery()) {
            result.next();
            return person(result).mustBe(id);
        }
    }

    /** JDBC has no pipelining of queries. */
    Person[] findOneByOne(int[] ids) throws SQLException {
        Person[] people = new Person[ids.length];
        for (int i = 0; i < ids.length; i++) {
            people[i] = find(ids[i]);
        }
        return people;
    }

    /** One statement; the rows come in the order of the table, keys that repeat once. */
    List<Person> findAll(int[] ids) throws SQLException {
        for (int i = 0; i < ids.length; i++) {
            many.setInt(i + 1, ids[i]);
        }
        List<Person> people = new ArrayList<>(ids.length);
        try (ResultSet result = many.executeQuery()) {
            while (result.next()) {
                people.add(person(result));
            }
        }
        return people;
    }

    int readRange(int first) throws SQLException {
        range.setInt(1, first);
        range.setInt(2, Queries.last(first));
        int rows = 0;
        try (ResultSet result = range.executeQuery()) {
            while (result.next()) {
                Person.check(first + rows, result.getInt(1), result.getString(2), result.getInt(3));
                rows++;
            }
        }
        return Queries.complete(rows, SqlRangeBenchmark.SIZE);
    }

    int stream() throws SQLException {
        int rows = 0;
        try (ResultSet result = all.executeQuery()) {
            while (result.next()) {
                rows++;
                person(result).mustBe(rows);
            }
        }
        return Queries.complete(rows, PeopleServer.ROWS);
    }

    private static Person person(ResultSet result) throws SQLException {
        return new Person(result.getInt(1), result.getString(2), result.getString(3), result.getInt(4));
    }
}

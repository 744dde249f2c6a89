package io.hansock.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** mariadb-java-client with statements prepared on the server; a connection a thread, as from a pool that is never empty. */
@State(Scope.Thread)
public class JdbcClient {
    private static final String SELECT =
            "select id, name, city, age from " + PeopleServer.DATABASE + "." + PeopleServer.TABLE;

    private Connection connection;
    private PreparedStatement one;
    private PreparedStatement many;

    @Setup(Level.Trial)
    public void connect(Target target) throws SQLException {
        connection = DriverManager.getConnection("jdbc:mariadb://"
                + target.endpoint().host() + ":" + target.endpoint().sqlPort() + "/" + PeopleServer.DATABASE
                + "?user=root&useServerPrepStmts=true");
        one = connection.prepareStatement(SELECT + " where id = ?");
        many = connection.prepareStatement(
                SELECT + " where id in (" + String.join(",", Collections.nCopies(BatchBenchmark.SIZE, "?")) + ")");
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

    private static Person person(ResultSet result) throws SQLException {
        return new Person(result.getInt(1), result.getString(2), result.getString(3), result.getInt(4));
    }
}

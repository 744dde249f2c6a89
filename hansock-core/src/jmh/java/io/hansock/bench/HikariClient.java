package io.hansock.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a Spring Boot application has by default: mariadb-java-client out of a HikariCP pool, statements prepared on the server. */
public abstract class HikariClient {
    private final int connections;
    private HikariDataSource pool;

    /** Of so many connections, all of them open. */
    protected HikariClient(int connections) {
        this.connections = connections;
    }

    @Setup(Level.Trial)
    public void open(Target target) throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:mariadb://" + target.endpoint().host() + ":"
                + target.endpoint().sqlPort() + "/" + PeopleServer.DATABASE
                + "?useServerPrepStmts=true&sslMode=disable");
        config.setUsername(PeopleServer.USER);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(connections);
        pool = new HikariDataSource(config);
        if (!find(42).equals(Person.of(42))) {
            throw new IllegalStateException(find(42).toString());
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        pool.close();
    }

    Person find(int id) throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement one = connection.prepareStatement(Queries.ONE)) {
            one.setInt(1, id);
            try (ResultSet result = one.executeQuery()) {
                result.next();
                return new Person(result.getInt(1), result.getString(2), result.getString(3), result.getInt(4))
                        .mustBe(id);
            }
        }
    }

    @State(Scope.Benchmark)
    public static class Two extends HikariClient {
        public Two() {
            super(2);
        }
    }

    @State(Scope.Benchmark)
    public static class Four extends HikariClient {
        public Four() {
            super(4);
        }
    }

    @State(Scope.Benchmark)
    public static class Eight extends HikariClient {
        public Eight() {
            super(8);
        }
    }

    @State(Scope.Benchmark)
    public static class ThirtyTwo extends HikariClient {
        public ThirtyTwo() {
            super(32);
        }
    }
}

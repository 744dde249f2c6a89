package io.hansock.sql;

import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.SqlClientBuilder;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import java.util.List;
import java.util.stream.IntStream;

/** A database and an account of one test class on a shared server. */
public final class SqlFixture {
    /** Of the account. */
    public static final String PASSWORD = "some-password-of-more-than-20-bytes";

    private final SqlServer server;
    private final String name;

    private SqlFixture(SqlServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** An empty database and a fresh account, both called {@code name}. */
    public static SqlFixture on(SqlServer.Kind kind, String name) {
        return on(SqlServer.shared(kind), name);
    }

    public static SqlFixture on(SqlServer server, String name) {
        server.admin("drop database if exists `" + name + "`", "create database `" + name + "` character set utf8mb4");
        server.account(plugin(server.kind()), name, PASSWORD);
        return new SqlFixture(server, name);
    }

    /** With a table {@code digits} of 0 to 7, by which others are filled. */
    public SqlFixture withDigits() {
        server.admin(
                "use `" + name + "`",
                "create table digits (d int)",
                "insert into digits values (0),(1),(2),(3),(4),(5),(6),(7)");
        return this;
    }

    private static AccountPlugin plugin(SqlServer.Kind kind) {
        return kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2;
    }

    public SqlServer server() {
        return server;
    }

    String name() {
        return name;
    }

    /** A builder for the account and the database. */
    public SqlClientBuilder builder() {
        return SqlClientBuilder.to(server.host(), server.port())
                .name("server")
                .login(login())
                .tls(TlsMode.PREFERRED);
    }

    /** A builder of clients of the index API, for the account. */
    public HansockBuilder hansock() {
        return PatientClient.builder()
                .user(name)
                .password(PASSWORD)
                .server(ServerSettings.of("server", server.host()).sqlPort(server.port()));
    }

    /** The account and the database. */
    public LoginSettings login() {
        return LoginSettings.user(name).password(PASSWORD).database(name);
    }

    /** What the server counts under that name. */
    public long status(String variable) {
        return Long.parseLong(server.query("show global status like '" + variable + "'")
                .get(0)
                .get(1));
    }

    /** Whether the server has that connection. */
    boolean hasConnection(long id) {
        return !server.query("select 1 from information_schema.processlist where id = " + id)
                .isEmpty();
    }

    public SqlClient client() {
        return builder().build();
    }

    /** A client, and a new table {@code numbers} of 1 to {@code count}. */
    SqlClient numbers(int count) {
        SqlClient sql = client();
        fillNumbers(sql, count);
        return sql;
    }

    /** The table alone. */
    static void fillNumbers(SqlClient sql, int count) {
        sql.update("create table numbers (n int primary key)");
        if (count > 0) {
            sql.batch(
                    "insert into numbers values (?)",
                    IntStream.rangeClosed(1, count).mapToObj(List::of).toList());
        }
    }
}

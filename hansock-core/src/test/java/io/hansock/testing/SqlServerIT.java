package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlServerIT {
    private static final String PASSWORD = "it's a \\ lông password";

    static Stream<Arguments> accounts() {
        return Stream.of(SqlServer.Kind.values())
                .flatMap(kind -> kind.plugins().stream().map(plugin -> Arguments.of(kind, plugin)));
    }

    private static Connection logIn(SqlServer server, AccountPlugin plugin, String user) throws SQLException {
        // MariaDB's driver does not know this one.
        return plugin == AccountPlugin.SHA256
                ? DriverManager.getConnection(
                        "jdbc:mysql://127.0.0.1:" + server.port() + "/?sslMode=REQUIRED", user, PASSWORD)
                : logIn(server, user, "sslMode=verify-full&serverSslCert=" + server.caFile());
    }

    private static Connection logIn(SqlServer server, String user, String options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + server.port() + "/?" + options, user, PASSWORD);
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String cipher(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show status like 'Ssl_cipher'")) {
            rows.next();
            return rows.getString(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void startsAndAnswers(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);

        server.admin(
                "drop database if exists launcher_it",
                "create database launcher_it",
                "create table launcher_it.t (v text)",
                "insert into launcher_it.t values ('änn'), (null)");

        assertThat(server.queryValue("select v from launcher_it.t where v is not null"))
                .isEqualTo("änn");
        assertThat(server.version())
                .startsWith(kind.name().replaceAll("^[A-Z]+_", "").replace('_', '.'));
        assertThat(server.queryValue("select @@max_allowed_packet")).isEqualTo(String.valueOf(64 << 20));
        assertThat(server.socket().toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(107);
        assertThat(SqlServer.shared(kind)).isSameAs(server);
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void accountsLogInWithTheirPasswordOnly(SqlServer.Kind kind, AccountPlugin plugin) throws SQLException {
        SqlServer server = SqlServer.shared(kind);
        server.account(plugin, "launcher_ann", PASSWORD);

        assertThat(value(logIn(server, plugin, "launcher_ann"), "select current_user()"))
                .isEqualTo("launcher_ann@%");
        assertThat(server.queryValue("select plugin from mysql.user where user = 'launcher_ann'"))
                .isEqualTo(plugin.serverName());
        server.account(plugin, "launcher_ann", "another");
        assertThatThrownBy(() -> logIn(server, plugin, "launcher_ann"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    @ParameterizedTest
    @EnumSource
    void showsACertificateThatItsAuthorityVouchesFor(SqlServer.Kind kind) throws SQLException {
        SqlServer server = SqlServer.shared(kind);
        AccountPlugin plugin = kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2;
        server.accountRequiringTls(plugin, "launcher_tls", PASSWORD);

        assertThat(cipher(logIn(server, plugin, "launcher_tls"))).startsWith("TLS_");
        assertThatThrownBy(() -> logIn(server, "launcher_tls", "sslMode=disable&allowPublicKeyRetrieval=true"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }
}

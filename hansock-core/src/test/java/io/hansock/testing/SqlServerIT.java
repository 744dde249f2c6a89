package io.hansock.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SqlServerIT {
    private static final String PASSWORD = "it's a \\ lông password";

    private static Stream<Arguments> accounts() {
        return Stream.of(SqlServer.Kind.values())
                .flatMap(kind -> Stream.of(kind.plugins(), kind.examplePlugins())
                        .flatMap(Set::stream)
                        .map(plugin -> Arguments.of(kind, plugin)));
    }

    /** That of which any client can be expected to know it. */
    private static AccountPlugin plainest(SqlServer.Kind kind) {
        return kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2;
    }

    private static Connection logIn(SqlServer server, String user, String password, String options)
            throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + server.port() + "/?" + options, user, password);
    }

    private static Connection logIn(SqlServer server, AccountPlugin plugin, String password) throws SQLException {
        // MariaDB's driver does not know this one. Further passwords are for conversations.
        return plugin == AccountPlugin.SHA256
                ? DriverManager.getConnection(
                        "jdbc:mysql://127.0.0.1:" + server.port() + "/?sslMode=REQUIRED", "launcher_ann", password)
                : logIn(server, "launcher_ann", password, trusting(server) + "&password2=wrong&password3=wrong");
    }

    private static String trusting(SqlServer server) {
        return "sslMode=verify-full&serverSslCert=" + server.caFile();
    }

    /** The last cell of the first row. */
    private static String answer(Connection connection, String query) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(rows.getMetaData().getColumnCount());
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersOneWhoMayDoEverything(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);

        server.admin(
                "drop database if exists launcher_it",
                "create database launcher_it",
                "create table launcher_it.t (v text)",
                "insert into launcher_it.t values ('änn'), (null)");

        assertThat(server.queryValue("select v from launcher_it.t where v is not null"))
                .isEqualTo("änn");
        assertThat(server.version())
                .startsWith(kind.name().replaceAll("^[A-Z]+_", "").replace('_', '.') + ".");
        assertThat(server.query("select @@max_allowed_packet, @@local_infile"))
                .containsExactly(List.of(String.valueOf(64 << 20), "1"));
        assertThat(SqlServer.shared(kind)).isSameAs(server);
        assertThatThrownBy(() -> server.admin("select 1", "selekt 2")).hasMessageContaining("selekt");
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void accountsLogInWithTheirPasswordOnly(SqlServer.Kind kind, AccountPlugin plugin) throws SQLException {
        SqlServer server = SqlServer.shared(kind);
        server.account(plugin, "launcher_ann", PASSWORD);

        assertThat(answer(logIn(server, plugin, PASSWORD), "select current_user()"))
                .isEqualTo("launcher_ann@%");
        assertThat(server.queryValue("select plugin from mysql.user where user = 'launcher_ann'"))
                .isEqualTo(plugin.serverName());
        assertThatThrownBy(() -> logIn(server, plugin, "another"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void anAccountThatIsMadeAnewForgetsTheOldOne(SqlServer.Kind kind, AccountPlugin plugin) throws SQLException {
        SqlServer server = SqlServer.shared(kind);
        server.account(plugin, "launcher_ann", PASSWORD);
        logIn(server, plugin, PASSWORD).close();

        server.account(plugin, "launcher_ann", "another");

        assertThatThrownBy(() -> logIn(server, plugin, PASSWORD)).hasMessageContaining("Access denied");
        assertThatCode(() -> logIn(server, plugin, "another").close()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void anAccountCanBeLetInOverTlsOnly(SqlServer.Kind kind) throws SQLException {
        SqlServer server = SqlServer.shared(kind);
        server.accountRequiringTls(plainest(kind), "launcher_tls", PASSWORD);

        assertThat(answer(logIn(server, "launcher_tls", PASSWORD, trusting(server)), "show status like 'Ssl_cipher'"))
                .startsWith("TLS_");
        assertThatThrownBy(
                        () -> logIn(server, "launcher_tls", PASSWORD, "sslMode=disable&allowPublicKeyRetrieval=true"))
                .hasMessageContaining("Access denied");
    }

    @Test
    void anAccountIsMadeOnlyWhereItsPluginIsKnown() {
        SqlServer server = SqlServer.shared(SqlServer.Kind.MYSQL_9_7);

        assertThatThrownBy(() -> server.account(AccountPlugin.ED25519, "launcher_ann", PASSWORD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("MYSQL_9_7", "ED25519");
    }

    @ParameterizedTest
    @EnumSource
    void listensOnAUnixSocketToo(SqlServer.Kind kind) throws IOException {
        SqlServer server = SqlServer.shared(kind);

        assertThat(server.socket().toString().getBytes(UTF_8)).hasSizeLessThan(107);
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(server.socket()))) {
            ByteBuffer greeting = ByteBuffer.allocate(128);
            channel.read(greeting);
            assertThat(new String(greeting.array(), 0, greeting.position(), ISO_8859_1))
                    .contains("\n" + (kind == SqlServer.Kind.MARIADB_10_11 ? "5.5.5-" : "") + server.version());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OTHER_NAME", "EXPIRED"})
    void showsCertificatesThatAreNotToBeTrusted(ServerCertificate certificate) {
        try (SqlServer server = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .certificate(certificate)
                .start()) {
            server.account(AccountPlugin.NATIVE, "launcher_ann", PASSWORD);

            assertThatThrownBy(() -> logIn(server, AccountPlugin.NATIVE, PASSWORD))
                    .isInstanceOf(SQLException.class);
            assertThatCode(() -> logIn(server, "launcher_ann", PASSWORD, "sslMode=trust")
                            .close())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MARIADB_11_8", "MYSQL_9_7"})
    void showsACertificateOfItsOwnMaking(SqlServer.Kind kind) throws SQLException {
        try (SqlServer server =
                SqlServer.builder(kind).certificate(ServerCertificate.SELF_MADE).start()) {
            server.account(plainest(kind), "launcher_ann", PASSWORD);

            assertThat(answer(
                            logIn(server, "launcher_ann", PASSWORD, "sslMode=trust"), "show status like 'Ssl_cipher'"))
                    .startsWith("TLS_");
            if (kind == SqlServer.Kind.MYSQL_9_7) {
                assertThat(server.data().resolve("ca.pem")).exists();
                assertThat(server.data().resolve("public_key.pem")).exists();
            }
        }
        assertThatThrownBy(() -> SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                        .certificate(ServerCertificate.SELF_MADE)
                        .start())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void takesOptions(SqlServer.Kind kind) {
        try (SqlServer server = SqlServer.builder(kind)
                .certificate(ServerCertificate.NONE)
                .withoutLocalInfile()
                .environment("TZ", "UTC-9")
                .arguments("--max-allowed-packet=1M", "--wait-timeout=77")
                .start()) {
            assertThat(server.query("select @@max_allowed_packet, @@local_infile, @@global.wait_timeout,"
                            + " timestampdiff(hour, utc_timestamp(), now())"))
                    .containsExactly(List.of(String.valueOf(1 << 20), "0", "77", "9"));
            server.account(plainest(kind), "launcher_ann", PASSWORD);
            assertThatThrownBy(() -> logIn(server, "launcher_ann", PASSWORD, "sslMode=trust"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsItsRowsAndItsPortWhenItIsKilledAndStartedAgain(SqlServer.Kind kind) throws SQLException {
        SqlServer other = SqlServer.shared(kind);
        SqlServer server = SqlServer.start(kind);
        Path folder = server.socket().resolveSibling("");
        try (server;
                Connection open = server.connect()) {
            assertThat(server.port()).isNotEqualTo(other.port());
            server.admin("create database launcher_it", "create table launcher_it.t (v int)");
            server.admin("insert into launcher_it.t values (7)");
            long pid = server.pid();

            server.kill();

            assertThat(server.alive()).isFalse();
            assertThat(ProcessHandle.of(pid)).isEmpty();
            assertThat(other.alive()).isTrue();

            server.restart();

            assertThat(server.pid()).isNotEqualTo(pid);
            assertThat(server.queryValue("select v from launcher_it.t")).isEqualTo("7");
            assertThat(open.isValid(1)).isFalse();
            server.stop();
            assertThat(server.errorLog()).contains("Shutdown complete");
        }
        assertThat(folder).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void closeLeavesNeitherProcessNorFolderEvenWhenPaused(SqlServer.Kind kind) throws SQLException {
        SqlServer server = SqlServer.start(kind);
        Path folder = server.socket().resolveSibling("");
        try (Connection connection = server.connect()) {
            server.pause();
            assertThat(connection.isValid(1)).isFalse();
        }

        server.close();

        assertThat(ProcessHandle.of(server.pid())).isEmpty();
        assertThat(folder).doesNotExist();
    }
}

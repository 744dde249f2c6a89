package io.hansock.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ConfigurationException;
import io.hansock.ServerException;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.Capability;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.SqlServer;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is let in by real servers, and by which plugin. TLS as such: {@code LoginTlsIT}. */
class LoginIT {
    private static final String USER = "login_ann";
    private static final String LONG = "more than twenty bytes of password, to be sure";
    private static final String NOT_ASCII = "pässwörd 密码 😀";

    enum Link {
        TCP,
        TLS,
        UNIX
    }

    private static Stream<Arguments> waysIn() {
        return Stream.of(SqlServer.Kind.values())
                .flatMap(kind -> kind.plugins().stream()
                        .flatMap(plugin -> Stream.of(Link.values()).map(link -> Arguments.of(kind, plugin, link))));
    }

    private static Stream<Arguments> plugins() {
        return Stream.of(SqlServer.Kind.values())
                .flatMap(kind -> kind.plugins().stream().map(plugin -> Arguments.of(kind, plugin)));
    }

    static LoginSettings login(String password) {
        return LoginSettings.user(USER).password(password).fetchPublicKey();
    }

    private static LoginClient connect(SqlServer server, Link link, LoginSettings login) {
        TlsSettings none = TlsSettings.of(TlsMode.DISABLED);
        return switch (link) {
            case TCP -> LoginClient.tcp(server, login, none);
            case TLS ->
                LoginClient.tcp(
                        server, login, TlsSettings.of(TlsMode.VERIFY_IDENTITY).certificateFile(server.caFile()));
            case UNIX -> LoginClient.unix(server, login, none);
        };
    }

    private static @Nullable String whoami(SqlServer server, Link link, LoginSettings login) {
        try (LoginClient client = connect(server, link, login)) {
            return client.value("select current_user()");
        }
    }

    private static void assertDenied(SqlServer server, Link link, LoginSettings login) {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> whoami(server, link, login))
                .satisfies(denied -> {
                    assertThat(denied.code()).isEqualTo(1045);
                    assertThat(denied.sqlState()).contains("28000");
                    assertThat(denied.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED);
                    assertThat(denied.server()).isEqualTo("db");
                });
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void everyPluginLetsInTheRightPasswordOnly(SqlServer.Kind kind, AccountPlugin plugin, Link link) {
        SqlServer server = SqlServer.shared(kind);
        for (String password : new String[] {"secret", LONG, NOT_ASCII}) {
            server.account(plugin, USER, password);
            assertThat(whoami(server, link, login(password))).isEqualTo(USER + "@%");
            assertThat(whoami(server, link, login(password))).as("cached").isEqualTo(USER + "@%");
            assertDenied(server, link, login(password + "x"));
            assertDenied(server, link, login(""));
            assertDenied(server, link, LoginSettings.user(USER));
        }
    }

    @ParameterizedTest
    @MethodSource("waysIn")
    void anAccountWithoutAPasswordWantsNone(SqlServer.Kind kind, AccountPlugin plugin, Link link) {
        SqlServer server = SqlServer.shared(kind);
        server.account(plugin, USER, "");
        if (kind == SqlServer.Kind.MARIADB_10_11 && plugin == AccountPlugin.ED25519) {
            // it stores nothing for the empty password, and then lets nobody in
            assertDenied(server, link, login(""));
            return;
        }
        assertThat(whoami(server, link, login(""))).isEqualTo(USER + "@%");
        assertThat(whoami(server, link, LoginSettings.user(USER))).isEqualTo(USER + "@%");
        assertDenied(server, link, login("secret"));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void whatIsAgreedHoldsForTheConnection(SqlServer.Kind kind, AccountPlugin plugin) {
        SqlServer server = SqlServer.shared(kind);
        server.account(plugin, USER, "secret");
        server.admin("create database if not exists login_it");
        LoginSettings login = login("secret")
                .database("login_it")
                .capabilities(Capability.FOUND_ROWS)
                .attribute("team", "blue");
        try (LoginClient client = connect(server, Link.TLS, login)) {
            assertThat(client.value("select database()")).isEqualTo("login_it");
            Agreed agreed = client.handshake().agreed();
            assertThat(client.value("select connection_id()")).isEqualTo(Long.toString(agreed.connectionId()));
            assertThat(agreed.mariaDb()).isEqualTo(kind.isMariaDb());
            assertThat(client.value("select version()")).isEqualTo(agreed.serverVersion());
            assertThat(agreed.encrypted()).isTrue();
            assertThat(agreed.has(Capability.FOUND_ROWS)).isTrue();
            assertThat(agreed.has(Capability.DEPRECATE_EOF)).isTrue();
            assertThat(agreed.has(Capability.SESSION_TRACK)).isTrue();
            assertThat(agreed.has(Capability.STMT_BULK_OPERATIONS)).isEqualTo(kind.isMariaDb());
            assertThat(client.value("select concat_ws(' ', @@character_set_client, @@character_set_connection,"
                            + " @@character_set_results)"))
                    .isEqualTo("utf8mb4 utf8mb4 utf8mb4");
        }
    }

    @Test
    void theServerIsToldOfTheClient() {
        SqlServer server = SqlServer.shared(SqlServer.Kind.MYSQL_9_7);
        server.account(AccountPlugin.CACHING_SHA2, USER, "secret");
        String attribute = "select attr_value from performance_schema.session_connect_attrs"
                + " where processlist_id = connection_id() and attr_name = ";
        try (LoginClient client = connect(server, Link.TLS, login("secret").attribute("team", "blåu"))) {
            assertThat(client.value(attribute + "'_client_name'")).isEqualTo("Hansock");
            assertThat(client.value(attribute + "'_pid'"))
                    .isEqualTo(Long.toString(ProcessHandle.current().pid()));
            assertThat(client.value(attribute + "'team'")).isEqualTo("blåu");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownDatabaseIsSaid(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.account(plainest(kind), USER, "secret");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> whoami(server, Link.TLS, login("secret").database("login_nowhere")))
                .satisfies(unknown -> {
                    assertThat(unknown.code()).isEqualTo(1049);
                    assertThat(unknown.kind()).isEqualTo(ServerException.Kind.NO_SUCH_TABLE);
                    assertThat(unknown).hasMessageNotContaining("login_nowhere");
                });
    }

    @ParameterizedTest
    @EnumSource
    void aLockedAccountIsSaid(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.account(plainest(kind), USER, "secret");
        server.admin("alter user " + USER + "@'%' account lock");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> whoami(server, Link.TLS, login("secret")))
                .satisfies(locked -> {
                    assertThat(locked.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED);
                    assertThat(locked).hasMessageContaining("locked");
                });
    }

    @ParameterizedTest
    @EnumSource
    void whoHasTooManyConnectionsIsTold(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.account(plainest(kind), USER, "secret");
        server.admin("alter user " + USER + "@'%' with max_user_connections 1");
        try (LoginClient first = connect(server, Link.TLS, login("secret"))) {
            assertThat(first.value("select 1")).isEqualTo("1");
            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> whoami(server, Link.TLS, login("secret")))
                    .satisfies(full -> assertThat(full.kind()).isEqualTo(ServerException.Kind.TOO_MANY_CONNECTIONS));
        }
    }

    @Test
    void flushingPrivilegesForcesFullAuthentication() {
        SqlServer server = SqlServer.shared(SqlServer.Kind.MYSQL_9_7);
        for (Link link : Link.values()) {
            server.account(AccountPlugin.CACHING_SHA2, USER, LONG);
            server.admin("flush privileges");
            assertThat(whoami(server, link, login(LONG))).as("full, %s", link).isEqualTo(USER + "@%");
            LoginSettings withoutKey = LoginSettings.user(USER).password(LONG);
            assertThat(whoami(server, link, withoutKey)).as("fast, %s", link).isEqualTo(USER + "@%");
        }
        server.admin("flush privileges");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> whoami(server, Link.TCP, LoginSettings.user(USER).password(LONG)))
                .withMessageContaining("TLS");
    }

    @ParameterizedTest
    @EnumSource(
            value = AccountPlugin.class,
            names = {"CACHING_SHA2", "SHA256"})
    void theServersKeyFromAFileIsEnough(AccountPlugin plugin) {
        SqlServer server = SqlServer.shared(SqlServer.Kind.MYSQL_9_7);
        server.account(plugin, USER, NOT_ASCII);
        server.admin("flush privileges");
        LoginSettings login = LoginSettings.user(USER)
                .password(NOT_ASCII)
                .serverPublicKey(server.data().resolve("public_key.pem"));
        assertThat(whoami(server, Link.TCP, login)).isEqualTo(USER + "@%");
        assertDenied(server, Link.TCP, login.password("wrong"));
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> whoami(
                        server, Link.TCP, login.serverPublicKey(server.data().resolve("ca.pem"))))
                .withMessageContaining("ca.pem");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void aPluginThatIsNotAllowedIsNotUsed(SqlServer.Kind kind, AccountPlugin plugin) {
        SqlServer server = SqlServer.shared(kind);
        server.account(plugin, USER, "secret");
        LoginSettings others = login("secret").plugins(Set.of(AuthPlugin.MYSQL_CLEAR_PASSWORD));
        String name = plugin == AccountPlugin.ED25519 ? "client_ed25519" : plugin.serverName();
        if (plugin == AccountPlugin.NATIVE) {
            // the server takes the login's own answer, which is empty, for the account's
            assertDenied(server, Link.TLS, others);
        } else {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> whoami(server, Link.TLS, others))
                    .withMessageContaining(name);
        }
        LoginSettings alone =
                login("secret").plugins(Set.of(AuthPlugin.named(name).orElseThrow()));
        assertThat(whoami(server, Link.TLS, alone)).isEqualTo(USER + "@%");
    }

    @Test
    void theClearPasswordGoesWhereOnlyTheServerReadsItAndOnlyIfAllowed() {
        SqlServer server = SqlServer.shared(SqlServer.Kind.MARIADB_11_8);
        server.account(AccountPlugin.CLEARTEXT, USER, LONG);
        LoginSettings allowed = login(LONG).plugins(Set.of(AuthPlugin.MYSQL_CLEAR_PASSWORD));
        for (Link link : new Link[] {Link.TLS, Link.UNIX}) {
            assertThat(whoami(server, link, allowed)).isEqualTo(USER + "@%");
            assertDenied(server, link, allowed.password("wrong"));
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> whoami(server, link, login(LONG)))
                    .withMessageContaining("not allowed");
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> whoami(server, Link.TCP, allowed))
                .withMessageContaining("mysql_clear_password");
    }

    @Test
    void b35_questionsAreAnsweredInTurn() {
        SqlServer server = SqlServer.shared(SqlServer.Kind.MARIADB_11_8);
        // what this plugin compares goes through the server's utf8mb3
        String password = "pässwörd 密码";
        server.account(AccountPlugin.DIALOG, USER, password);
        LoginSettings allowed = login(password).plugins(Set.of(AuthPlugin.DIALOG));
        for (Link link : new Link[] {Link.TLS, Link.UNIX}) {
            assertThat(whoami(server, link, allowed)).isEqualTo(USER + "@%");
            LoginSettings second = allowed.password("wrong").furtherPassword(password::toCharArray);
            assertThat(whoami(server, link, second)).as("it asks three times").isEqualTo(USER + "@%");
            assertDenied(server, link, allowed.password("wrong"));
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> whoami(server, Link.TCP, allowed))
                .withMessageContaining("dialog");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> whoami(server, Link.TLS, login(password)))
                .withMessageContaining("not allowed");
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void aConnectionCanBecomeAnotherUsers(SqlServer.Kind kind, AccountPlugin plugin) {
        SqlServer server = SqlServer.shared(kind);
        server.account(plainest(kind), USER, "secret");
        server.account(plugin, "login_bob", NOT_ASCII);
        server.admin("create database if not exists login_it", "flush privileges");
        for (Link link : Link.values()) {
            LoginSettings bob =
                    LoginSettings.user("login_bob").password(NOT_ASCII).fetchPublicKey();
            try (LoginClient client = connect(server, link, login("secret"))) {
                client.value("set @mine = 1");
                client.changeUser(bob.database("login_it"));
                assertThat(client.value("select concat_ws(' ', current_user(), database(), @mine)"))
                        .isEqualTo("login_bob@% login_it");
                client.changeUser(login("secret"));
                assertThat(client.value("select current_user()")).isEqualTo(USER + "@%");
                assertThatExceptionOfType(ServerException.class)
                        .isThrownBy(() -> client.changeUser(bob.password("wrong")))
                        .satisfies(denied -> assertThat(denied.code()).isEqualTo(1045));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void compressedConnectionsCarryTheSame(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.account(plainest(kind), USER, "secret");
        for (Link link : Link.values()) {
            try (LoginClient client =
                    connect(server, link, login("secret").compressed().capabilities(Capability.MULTI_STATEMENTS))) {
                assertThat(client.value("show session status like 'Compression'"))
                        .isEqualTo("ON");
                assertThat(client.value("select 1")).isEqualTo("1");
                assertThat(client.value("select 1; select 2; select 3")).isEqualTo("1");
                String text = "hänsock ".repeat(300_000);
                assertThat(client.value("select '" + text + "'")).isEqualTo(text);
                assertThat(client.value("select sha2(repeat('x', 20000000), 256)"))
                        .hasSize(64);
                String noise = client.value("select repeat(hex(random_bytes(1000)), 20)");
                assertThat(client.value("select '" + noise + "'")).isEqualTo(noise);
                client.changeUser(login("secret"));
                assertThat(client.value("select current_user()")).isEqualTo(USER + "@%");
            }
        }
    }

    static AccountPlugin plainest(SqlServer.Kind kind) {
        return kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2;
    }
}

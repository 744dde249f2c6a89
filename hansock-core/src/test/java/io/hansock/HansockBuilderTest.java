package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.value.Row;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What can be configured together, and what somebody reads who has configured what cannot. */
class HansockBuilderTest {
    private static final ServerSettings EAST = ServerSettings.of("east", "127.0.0.1");

    @Test
    void serversAUserAPasswordAndADatabaseAreAWholeConfiguration() {
        assertThatCode(() -> Hansock.builder()
                        .database("shop")
                        .user("app")
                        .password("secret")
                        .server(EAST)
                        .server(ServerSettings.of("west", "127.0.0.1").weight(200))
                        .build()
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void thePartsOfTheLoginCanBeSetInAnyOrder() {
        assertThatCode(() -> Hansock.builder()
                        .password("secret")
                        .login(login -> login.compressed())
                        .tls(TlsMode.REQUIRED)
                        .user("app")
                        .server(EAST)
                        .build()
                        .close())
                .doesNotThrowAnyException();
    }

    /** Which is said before any server has answered. */
    @Test
    void aTableWithoutADatabaseNeedsAClientThatHasOne() {
        Table<Row> table = Table.of("t", "id");
        try (Hansock hansock = Hansock.builder().user("app").server(EAST).build()) {
            assertThatThrownBy(() -> hansock.findOne(table, 1))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("names no database");
            assertThatThrownBy(() -> hansock.async().findOne(table, 1))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("names no database");
        }
    }

    @Test
    void aUserWithoutANameIsRefused() {
        assertThatThrownBy(() -> Hansock.builder().user(""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("user has no name");
    }

    @Test
    void whatIsForSqlNeedsAUser() {
        assertRefused("no user", builder -> builder.password("secret"));
        assertRefused("no user", builder -> builder.tls(TlsMode.REQUIRED));
        assertRefused("logs in", builder -> builder.handlerSocket(HandlerSocketSettings.DEFAULT.off()));
        assertRefused("writes over SQL need a user", builder -> builder.writes(Writes.SQL));
        assertRefused(
                "west: there is an SQL port, but no user",
                builder -> builder.server(ServerSettings.of("west", "127.0.0.1").sqlPort(3307)));
    }

    /** Nobody listens there: it does not get so far. */
    @Test
    void whoDoesNotLogInWritesOnlyWhenThatIsSaid() {
        Table<Row> table = Table.of("t", "id");
        try (Hansock hansock =
                Hansock.builder().database("shop").server(EAST.writePort(9999)).build()) {
            assertThatThrownBy(() -> hansock.insert(Insert.into(table).set("id", 1)))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("[writes-none]");
            assertThatThrownBy(() -> hansock.delete(table.key(1))).hasMessageContaining("[writes-none]");
        }
    }

    @Test
    void noMessageHoldsThePassword() {
        assertThatThrownBy(() ->
                        Hansock.builder().password("open sesame").server(EAST).build())
                .hasMessageNotContaining("sesame");
    }

    @Test
    void writesOverHandlerSocketNeedAWritePortThatIsSetOrLearned() {
        assertRefused("east: writes over HandlerSocket need its write port", b -> b.writes(Writes.HANDLERSOCKET));
        assertAccepted(builder -> builder.user("app").writes(Writes.HANDLERSOCKET));
    }

    @Test
    void writesOverHandlerSocketContradictEncryptionUnlessItsLackIsAccepted() {
        UnaryOperator<HansockBuilder> encrypted =
                builder -> builder.user("app").tls(TlsMode.REQUIRED).writes(Writes.HANDLERSOCKET);
        assertRefused("TLS mode REQUIRED", encrypted);
        assertAccepted(
                builder -> encrypted.apply(builder).handlerSocket(HandlerSocketSettings.DEFAULT.acceptPlaintext()));
        assertRefused(
                "HandlerSocket being off",
                builder -> builder.user("app")
                        .writes(Writes.HANDLERSOCKET)
                        .handlerSocket(HandlerSocketSettings.DEFAULT.off()));
    }

    @Test
    void thereIsOneDatabase() {
        LoginSettings login = LoginSettings.user("app").database("shop");
        assertAccepted(builder -> builder.login(login).database("shop"));
        assertRefused(
                "the database is store, that of the login settings shop",
                builder -> builder.login(login).database("store"));
    }

    @Test
    void aFileThatCannotBeReadIsNamedWhenTheClientIsMade() {
        assertRefused(
                "no-such-key.pem",
                builder -> builder.login(LoginSettings.user("app").serverPublicKey(Path.of("no-such-key.pem"))));
    }

    @Test
    void noMoreConnectionsAtLeastThanAtMost() {
        assertRefused(
                "the least number of channels per port, 3, is more than the most, which is 2",
                builder -> builder.minChannelsPerPort(3));
        assertRefused(
                "the least number of SQL channels, 2, is more than the most, which is 1",
                builder -> builder.user("app").minSqlChannels(2).sqlChannels(1));
        assertAccepted(builder -> builder.minChannelsPerPort(3).channelsPerPort(3));
        assertAccepted(builder -> builder.user("app").channelsPerPort(1).sqlChannels(1));
    }

    @Test
    void aTokenTableIsATableOfTheUsers() {
        for (String wrong :
                new String[] {"", " ", ".t", "shop.", "a`b", "a\tb", "mysql.user", "Information_Schema.x"}) {
            assertThatThrownBy(() -> HandlerSocketSettings.DEFAULT.tokenTable(wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("token table");
        }
        assertThat(HandlerSocketSettings.DEFAULT
                        .tokenTable("shop.hansock_token")
                        .tokenTable())
                .contains("shop.hansock_token");
    }

    @Test
    void portsAndSecretsThatCannotBeAreNamed() {
        assertThatThrownBy(() -> EAST.sqlPort(0)).hasMessageContaining("east: the SQL port 0");
        assertThatThrownBy(() -> EAST.readPort(65_536)).hasMessageContaining("east: the read port 65536");
        assertThatThrownBy(() -> EAST.writePort(-1)).hasMessageContaining("east: the write port -1");
        assertThatThrownBy(() -> EAST.writeSecret("with blank"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("east: the write secret is not")
                .hasMessageNotContaining("with blank");
    }

    @Test
    void anEmptySecretIsNotTheSameAsNone() {
        assertThat(EAST.readSecret()).isEmpty();
        assertThat(EAST.readSecret("").readSecret()).contains("");
        assertThat(EAST.readSecret("x").readSecret(null).readSecret()).isEmpty();
    }

    private static void assertAccepted(UnaryOperator<HansockBuilder> settings) {
        assertThatCode(() ->
                        settings.apply(Hansock.builder().server(EAST)).build().close())
                .doesNotThrowAnyException();
    }

    private static void assertRefused(String why, UnaryOperator<HansockBuilder> settings) {
        assertThatThrownBy(() -> settings.apply(Hansock.builder().server(EAST)).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(why);
    }
}

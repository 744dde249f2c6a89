package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** No secret, no password, no value and no SQL text is in what Hansock logs, on whatever level, throws or prints of itself. */
class SecretsAreKeptIT {
    private static final String PASSWORD = "open-sesame-1";
    private static final String WRONG_PASSWORD = "open-sesame-2";
    private static final String WRONG_SECRET = "open-sesame-3";
    private static final String VALUE = "open-sesame-4";
    private static final String SQL = "open_sesame_5";
    private static final Table<Row> NOTES = Table.of("notes", "id", "word", "n");

    private final Logger logger = (Logger) LoggerFactory.getLogger("io.hansock");
    private final @Nullable Level level = logger.getLevel();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.TRACE);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(logged);
        logger.setLevel(level);
    }

    private void fails(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(HansockException.class);
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            said.add(each.toString());
            Arrays.stream(each.getSuppressed()).map(Throwable::toString).forEach(said::add);
        }
    }

    private static void texts(@Nullable IThrowableProxy thrown, List<String> into) {
        for (IThrowableProxy each = thrown; each != null; each = each.getCause()) {
            into.add(String.valueOf(each.getMessage()));
        }
    }

    @Test
    void inLogsMessagesAndTexts() {
        try (SqlServer server = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .withHandlerSocket()
                .start()) {
            server.admin(
                    "create database kept",
                    "use kept",
                    "create table notes (id int primary key, word varchar(20), n tinyint, unique key (word))");
            server.account(AccountPlugin.NATIVE, "app", PASSWORD);
            String secret = server.queryValue("select @@handlersocket_plain_secret");
            assertThat(secret).isNotEmpty();
            try (Hansock hansock = client(server, PASSWORD)) {
                hansock.insert(note(1));
                assertThat(hansock.findOne(NOTES, 1)).isPresent();
                assertThat(hansock.states().get(0).reads().condition()).isEqualTo(ServerState.Condition.UP);
                fails(() -> hansock.insert(note(2)));
                fails(() -> hansock.update(NOTES.key(1).set("n", VALUE)));
                fails(() -> hansock.findOne(NOTES, VALUE));
                fails(() -> hansock.sql().on("east").query("select " + SQL));
                fails(() -> hansock.sql().on("east").update("insert into notes values (3, ?, 1)", VALUE));
                said.add(hansock.states() + " " + hansock.servers() + " " + hansock.loads());
            }
            try (Hansock refused = client(server, WRONG_PASSWORD)) {
                fails(() -> refused.findOne(NOTES, 1));
                said.add(refused.states().toString());
            }
            int port = Integer.parseInt(String.valueOf(server.queryValue("select @@handlersocket_port")));
            try (Hansock shutOut = PatientClient.builder()
                    .database("kept")
                    .server(ServerSettings.of("east", server.host())
                            .readPort(port)
                            .readSecret(WRONG_SECRET))
                    .build()) {
                fails(() -> shutOut.findOne(NOTES, VALUE));
                said.add(shutOut.states() + " " + shutOut.servers());
            }
            assertThat(logged.list).isNotEmpty();
            logged.list.forEach(event -> {
                said.add(event.getFormattedMessage());
                texts(event.getThrowableProxy(), said);
            });
            assertThat(said)
                    .hasSizeGreaterThan(12)
                    .allSatisfy(text -> assertThat(text).doesNotContain("sesame", String.valueOf(secret)));
        }
    }

    private static Insert<Row> note(int id) {
        return Insert.into(NOTES).set("id", id).set("word", VALUE).set("n", 1);
    }

    private static Hansock client(SqlServer server, String password) {
        return PatientClient.builder()
                .user("app")
                .password(password)
                .database("kept")
                .server(ServerSettings.of("east", server.host()).sqlPort(server.port()))
                .build();
    }
}

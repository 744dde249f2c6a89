package io.hansock.mysql;

import static io.hansock.mysql.ServerScript.clientOf;
import static io.hansock.mysql.ServerScript.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.read.ListAppender;
import io.hansock.DeadlineException;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlSession;
import io.hansock.testing.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What a session may have at most, and what its user is told of that. */
@Timeout(30)
class SessionLimitsTest {
    private static final int PREPARE = 0x16;
    private static final int EXECUTE = 0x17;
    private static final int CLOSE = 0x19;

    /** ERR 1461: the server has as many statements, of all its clients, as it may have. */
    private static final String TOO_MANY_STATEMENTS = "ffb505" + "23" + "3432303030" + "78";

    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();

    /** Keeps two statements and no more. */
    private ScriptedServer keepingTwo() {
        return ServerScript.repeating(script -> {
            script.logIn();
            int kept = 0;
            int id = 0;
            while (true) {
                byte[] command = script.command();
                switch (command[0]) {
                    case PREPARE -> {
                        said.add("prepare");
                        if (kept == 2) {
                            script.answer(TOO_MANY_STATEMENTS);
                        } else {
                            kept++;
                            id++;
                            script.answer("000" + id + "000000" + "0000" + "0100" + "00" + "0000", ReplyBytes.COLUMN);
                        }
                    }
                    case CLOSE -> {
                        said.add("close");
                        kept--;
                    }
                    case EXECUTE -> {
                        said.add("execute");
                        script.answer(ReplyBytes.OK);
                    }
                    default -> script.answer(ReplyBytes.OK);
                }
            }
        });
    }

    @Test
    void b1_whereTheServerIsFullOfStatementsTheOnesAtHandGiveWay() {
        try (ScriptedServer server = keepingTwo();
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            for (int i = 0; i < 3; i++) {
                client.update("update t set n = " + i + " where id = ?", 1);
            }
            assertThat(said)
                    .containsExactly(
                            "prepare", "execute", "prepare", "execute", "prepare", "close", "close", "prepare",
                            "execute");
        }
    }

    @Test
    void whatTheServerDoesNotTakeIsNotSent() {
        try (ScriptedServer server = ServerScript.repeating(ServerScript.ANSWERING);
                SqlClient client = clientOf(server).maxSessions(1).build();
                SqlSession session = client.lease()) {
            String tooLong = "select '" + "x".repeat(64 << 20) + "'";
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> session.query(tooLong))
                    .satisfies(e -> assertThat(e.rule()).isEqualTo("max-allowed-packet"))
                    .withMessageContaining("67108864")
                    .withMessageContaining(Integer.toString(tooLong.length() + 1));
            session.ping();
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void whoWaitsInVainIsToldThatThePoolIsTaken() {
        try (ScriptedServer server = ServerScript.repeating(ServerScript.ANSWERING);
                SqlClient client = clientOf(server).maxSessions(1).build();
                SqlSession only = client.lease()) {
            assertThatThrownBy(() -> one(client.withTimeout(Duration.ofMillis(50))))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessageContaining("no connection was free within 50 ms")
                    .hasMessageContaining("1 of 1 connections, 1 leased")
                    .hasMessageContaining("nothing was done");
            only.ping();
        }
    }

    @Test
    void aSessionThatIsNotGivenBackIsToldOfWithThePlaceWhereItWasLeasedEachTime() throws InterruptedException {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.list = Collections.synchronizedList(new ArrayList<>());
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger("io.hansock.cluster");
        logger.addAppender(log);
        try (ScriptedServer server = ServerScript.repeating(ServerScript.ANSWERING);
                SqlClient client = clientOf(server)
                        .maxSessions(1)
                        .leakWarning(Duration.ofMillis(100))
                        .build()) {
            for (int times = 1; times <= 2; times++) {
                try (SqlSession forgotten = client.lease()) {
                    while (log.list.size() < times) {
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                    forgotten.ping();
                }
            }
            assertThat(log.list).allSatisfy(event -> {
                assertThat(event.getFormattedMessage()).contains("db", "100 ms");
                assertThat(places(event)).contains(getClass().getName());
            });
        } finally {
            logger.detachAppender(log);
        }
    }

    private static List<String> places(ILoggingEvent event) {
        IThrowableProxy place = event.getThrowableProxy();
        List<String> classes = new ArrayList<>();
        for (StackTraceElementProxy element : place.getStackTraceElementProxyArray()) {
            classes.add(element.getStackTraceElement().getClassName());
        }
        return classes;
    }

    @Test
    void aStatementThatTheServerRefusesForAnotherReasonIsRefused() {
        try (ScriptedServer server = ServerScript.repeating(script -> {
                    script.logIn();
                    while (true) {
                        byte[] command = script.command();
                        script.answer(
                                command[0] == PREPARE && new String(command, UTF_8).contains("nonsense")
                                        ? "ff2804" + "23" + "3432303030" + "78"
                                        : ReplyBytes.OK);
                    }
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            assertThatExceptionOfType(ServerException.class).isThrownBy(() -> client.update("nonsense ?", 1));
        }
    }
}

package io.hansock.mysql;

import static io.hansock.mysql.ReplyBytes.COLUMN;
import static io.hansock.mysql.ReplyBytes.OK;
import static io.hansock.mysql.ServerScript.clientOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ServerException;
import io.hansock.sql.BatchResult;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import io.hansock.sql.Pipeline;
import io.hansock.sql.SqlClient;
import io.hansock.sql.UpdateResult;
import io.hansock.testing.ScriptedServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pipeline does when the server has forgotten its statements, or has no room for them: seen from the server's side. */
@Timeout(60)
class PreparedAnewTest {
    private static final int PREPARE = 0x16;
    private static final int EXECUTE = 0x17;
    private static final int CLOSE = 0x19;
    private static final int RESET = 0x1a;
    private static final int BULK_EXECUTE = 0xfa;

    /** 1243, HY000. */
    private static final String UNKNOWN_STATEMENT = "ffdb0423485930303078";

    /** 1615, HY000. */
    private static final String NEEDS_PREPARING = "ff4f0623485930303078";

    /** What lets a MariaDB take batches as they are, without what would change its answers. */
    private static final Capabilities BULK = Capabilities.ofBits(Greetings.MARIADB.bits()
            & ~Capabilities.of(
                            Capability.SSL,
                            Capability.COMPRESS,
                            Capability.CACHE_METADATA,
                            Capability.EXTENDED_METADATA,
                            Capability.BULK_UNIT_RESULTS)
                    .bits());

    /** 1461, 42000. */
    private static final String NO_ROOM = "ffb50523343230303078";

    private static void expect(ServerScript script, int code, int statement) throws IOException {
        byte[] command = script.command();
        assertThat(command[0]).isEqualTo((byte) code);
        assertThat(command[1]).as("the statement").isEqualTo((byte) statement);
    }

    private static void expectPrepare(ServerScript script) throws IOException {
        assertThat(script.command()[0]).isEqualTo((byte) PREPARE);
    }

    private static void prepares(ServerScript script, int id) throws IOException {
        expectPrepare(script);
        script.answer("000" + id + "000000" + "0000" + "0100" + "00" + "0000", COLUMN);
    }

    private static void executes(ServerScript script, int id, String answer) throws IOException {
        expect(script, EXECUTE, id);
        script.answer(answer);
    }

    /** What some conversations begin with: one statement that is kept. */
    private static void logsInAndExecutes(ServerScript script) throws IOException {
        script.logIn();
        prepares(script, 1);
        executes(script, 1, OK);
    }

    /** The client asks whether the statement is known. */
    private static void knows(ServerScript script, int id, String answer) throws IOException {
        expect(script, RESET, id);
        script.answer(answer);
    }

    private static List<Pipeline.Answer<UpdateResult>> pipeline(SqlClient client, String... statements) {
        List<Pipeline.Answer<UpdateResult>> answers = new ArrayList<>();
        client.pipeline(all -> {
            for (String statement : statements) {
                answers.add(all.update(statement, 1));
            }
        });
        return answers;
    }

    private static BatchResult batch(SqlClient client) {
        return client.batch("do ? + 1", List.of(List.of(1), List.of(2)));
    }

    private static void assertRefused(int code, ThrowingCallable call) {
        assertThatExceptionOfType(ServerException.class).isThrownBy(call).matches(e -> e.code() == code);
    }

    /** Refuses what it is to execute, says whether it knows that, and gives the second answer to what is prepared and executed next. */
    private static ScriptedServer refusing(String known, String secondAnswer) {
        return ServerScript.playing(script -> {
            script.logIn();
            prepares(script, 1);
            executes(script, 1, UNKNOWN_STATEMENT);
            knows(script, 1, known);
            expect(script, CLOSE, 1);
            prepares(script, 2);
            executes(script, 2, secondAnswer);
        });
    }

    @Test
    void whatTheServerHasForgottenIsPreparedAgainAndThenExecutedEachOnce() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    logsInAndExecutes(script);

                    prepares(script, 2);
                    executes(script, 2, OK);
                    for (int i = 0; i < 2; i++) {
                        executes(script, 1, UNKNOWN_STATEMENT);
                    }
                    knows(script, 1, UNKNOWN_STATEMENT);

                    expect(script, CLOSE, 1);
                    prepares(script, 3);
                    for (int i = 0; i < 2; i++) {
                        executes(script, 3, OK);
                    }
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            client.update("do ? + 1", 1);
            for (Pipeline.Answer<UpdateResult> answer : pipeline(client, "do ? + 2", "do ? + 1", "do ? + 1")) {
                assertThat(answer.get().affectedRows()).isZero();
            }
        }
    }

    /** Executed later it would come behind what was to follow it. */
    @Test
    void whatIsForgottenInFrontOfWhatWasExecutedIsRefused() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    logsInAndExecutes(script);

                    prepares(script, 2);
                    executes(script, 1, UNKNOWN_STATEMENT);
                    executes(script, 2, OK);

                    expect(script, CLOSE, 1);
                    prepares(script, 3);
                    executes(script, 3, OK);
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            client.update("do ? + 1", 1);
            List<Pipeline.Answer<UpdateResult>> answers = pipeline(client, "do ? + 1", "do ? + 2");
            assertRefused(1243, () -> answers.get(0).get());
            assertThat(answers.get(1).get().affectedRows()).isZero();
            assertThat(client.update("do ? + 1", 1).affectedRows()).isZero();
        }
    }

    @Test
    void whatIsForgottenTwiceIsRefused() {
        try (ScriptedServer server = refusing(UNKNOWN_STATEMENT, UNKNOWN_STATEMENT);
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            Pipeline.Answer<UpdateResult> answer = pipeline(client, "do ? + 1").get(0);
            assertRefused(1243, answer::get);
        }
    }

    /** A trigger has refused it, behind a row that may stay; what was forgotten behind it goes on from there. */
    @Test
    void ofAPipelineOnlyWhatTheServerDoesNotKnowIsExecutedAgain() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    for (int id = 1; id <= 3; id++) {
                        prepares(script, id);
                    }
                    for (int id = 1; id <= 3; id++) {
                        executes(script, id, UNKNOWN_STATEMENT);
                    }
                    for (int id = 1; id <= 3; id++) {
                        knows(script, id, id == 2 ? OK : UNKNOWN_STATEMENT);
                    }
                    List<Byte> closed = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                        byte[] command = script.command();
                        assertThat(command[0]).isEqualTo((byte) CLOSE);
                        closed.add(command[1]);
                    }
                    assertThat(closed).containsExactlyInAnyOrder((byte) 1, (byte) 2, (byte) 3);
                    prepares(script, 4);
                    executes(script, 4, OK);
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            List<Pipeline.Answer<UpdateResult>> answers = pipeline(client, "do ? + 1", "do ? + 2", "do ? + 3");
            for (Pipeline.Answer<UpdateResult> refused : answers.subList(0, 2)) {
                assertRefused(1243, refused::get);
            }
            assertThat(answers.get(2).get().affectedRows()).isZero();
        }
    }

    /** Also where nothing is kept: what is closed in front of the question would be unknown for that. */
    @ParameterizedTest
    @ValueSource(ints = {0, 16})
    void whatTheServerKnowsIsRefusedAndNotExecutedAgain(int cached) {
        try (ScriptedServer server = refusing(OK, OK);
                SqlClient client =
                        clientOf(server).maxSessions(1).cachedStatements(cached).build()) {
            assertRefused(1243, () -> client.update("do ? + 1", 1));
            assertThat(client.update("do ? + 1", 1).affectedRows())
                    .as("behind a proxy that answers for the server it is prepared anew")
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 16})
    void whatTheServerHasForgottenIsPreparedAgainAndExecutedOnce(int cached) {
        try (ScriptedServer server = refusing(UNKNOWN_STATEMENT, OK);
                SqlClient client =
                        clientOf(server).maxSessions(1).cachedStatements(cached).build()) {
            assertThat(client.update("call p(?)", 1).affectedRows()).isZero();
        }
    }

    @Test
    void aBatchThatWasRefusedByWhatItDidIsNotSentAgain() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn(BULK);
                    prepares(script, 1);
                    expect(script, BULK_EXECUTE, 1);
                    script.answer(UNKNOWN_STATEMENT);
                    knows(script, 1, OK);
                    expect(script, CLOSE, 1);
                    assertThat(new String(script.command(), UTF_8)).endsWith("select 1");
                    script.answerOne();
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            assertRefused(1243, () -> batch(client));
            assertThat(ServerScript.one(client)).isEqualTo(1);
        }
    }

    @Test
    void whereThereIsNoRoomTheOthersGiveWay() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    logsInAndExecutes(script);

                    prepares(script, 2);
                    expectPrepare(script);
                    script.answer(NO_ROOM);
                    expect(script, CLOSE, 1);
                    prepares(script, 3);
                    for (int id = 2; id <= 3; id++) {
                        executes(script, id, OK);
                    }
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            client.update("do ? + 1", 1);
            for (Pipeline.Answer<UpdateResult> answer : pipeline(client, "do ? + 2", "do ? + 3")) {
                assertThat(answer.get().affectedRows()).isZero();
            }
        }
    }

    @Test
    void whereNothingCanGiveWayThatIsTheAnswer() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    prepares(script, 1);
                    expectPrepare(script);
                    script.answer(NO_ROOM);
                    executes(script, 1, OK);
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            List<Pipeline.Answer<UpdateResult>> answers = pipeline(client, "do ? + 1", "do ? + 2");
            assertThat(answers.get(0).get().affectedRows()).isZero();
            assertRefused(1461, () -> answers.get(1).get());
        }
    }

    /** The table has changed in the middle of it, when some rows may have been changed for good. */
    @Test
    void aBatchThatMayBeHalfDoneIsNotSentAgain() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn(BULK);
                    prepares(script, 1);
                    expect(script, BULK_EXECUTE, 1);
                    script.answer(NEEDS_PREPARING);
                    expect(script, CLOSE, 1);
                    assertThat(new String(script.command(), UTF_8)).endsWith("rollback");
                    script.answer(OK);
                    assertThat(new String(script.command(), UTF_8)).endsWith("select 1");
                    script.answerOne();
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            assertRefused(1615, () -> batch(client));
            assertThat(ServerScript.one(client)).isEqualTo(1);
        }
    }

    @Test
    void aBatchWhoseStatementIsUnknownHasNotBegun() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn(BULK);
                    prepares(script, 1);
                    expect(script, BULK_EXECUTE, 1);
                    script.answer(UNKNOWN_STATEMENT);
                    knows(script, 1, UNKNOWN_STATEMENT);
                    expect(script, CLOSE, 1);
                    prepares(script, 2);
                    expect(script, BULK_EXECUTE, 2);
                    script.answer(OK);
                });
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            assertThat(batch(client).affectedRows()).isZero();
        }
    }
}

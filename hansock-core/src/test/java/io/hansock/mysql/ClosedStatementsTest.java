package io.hansock.mysql;

import static io.hansock.mysql.ReplyBytes.COLUMN;
import static io.hansock.mysql.ReplyBytes.ERR;
import static io.hansock.mysql.ReplyBytes.OK;
import static io.hansock.mysql.ServerScript.clientOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ServerException;
import io.hansock.sql.SqlClient;
import io.hansock.testing.ScriptedServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a server is told to forget statements: seen from its side, command by command. */
@Timeout(60)
class ClosedStatementsTest {
    private static final int PREPARE = 0x16;
    private static final int EXECUTE = 0x17;
    private static final int CLOSE = 0x19;

    /** So many bytes behind the code of a command name the statement. */
    private static final int ID_AT = 1;

    private static void expect(ServerScript script, int code, int statement) throws IOException {
        byte[] command = script.command();
        assertThat(command[0]).isEqualTo((byte) code);
        assertThat(command[ID_AT]).as("the statement").isEqualTo((byte) statement);
    }

    /** A statement with one parameter and that id. */
    private static void prepare(ServerScript script, int id) throws IOException {
        assertThat(script.command()[0]).isEqualTo((byte) PREPARE);
        script.answer("000" + id + "000000" + "0000" + "0100" + "00" + "0000", COLUMN);
    }

    @Test
    void b3_whatFailsWhenItIsExecutedIsClosedBeforeAnythingElse() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    prepare(script, 1);
                    expect(script, EXECUTE, 1);
                    script.answer(ERR);
                    expect(script, CLOSE, 1);
                    script.answerAll();
                });
                SqlClient client =
                        clientOf(server).maxSessions(1).cachedStatements(0).build()) {
            assertThatThrownBy(() -> client.update("do ?", 1)).isInstanceOf(ServerException.class);
            client.update("do 0");
        }
    }

    @Test
    void b4_whatGivesWayIsClosedBeforeTheNextIsPrepared() {
        try (ScriptedServer server = ServerScript.playing(script -> {
                    script.logIn();
                    for (int id = 1; id <= 4; id++) {
                        if (id > 2) {
                            expect(script, CLOSE, id - 2);
                        }
                        prepare(script, id);
                        expect(script, EXECUTE, id);
                        script.answer(OK);
                    }
                    expect(script, CLOSE, 3);
                    expect(script, CLOSE, 4);
                    prepare(script, 5);
                    prepare(script, 6);
                    for (int id = 5; id <= 6; id++) {
                        expect(script, EXECUTE, id);
                        script.answer(OK);
                    }
                });
                SqlClient client =
                        clientOf(server).maxSessions(1).cachedStatements(2).build()) {
            for (String statement : List.of("do ? + 1", "do ? + 2", "do ? + 3", "do ? + 4")) {
                client.update(statement, 1);
            }
            client.pipeline(all -> {
                all.update("do ? + 5", 1);
                all.update("do ? + 6", 1);
            });
        }
    }
}

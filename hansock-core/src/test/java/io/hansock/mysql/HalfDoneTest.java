package io.hansock.mysql;

import static io.hansock.mysql.ReplyBytes.COLUMN;
import static io.hansock.mysql.ReplyBytes.OK;
import static io.hansock.mysql.ServerScript.clientOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ChannelLostException;
import io.hansock.Outcome;
import io.hansock.sql.AsyncSqlClient;
import io.hansock.sql.SqlClient;
import io.hansock.testing.ScriptedServer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The server has carried out the first part of what was asked and is gone before the second is sent: of that nothing left, but who is told so asks
 * for all of it again.
 */
@Timeout(60)
class HalfDoneTest {
    /** Two of them are one message's worth. */
    private static final String LONG = "x".repeat(600_000);

    private static final List<List<String>> SETS = List.of(List.of(LONG), List.of(LONG), List.of(LONG));

    private static final ServerScript.Play HALF = script -> {
        script.logIn();
        script.command();
        script.answer("0001000000" + "0000" + "0100" + "00" + "0000", COLUMN);
        executed(script);
        executed(script);
        script.client().close();
    };

    private static void executed(ServerScript script) throws IOException {
        script.command();
        script.answer(OK);
    }

    @Test
    void ofABatchThatIsNotKnown() throws Exception {
        isUnknown(client -> client.batch("insert into t values (?)", SETS));
    }

    @Test
    void ofAPipelineThatIsNotKnown() throws Exception {
        isUnknown(client ->
                client.pipeline(all -> SETS.forEach(set -> all.update("insert into t values (?)", set.get(0)))));
    }

    private static void isUnknown(Function<AsyncSqlClient, CompletableFuture<?>> asked) throws Exception {
        try (ScriptedServer server = ServerScript.playing(HALF);
                // so late that the end of the connection is seen before the second part is sent
                SqlClient client = clientOf(server)
                        .callbackExecutor(CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS))
                        .maxSessions(1)
                        .build()) {
            CompletableFuture<?> answer = asked.apply(client.async());
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                    .havingCause()
                    .isInstanceOfSatisfying(
                            ChannelLostException.class,
                            lost -> assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN));
        }
    }
}

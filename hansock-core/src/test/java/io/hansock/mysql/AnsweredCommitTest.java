package io.hansock.mysql;

import static io.hansock.mysql.ReplyBytes.ERR;
import static io.hansock.mysql.ReplyBytes.OK;
import static io.hansock.mysql.ServerScript.clientOf;
import static io.hansock.mysql.ServerScript.one;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ChannelLostException;
import io.hansock.Outcome;
import io.hansock.sql.AsyncSession;
import io.hansock.sql.AsyncTransaction;
import io.hansock.sql.Pipeline;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlSession;
import io.hansock.sql.Transaction;
import io.hansock.sql.TransactionOptions;
import io.hansock.testing.ScriptedServer;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A pipeline has its transaction run without autocommit, which is switched on again behind its COMMIT. That this fails is nothing to the
 * transaction, which is committed, but no statement may go on in a session that commits nothing of itself.
 */
@Timeout(60)
class AnsweredCommitTest {
    private static final String IN_TRANSACTION = "00000003000000";
    private static final String WITHOUT_AUTOCOMMIT = "00000001000000";
    private static final String COMMITTED = "00000000000000";

    /** What comes of switching autocommit on. */
    enum End {
        HUNG_UP {
            @Override
            void play(ServerScript script, Thread caller) throws IOException {
                script.client().close();
            }
        },
        REFUSED {
            @Override
            void play(ServerScript script, Thread caller) throws IOException {
                script.command();
                script.answer(ERR);
            }
        },
        INTERRUPTED {
            @Override
            void play(ServerScript script, Thread caller) throws IOException {
                script.command();
                caller.interrupt();
            }
        };

        abstract void play(ServerScript script, Thread caller) throws IOException, InterruptedException;
    }

    @ParameterizedTest
    @EnumSource
    void ofATransactionIsItsResult(End end) {
        with(end, client -> {
            assertThat(client.<String, RuntimeException>transaction(AnsweredCommitTest::insertTwo))
                    .isEqualTo("done");
            assertThat(Thread.interrupted()).isEqualTo(end == End.INTERRUPTED);
        });
    }

    @ParameterizedTest
    @EnumSource(names = "INTERRUPTED", mode = EnumSource.Mode.EXCLUDE)
    void ofAFutureTransactionIsItsResult(End end) {
        with(
                end,
                client -> assertThat(client.async()
                                .transaction(AnsweredCommitTest::insertTwoLater)
                                .get(10, TimeUnit.SECONDS))
                        .isEqualTo("done"));
    }

    @ParameterizedTest
    @EnumSource
    void nothingFollowsInASessionThatCommitsNothing(End end) {
        with(end, client -> {
            try (SqlSession session = client.lease()) {
                assertThat(session.<String, RuntimeException>transaction(AnsweredCommitTest::insertTwo))
                        .isEqualTo("done");
                assertThat(Thread.interrupted()).isEqualTo(end == End.INTERRUPTED);
                assertThatExceptionOfType(ChannelLostException.class)
                        .isThrownBy(() -> session.update("insert into t values (3)"))
                        .satisfies(lost -> assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = "INTERRUPTED", mode = EnumSource.Mode.EXCLUDE)
    void norInAnAsynchronousOne(End end) {
        with(end, client -> {
            try (AsyncSession session = client.async().lease().get(10, TimeUnit.SECONDS)) {
                assertThat(session.transaction(TransactionOptions.DEFAULTS, AnsweredCommitTest::insertTwoLater)
                                .get(10, TimeUnit.SECONDS))
                        .isEqualTo("done");
                assertThat(session.update("insert into t values (3)"))
                        .failsWithin(10, TimeUnit.SECONDS)
                        .withThrowableThat()
                        .havingCause()
                        .isInstanceOfSatisfying(
                                ChannelLostException.class,
                                lost -> assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT));
            }
        });
    }

    /** A client of one session, which has one to go on with behind whatever it is asked for. */
    private static void with(End end, ThrowingConsumer<SqlClient> test) {
        try (ScriptedServer server = server(end);
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            test.accept(client);
            assertThat(one(client)).isEqualTo(1);
        }
    }

    private static String insertTwo(Transaction tx) {
        tx.pipeline(AnsweredCommitTest::insertTwo);
        return "done";
    }

    private static CompletableFuture<String> insertTwoLater(AsyncTransaction tx) {
        return tx.pipeline(AnsweredCommitTest::insertTwo).thenApply(done -> "done");
    }

    private static void insertTwo(Pipeline all) {
        all.update("insert into t values (1)");
        all.update("insert into t values (2)");
    }

    /** For connections of the calling thread's. */
    private static ScriptedServer server(End end) {
        Thread caller = Thread.currentThread();
        return ServerScript.repeating(script -> {
            script.logIn();
            while (true) {
                String command = new String(script.command(), UTF_8).substring(1);
                switch (command) {
                    case "select 1" -> script.answerOne();
                    case "start transaction" -> script.answer(IN_TRANSACTION);
                    case "commit" -> {
                        script.answer(COMMITTED);
                        end.play(script, caller);
                    }
                    default ->
                        script.answer(
                                command.startsWith("insert") || command.equals("set autocommit = 0")
                                        ? WITHOUT_AUTOCOMMIT
                                        : OK);
                }
            }
        });
    }
}

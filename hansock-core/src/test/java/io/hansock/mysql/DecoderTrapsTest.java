package io.hansock.mysql;

import static io.hansock.mysql.ReplyBytes.COLUMN;
import static io.hansock.mysql.ReplyBytes.OK;
import static io.hansock.mysql.ReplyBytes.OK_END;
import static io.hansock.mysql.ServerScript.clientOf;
import static io.hansock.mysql.ServerScript.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hansock.ChannelLostException;
import io.hansock.ProtocolException;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import io.hansock.sql.SqlSession;
import io.hansock.testing.ScriptedServer;
import io.hansock.value.Row;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a decoder throws costs the connection, but not its place in the pool: whoever comes next has another one. */
@Timeout(60)
class DecoderTrapsTest {
    /** One cell that says it is longer than its packet. */
    private static final String BROKEN_TEXT = "0531";

    /** Three bytes where a BIGINT has eight. */
    private static final String BROKEN_BINARY = "0000010203";

    /** An OK that ends in the middle of a number. */
    private static final String BROKEN_OK = "00fdff";

    private static final String PREPARED_QUERY = "00" + "01000000" + "0100" + "0100" + "00" + "0000";
    private static final String PREPARED_UPDATE = "00" + "01000000" + "0000" + "0100" + "00" + "0000";
    private static final String CURSOR_OPEN = "fe000042000000";
    private static final String LAST_ROW_SENT = "fe000082000000";
    private static final int MANY_ROWS = 30_000;

    /** A way to be answered, and the answer that cannot be decoded. */
    record Way(String name, Consumer<SqlClient> call, ServerScript.Play answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Stream<Way> ways() {
        return Stream.of(
                new Way("text", client -> client.query("select n"), DecoderTrapsTest::brokenText),
                new Way("prepared", client -> client.query("select ?", 1), script -> brokenPrepared(script, OK_END)),
                new Way("update", client -> client.update("do 0"), DecoderTrapsTest::brokenOk),
                new Way("several results", client -> client.execute("call p()"), script -> {
                    script.command();
                    script.answer("01", COLUMN, "0131", "fe00000a000000", "01", COLUMN, BROKEN_TEXT, OK_END);
                }),
                new Way("stream", DecoderTrapsTest::stream, DecoderTrapsTest::brokenLate),
                new Way("cursor", DecoderTrapsTest::cursor, DecoderTrapsTest::brokenFetch),
                new Way("publisher", DecoderTrapsTest::publisher, DecoderTrapsTest::brokenLate),
                new Way(
                        "future",
                        client -> client.async().query("select ?", 1).join(),
                        script -> brokenPrepared(script, OK_END)),
                new Way("batch", client -> client.batch("do ?", List.of(List.of(1), List.of(2))), script -> {
                    script.command();
                    script.answer(PREPARED_UPDATE, COLUMN);
                    script.command();
                    script.answer(BROKEN_OK);
                }),
                new Way("pipeline", DecoderTrapsTest::pipeline, script -> {
                    brokenText(script);
                    script.command();
                    script.answerOne();
                }),
                new Way("transaction", client -> client.transaction(tx -> tx.query("select n")), script -> {
                    script.command();
                    script.answer(OK);
                    brokenText(script);
                }),
                new Way("session", DecoderTrapsTest::session, DecoderTrapsTest::brokenText));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void b18_anExceptionOfTheDecoderLeaksNoConnection(Way way) {
        ServerScript.Play broken = script -> {
            script.logIn();
            way.answer().play(script);
            script.client().input().readAllBytes();
        };
        try (ScriptedServer server = ServerScript.playing(broken, broken, broken, ServerScript.ANSWERING);
                SqlClient client = clientOf(server).maxSessions(1).build()) {
            for (int i = 0; i < 3; i++) {
                Throwable thrown = catchThrowable(() -> way.call().accept(client));
                assertThat(thrown instanceof CompletionException ? thrown.getCause() : thrown)
                        .isInstanceOf(ProtocolException.class);
            }
            assertThat(one(client)).isEqualTo(1);
            assertThat(one(client)).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(4);
        }
    }

    private static void brokenText(ServerScript script) throws IOException {
        script.command();
        script.answer("01", COLUMN, BROKEN_TEXT, OK_END);
    }

    private static void brokenOk(ServerScript script) throws IOException {
        script.command();
        script.answer(BROKEN_OK);
    }

    private static void brokenPrepared(ServerScript script, String end) throws IOException {
        script.command();
        script.answer(PREPARED_QUERY, COLUMN, COLUMN);
        script.command();
        script.answer("01", COLUMN, BROKEN_BINARY, end);
    }

    /** Behind more good rows than are read at a time. */
    private static void brokenLate(ServerScript script) throws IOException {
        script.command();
        script.answer("01", COLUMN);
        byte[][] rows = new byte[MANY_ROWS][];
        Arrays.fill(rows, new byte[] {1, '1'});
        script.answer(rows);
        script.answer(BROKEN_TEXT, OK_END);
    }

    private static void brokenFetch(ServerScript script) throws IOException {
        script.command();
        script.answer(PREPARED_QUERY, COLUMN, COLUMN);
        script.command();
        script.answer("01", COLUMN, CURSOR_OPEN);
        script.command();
        script.answer(BROKEN_BINARY, LAST_ROW_SENT);
    }

    private static void stream(SqlClient client) {
        try (RowStream rows = client.stream("select n")) {
            rows.forEachRemaining(row -> assertThat(row.getInt(1)).isEqualTo(1));
        }
    }

    private static void cursor(SqlClient client) {
        try (SqlSession session = client.lease();
                RowStream rows = session.cursor(10, "select ?", 1)) {
            rows.next();
        }
    }

    private static void publisher(SqlClient client) {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        client.async().publish("select n").subscribe(new Flow.Subscriber<Row>() {
            private int rows;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Row row) {
                rows++;
            }

            @Override
            public void onError(Throwable failure) {
                seen.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                seen.complete(rows);
            }
        });
        seen.join();
    }

    private static void pipeline(SqlClient client) {
        client.pipeline(all -> {
            all.query("select n");
            all.query("select n");
        });
    }

    private static void session(SqlClient client) {
        try (SqlSession session = client.lease()) {
            assertThatThrownBy(() -> session.query("select n")).isInstanceOf(ProtocolException.class);
            assertThatThrownBy(session::ping).isInstanceOf(ChannelLostException.class);
            throw new ProtocolException("db", "as above", null);
        }
    }
}

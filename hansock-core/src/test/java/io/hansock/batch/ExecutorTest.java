package io.hansock.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.RefusedException;
import io.hansock.ServerException;
import io.hansock.testing.Conversation;
import io.hansock.testing.Footprint;
import io.hansock.testing.ScriptedServer;
import io.hansock.testing.Stopwatch;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutorTest {
    private static final Duration AMPLE = Duration.ofSeconds(10);

    @Test
    void anyByteOfAReplyComesThroughWhereverTheStreamIsCut() {
        byte[] reply = new byte[256];
        for (int i = 0; i < 255; i++) {
            reply[i] = (byte) (i < '\n' ? i : i + 1);
        }
        reply[255] = '\n';
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.expect("1\n2\n");
                    client.trickle(reply);
                    client.trickle("\n");
                });
                Connection connection = to(server)) {
            Batch batch = new Batch().write("1\n2\n", 2);
            assertThat(new Executor().add(connection, batch).execute(AMPLE))
                    .isEqualTo(new Execution(Execution.Result.ALL_DONE, 1, 0, null));
            List<Reply> replies = replies(batch);
            assertThat(replies.get(0).bytes()).isEqualTo(new String(reply, 0, 255, ISO_8859_1).getBytes(ISO_8859_1));
            assertThat(replies.get(1).bytes()).isEmpty();
            assertThat(batch.failure()).isEmpty();
        }
    }

    @Test
    void severalServersAreServedAtOnceUnderOneDeadline() {
        try (ScriptedServer quick = ScriptedServer.playing(ExecutorTest::answerTwo);
                ScriptedServer slow = ScriptedServer.playing(client -> {
                    client.expect("1\n2\n");
                    client.send("0\t1\tfirst\n0\t1\tsec");
                    client.hold();
                });
                ScriptedServer lost = ScriptedServer.playing(client -> {
                    client.expect("1\n2\n");
                    client.send("0\t1\tfirst\n0\t1\tsec");
                });
                Connection toQuick = to(quick);
                Connection toSlow = to(slow);
                Connection toLost = to(lost)) {
            Batch done = two();
            Batch late = two();
            Batch cut = two();
            Stopwatch stopwatch = Stopwatch.start();
            Execution execution = new Executor()
                    .add(toQuick, done)
                    .add(toSlow, late)
                    .add(toLost, cut)
                    .execute(Duration.ofMillis(700));
            assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(690));
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(3));
            assertThat(execution).isEqualTo(new Execution(Execution.Result.TIMED_OUT, 1, 2, null));
            assertThat(replies(done)).extracting(Reply::text).containsExactly("0\t1\tfirst", "0\t1\tsecond");
            for (Batch failed : List.of(late, cut)) {
                List<Reply> replies = replies(failed);
                assertThat(replies.get(0).text()).as("what arrived before").isEqualTo("0\t1\tfirst");
                assertThat(replies.get(1))
                        .isEqualTo(new Reply.Failure(failed.failure().orElseThrow()));
            }
            assertThat(late.failure()).containsInstanceOf(DeadlineException.class);
            assertThat(cut.failure())
                    .containsInstanceOf(ChannelLostException.class)
                    .map(HansockException::server)
                    .contains(toLost.toString());
            slow.release();
        }
    }

    @Test
    void aServerThatIsNotThereFailsItsBatchAlone() throws Exception {
        Path nobody = Path.of("/nowhere/hansock.sock");
        try (ScriptedServer server = ScriptedServer.playing(ExecutorTest::answerTwo);
                Connection there = to(server);
                Connection gone = Connection.to(nobody.toString())) {
            Batch done = two();
            Batch failed = two();
            assertThat(new Executor().add(gone, failed).add(there, done).execute(AMPLE))
                    .isEqualTo(new Execution(Execution.Result.SOME_FAILED, 1, 1, null));
            assertThat(failed.failure())
                    .hasValueSatisfying(e ->
                            assertThat(((ChannelLostException) e).outcome()).isEqualTo(Outcome.NOTHING_SENT));
            assertThat(replies(failed)).hasSize(2).hasOnlyElementsOfType(Reply.Failure.class);
        }
    }

    @Test
    void afterAFailureTheConnectionIsMadeAnew() {
        try (ScriptedServer server = ScriptedServer.playing(
                        client -> {
                            client.expect("A\t1\ts3cr3t\n1\n2\n");
                            client.send("0\t1\n");
                        },
                        client -> {
                            client.expect("A\t1\ts3cr3t\n1\n2\n");
                            client.send("0\t1\n");
                            client.send("0\t1\tfirst\n0\t1\tsecond\n");
                            answerTwo(client);
                        });
                Connection connection = Connection.to(server.host() + ":" + server.port(), "s3cr3t")) {
            Executor executor = new Executor();
            Batch batch = two();
            assertThat(executor.add(connection, batch).execute(AMPLE).result()).isEqualTo(Execution.Result.SOME_FAILED);
            batch.reset();
            assertThat(executor.add(connection, batch.write("1\n2\n", 2))
                            .execute(AMPLE)
                            .allDone())
                    .isTrue();
            batch.reset();
            assertThat(executor.add(connection, batch.write("1\n2\n", 2))
                            .execute(AMPLE)
                            .allDone())
                    .as("on the same connection")
                    .isTrue();
        }
    }

    @Test
    void aRefusedSecretIsTheBatchsFailure() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.readLine();
                    client.send("3\t1\tunauth\n");
                });
                Connection connection = Connection.to(server.host() + ":" + server.port(), "s3cr3t")) {
            Batch batch = two();
            new Executor().add(connection, batch).execute(AMPLE);
            assertThat(batch.failure())
                    .hasValueSatisfying(e ->
                            assertThat(((ServerException) e).kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED));
        }
    }

    @Test
    void anEndlessReplyMeetsTheDeadline() {
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
                    client.expect("1\n2\n");
                    while (true) {
                        client.send("x".repeat(1000));
                        client.pause(Duration.ofMillis(5));
                    }
                });
                Connection connection = to(server)) {
            Batch batch = two();
            assertThat(new Executor()
                            .add(connection, batch)
                            .execute(Duration.ofMillis(300))
                            .result())
                    .isEqualTo(Execution.Result.TIMED_OUT);
            assertThat(replies(batch)).hasOnlyElementsOfType(Reply.Failure.class);
        }
    }

    @Test
    void bothSidesMayBeFull() {
        byte[] line = ("1\t" + "x".repeat(2_000) + "\n").getBytes(ISO_8859_1);
        try (ScriptedServer server = ScriptedServer.handling((in, out) -> {
                    byte[] bytes = new byte[1 << 16];
                    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                        out.write(bytes, 0, read);
                    }
                });
                Connection connection = to(server)) {
            Batch batch = new Batch();
            for (int i = 0; i < 10_000; i++) {
                batch.write(line, 1);
            }
            assertThat(new Executor()
                            .add(connection, batch)
                            .execute(Duration.ofSeconds(60))
                            .allDone())
                    .isTrue();
            int count = 0;
            for (Reply reply : batch.replies()) {
                assertThat(reply.bytes()).hasSize(line.length - 1);
                count++;
            }
            assertThat(count).isEqualTo(10_000);
        }
    }

    @Test
    void aUnixSocketIsAServerToo(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (ScriptedServer server =
                        ScriptedServer.repeatingAt(UnixDomainSocketAddress.of(socket), ExecutorTest::answerTwo);
                Connection connection = Connection.to(socket.toString())) {
            Batch batch = two();
            assertThat(new Executor().add(connection, batch).execute(AMPLE).allDone())
                    .isTrue();
            assertThat(server.connections()).isOne();
        }
    }

    @Test
    void oneConnectionTakesOneBatch() {
        Connection connection = Connection.to("127.0.0.1:1");
        Batch batch = two();
        Executor executor = new Executor().add(connection, batch);
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> executor.add(connection, two()));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> executor.add(Connection.to("127.0.0.1:1"), batch));
    }

    @Test
    void aRefusedBatchKeepsEverythingFromBeingSent() {
        try (ScriptedServer server = ScriptedServer.repeating(client -> client.expectEnd());
                Connection connection = to(server);
                Connection other = to(server)) {
            Executor executor = new Executor().add(connection, two()).add(other, new Batch().write("1\n", 2));
            assertThatExceptionOfType(RefusedException.class).isThrownBy(() -> executor.execute(AMPLE));
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void anInterruptEndsTheExecution() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.expect("1\n2\n");
                    client.send("0\t1\tfirst\n");
                    client.hold();
                });
                Connection connection = to(server)) {
            Batch batch = two();
            Thread caller = Thread.currentThread();
            Thread interrupter = new Thread(() -> {
                LockSupport.parkNanos(300_000_000);
                caller.interrupt();
            });
            interrupter.start();
            assertThatExceptionOfType(HansockInterruptedException.class)
                    .isThrownBy(() -> new Executor().add(connection, batch).execute(AMPLE));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(replies(batch).get(0).text()).isEqualTo("0\t1\tfirst");
            server.release();
        }
    }

    @Test
    void whatAnExecutionLeftUnsentGoesOutAsItWasAlthoughTheBatchIsUsedAgain() {
        String long1 = "1\t" + "x".repeat(16 << 20) + "\n";
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.hold();
                    assertThat(client.input().readAllBytes()).doesNotContain('y');
                });
                Connection connection = to(server)) {
            Batch batch = new Batch().write(long1, 1);
            assertThat(new Executor()
                            .add(connection, batch)
                            .execute(Duration.ofMillis(100))
                            .result())
                    .isEqualTo(Execution.Result.TIMED_OUT);
            batch.reset();
            batch.write(long1.replace('x', 'y'), 1);
            server.release();
        }
    }

    @Test
    void theThreadBehindConnectionsEndsWithTheLastOfThem() {
        try (ScriptedServer server = ScriptedServer.playing(ExecutorTest::answerTwo, client -> {
            client.expect("1\n2\n");
            client.hold();
        })) {
            try (Connection other = to(server)) {
                try (Connection one = to(server)) {
                    assertThat(new Executor().add(one, two()).execute(AMPLE).allDone())
                            .isTrue();
                }
                Execution late = new Executor().add(other, two()).execute(Duration.ofMillis(100));
                assertThat(late.result()).isEqualTo(Execution.Result.TIMED_OUT);
                assertThat(Footprint.now("hansock-batch").threads()).isNotEmpty();
            }
            server.release();
        }
        await().until(() -> Footprint.now("hansock-batch").threads().isEmpty());
    }

    @Test
    void nothingToDoIsDone() {
        assertThat(new Executor().execute(AMPLE)).isEqualTo(new Execution(Execution.Result.ALL_DONE, 0, 0, null));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Executor().execute(Duration.ZERO));
        Connection closed = Connection.to("127.0.0.1:1");
        closed.close();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new Executor().add(closed, two()).execute(AMPLE));
    }

    private static void answerTwo(Conversation client) throws IOException {
        client.expect("1\n2\n");
        client.send("0\t1\tfirst\n0\t1\tsecond\n");
    }

    private static Batch two() {
        return new Batch().write("1\n2\n", 2);
    }

    private static List<Reply> replies(Batch batch) {
        List<Reply> replies = new ArrayList<>();
        batch.replies().forEach(replies::add);
        return replies;
    }

    private static Connection to(ScriptedServer server) {
        return Connection.to(server.host() + ":" + server.port());
    }
}

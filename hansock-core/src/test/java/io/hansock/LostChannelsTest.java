package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Insert;
import io.hansock.index.Table;
import io.hansock.testing.Conversation;
import io.hansock.testing.ScriptedServer;
import io.hansock.value.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What becomes of calls whose connection ends, and how often a server in trouble is asked. */
class LostChannelsTest {
    private static final Table<Row> T = Table.of("t", "id").database("db");

    @Test
    void aReadWhoseChannelIsCutIsSentOnceMore() {
        try (ScriptedServer server = ScriptedServer.playing(LostChannelsTest::answerOneCutTheNext, client -> {
                    answerFind(client);
                    client.expectEnd();
                });
                Hansock hansock = client(server)) {
            assertThat(hansock.findOne(T, 7)).isPresent();
            assertThat(hansock.findOne(T, 7)).isPresent();
        }
    }

    @Test
    void anAsynchronousReadWhoseChannelIsCutIsSentOnceMore() {
        try (ScriptedServer server = ScriptedServer.playing(LostChannelsTest::answerOneCutTheNext, client -> {
                    answerFind(client);
                    client.expectEnd();
                });
                Hansock hansock = client(server)) {
            assertThat(hansock.async().findOne(T, 7).join()).isPresent();
            assertThat(hansock.async().findOne(T, 7).join()).isPresent();
        }
    }

    @Test
    void aReadIsNeverSentAThirdTime() {
        try (ScriptedServer server = ScriptedServer.playing(LostChannelsTest::answerOneCutTheNext, client -> {
                    client.readLine();
                    client.readLine();
                    client.reset();
                });
                Hansock hansock = client(server)) {
            assertThat(hansock.findOne(T, 7)).isPresent();
            assertThatThrownBy(() -> hansock.findOne(T, 7)).isInstanceOf(ChannelLostException.class);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aWriteOfWhichNoByteLeftIsSentOnTheNextConnection() throws InterruptedException {
        CountDownLatch hungUp = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.playing(
                        client -> {
                            answerInsert(client);
                            client.close();
                            hungUp.countDown();
                        },
                        client -> {
                            answerInsert(client);
                            client.expectEnd();
                        });
                Hansock hansock = client(server)) {
            hansock.insert(Insert.into(T).set("id", 1));
            assertThat(hungUp.await(5, TimeUnit.SECONDS)).isTrue();
            // within a millisecond of the last answer a write goes out unlooked, and its outcome is unknown
            await().pollDelay(Duration.ofMillis(50)).until(() -> true);
            hansock.insert(Insert.into(T).set("id", 2));
        }
    }

    @Test
    void aWriteWithUnknownOutcomeIsNeverRepeated() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    answerInsert(client);
                    client.readLine();
                    client.reset();
                });
                Hansock hansock = client(server)) {
            hansock.insert(Insert.into(T).set("id", 1));
            assertThatThrownBy(() -> hansock.insert(Insert.into(T).set("id", 2)))
                    .isInstanceOfSatisfying(
                            ChannelLostException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aSecondAttemptThatIsLateNamesWhatTheCallerGave() {
        String message = "no answer within 3000 ms";
        try (ScriptedServer server = ScriptedServer.playing(
                        client -> {
                            answerFind(client);
                            client.readLine();
                            client.pause(Duration.ofMillis(500));
                            client.reset();
                        },
                        client -> {
                            client.readLine();
                            client.readLine();
                            client.expectEnd();
                        });
                Hansock hansock = client(server)) {
            assertThat(hansock.findOne(T, 7)).isPresent();
            Hansock hurried = hansock.withTimeout(Duration.ofSeconds(3));
            assertThatThrownBy(() -> hurried.findOne(T, 7))
                    .isInstanceOf(DeadlineException.class)
                    .hasMessageContaining(message);
        }
    }

    @Test
    void repeatsAreNoMoreThanATenthOfCallsBesideTheTenSaved() {
        repeatsAreFew(hansock -> hansock.findOne(T, 7));
    }

    @Test
    void repeatsOfAsynchronousCallsAreNoMore() {
        repeatsAreFew(hansock -> {
            try {
                return hansock.async().findOne(T, 7).join();
            } catch (CompletionException e) {
                throw (ChannelLostException) e.getCause();
            }
        });
    }

    private static void repeatsAreFew(Function<Hansock, Optional<Row>> find) {
        AtomicInteger sent = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
                    client.readLine();
                    if (client.readLine() != null) {
                        sent.incrementAndGet();
                        client.send("0\t1\n0\t1\t7\n");
                    }
                    if (client.readLine() != null) {
                        sent.incrementAndGet();
                        client.reset();
                    }
                });
                Hansock hansock = client(server)) {
            int failed = 0;
            for (int call = 0; call < 100; call++) {
                try {
                    assertThat(find.apply(hansock)).isPresent();
                } catch (ChannelLostException e) {
                    failed++;
                }
            }
            assertThat(sent.get() - 100).isBetween(10, 20);
            assertThat(failed).isGreaterThan(20);
        }
    }

    @Test
    void aWrongSecretIsNotTriedAnewWithEveryCall() {
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
                    client.readLine();
                    client.send("3\t1\tunauth\n");
                    client.readLine();
                });
                Hansock hansock = Hansock.builder()
                        .server(settings(server).readSecret("guess"))
                        .channelsPerPort(1)
                        .build()) {
            assertThatThrownBy(() -> hansock.findOne(T, 7))
                    .isInstanceOfSatisfying(
                            ServerException.class,
                            e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED));
            assertFewConnections(hansock, server);
        }
    }

    @Test
    void whoAcceptsAndHangsUpIsNotTriedAnewWithEveryCall() {
        try (ScriptedServer server = ScriptedServer.repeating(Conversation::close);
                Hansock hansock = client(server)) {
            assertFewConnections(hansock, server);
        }
    }

    private static void assertFewConnections(Hansock hansock, ScriptedServer server) {
        long start = System.nanoTime();
        for (int call = 0; call < 200; call++) {
            assertThatThrownBy(() -> hansock.findOne(T, 7)).isInstanceOf(HansockException.class);
        }
        long shortestPause = TimeUnit.MILLISECONDS.toNanos(25);
        assertThat((long) server.connections()).isLessThanOrEqualTo(3 + (System.nanoTime() - start) / shortestPause);
        assertThat(server.connections()).isLessThan(50);
    }

    private static void answerOneCutTheNext(Conversation client) throws IOException {
        answerFind(client);
        client.readLine();
        client.reset();
    }

    private static void answerFind(Conversation client) throws IOException {
        client.expectLine("P\t0\tdb\tt\tPRIMARY\tid");
        client.expectLine("0\t=\t1\t7\t2\t0");
        client.send("0\t1\n0\t1\t7\n");
    }

    private static void answerInsert(Conversation client) throws IOException {
        client.readLine();
        client.readLine();
        client.send("0\t1\n0\t1\n");
    }

    private static Hansock client(ScriptedServer server) {
        return Hansock.builder()
                .server(settings(server).writePort(server.port()))
                .writes(Writes.HANDLERSOCKET)
                .channelsPerPort(1)
                .requestTimeout(Duration.ofSeconds(5))
                .build();
    }

    private static ServerSettings settings(ScriptedServer server) {
        return ServerSettings.of("east", server.host()).readPort(server.port());
    }
}

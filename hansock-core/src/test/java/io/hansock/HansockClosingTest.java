package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Table;
import io.hansock.testing.Conversation;
import io.hansock.testing.ScriptedServer;
import io.hansock.testing.Stopwatch;
import io.hansock.value.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Closing, and durations and settings at their bounds. */
class HansockClosingTest {
    private static final Table<Row> T = Table.of("t", "id").database("db");
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    @Test
    void closingRefusesNewCallsToAllServersAtOnceAndLetsThoseUnderWayEnd() {
        try (ScriptedServer east = ScriptedServer.repeating(HansockClosingTest::answerWhenReleased);
                ScriptedServer west = ScriptedServer.repeating(HansockClosingTest::answerWhenReleased)) {
            Hansock hansock = client(east, west).withTimeout(FOR_EVER);
            CompletableFuture<List<Row>> onEast =
                    hansock.async().find(T.key(7).on("east").find());
            CompletableFuture<List<Row>> onWest =
                    hansock.async().find(T.key(7).on("west").find());
            Thread closing = new Thread(() -> hansock.close(FOR_EVER));
            closing.start();
            for (String server : List.of("east", "west")) {
                await().untilAsserted(() -> assertThatThrownBy(() -> hansock.withTimeout(Duration.ofMillis(50))
                                .find(T.key(7).on(server).find()))
                        .isInstanceOf(ChannelLostException.class)
                        .hasMessageContaining("the client is closed"));
            }
            assertThat(closing.isAlive()).isTrue();
            west.release();
            assertThat(onWest.join()).hasSize(1);
            east.release();
            assertThat(onEast.join()).hasSize(1);
            await().until(() -> !closing.isAlive());
        }
    }

    @Test
    void allServersDrainUnderOneDeadline() {
        try (ScriptedServer east = ScriptedServer.repeating(HansockClosingTest::answerWhenReleased);
                ScriptedServer west = ScriptedServer.repeating(HansockClosingTest::answerWhenReleased)) {
            Hansock hansock = client(east, west);
            CompletableFuture<?> onEast =
                    hansock.async().find(T.key(7).on("east").find());
            CompletableFuture<?> onWest =
                    hansock.async().find(T.key(7).on("west").find());
            Stopwatch stopwatch = Stopwatch.start();
            hansock.close(Duration.ofSeconds(1));
            assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(stopwatch.awake()).isLessThan(Duration.ofMillis(1900));
            assertThatThrownBy(onEast::join).hasCauseInstanceOf(ChannelLostException.class);
            assertThatThrownBy(onWest::join).hasCauseInstanceOf(ChannelLostException.class);
            hansock.close(Duration.ofSeconds(-1));
        }
    }

    @Test
    void aCallThatFailsAtOnceEndsItsFutureAlsoIfTheExecutorTakesNoMore() {
        try (ScriptedServer server = ScriptedServer.playing()) {
            Hansock hansock = Hansock.builder()
                    .server(ServerSettings.of("east", server.host()).readPort(server.port()))
                    .callbackExecutor(task -> {
                        throw new RejectedExecutionException("full");
                    })
                    .build();
            hansock.close();
            assertThat(hansock.async().findOne(T, 7)).isCompletedExceptionally();
        }
    }

    /** A client that logs in has to look at the server first. */
    @Test
    void aCallThatHasToWaitEndsItsFutureAlsoIfTheExecutorTakesNoMore() {
        try (ScriptedServer server = ScriptedServer.repeating(client -> {});
                Hansock hansock = Hansock.builder()
                        .server(ServerSettings.of("east", server.host()).sqlPort(server.port()))
                        .user("nobody")
                        .callbackExecutor(task -> {
                            throw new RejectedExecutionException("full");
                        })
                        .build()) {
            assertThat(hansock.async().findOne(T, 7))
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(HansockException.class);
        }
    }

    @Test
    void anAnswerComesAlsoIfTheExecutorTakesNoMore() {
        try (ScriptedServer server = ScriptedServer.repeating(HansockClosingTest::answerWhenReleased);
                Hansock hansock = Hansock.builder()
                        .server(ServerSettings.of("east", server.host()).readPort(server.port()))
                        .callbackExecutor(task -> {
                            throw new RejectedExecutionException("full");
                        })
                        .build()) {
            server.release();
            assertThat(hansock.async()
                            .findOne(T, 7)
                            .orTimeout(10, TimeUnit.SECONDS)
                            .join())
                    .isPresent();
        }
    }

    @Test
    void aDependentMayWaitForAnotherCallHoweverSmallTheMachine() {
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
                    client.readLine();
                    client.send("0\t1\n");
                    for (String line = client.readLine(); line != null; line = client.readLine()) {
                        client.send("0\t1\t7\n");
                    }
                });
                Hansock hansock = Hansock.builder()
                        .server(ServerSettings.of("east", server.host()).readPort(server.port()))
                        .channelsPerPort(1)
                        .build()) {
            CompletableFuture<?> outer = hansock.async()
                    .findOne(T, 7)
                    .thenApply(any -> hansock.async().findOne(T, 7).join());
            assertThat(outer.orTimeout(10, TimeUnit.SECONDS)).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void settingsThatCannotWorkAreRefused() {
        HansockBuilder builder = Hansock.builder();
        for (String name : List.of("", " ", "shop\n", "a\u0000b")) {
            assertThatThrownBy(() -> builder.database(name))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("database");
        }
        assertThatThrownBy(() -> builder.maxReplyBytes((1 << 30) + 1)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> builder.idleTimeout(FOR_EVER)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> builder.requestTimeout(FOR_EVER)).isInstanceOf(ConfigurationException.class);
        builder.maxReplyBytes(1 << 30).idleTimeout(Duration.ZERO).requestTimeout(Duration.ofDays(1));
    }

    private static void answerWhenReleased(Conversation client) throws IOException, InterruptedException {
        client.readLine();
        client.readLine();
        client.hold();
        client.send("0\t1\n0\t1\t7\n");
        client.readLine();
    }

    private static Hansock client(ScriptedServer east, ScriptedServer west) {
        return Hansock.builder()
                .server(ServerSettings.of("east", east.host()).readPort(east.port()))
                .server(ServerSettings.of("west", west.host()).readPort(west.port()))
                .channelsPerPort(1)
                .build();
    }
}

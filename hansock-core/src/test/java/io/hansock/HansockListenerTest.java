package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Find;
import io.hansock.index.Table;
import io.hansock.testing.Conversation;
import io.hansock.testing.ScriptedServer;
import io.hansock.value.Row;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a listener is told, and that it costs the caller nothing. */
class HansockListenerTest {
    /** Cannot be made: its constructor does not like any row. */
    record Picky(long id) {
        Picky {
            throw new IllegalStateException("no row is good enough");
        }
    }

    private static final Table<Row> T = Table.of("t", "id").database("db");
    private static final Table<Picky> PICKY = Table.of("t", Picky.class).database("db");

    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<@Nullable Object> failures = new CopyOnWriteArrayList<>();

    private final HansockListener recorder = new HansockListener() {
        @Override
        public void commandFinished(
                String server, Operation operation, @Nullable WireKind wire, long nanos, @Nullable Throwable failure) {
            assertThat(nanos).isPositive();
            assertThat(wire).isEqualTo(WireKind.HANDLERSOCKET);
            events.add(server + " " + operation + (failure == null ? " ok" : " failed"));
            failures.add(failure == null ? "none" : failure);
        }

        @Override
        public void channelOpened(String server, int port) {
            events.add(server + " opened");
        }

        @Override
        public void channelClosed(String server, int port) {
            events.add(server + " closed");
        }

        @Override
        public void channelFailed(String server, int port, Throwable cause) {
            events.add(server + " lost");
        }

        @Override
        public void batchWritten(String server, int port, int commands) {
            events.add(server + " wrote " + commands);
        }
    };

    @Test
    void isToldOfConnectionsWritesAndCommands() {
        try (ScriptedServer server = ScriptedServer.repeating(HansockListenerTest::answerAll)) {
            try (Hansock hansock = client(server, recorder)) {
                hansock.findOne(T, 7);
                hansock.async().findOne(T, 7).join();
                hansock.findAll(T, List.of(7));
            }
            // told by whoever closes it, who may be another thread
            await().untilAsserted(() -> assertThat(events).contains("east closed"));
            assertThat(events)
                    .contains("east opened", "east wrote 1", "east MULTI_FIND ok")
                    .doesNotContain("east lost");
            assertThat(events).filteredOn("east FIND ok"::equals).hasSize(2);
        }
    }

    @Test
    void isToldOfALostConnectionAndOfTheCallThatFailedByIt() {
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
                    client.readLine();
                    client.reset();
                });
                Hansock hansock = client(server, recorder)) {
            assertThatThrownBy(() -> hansock.findOne(T, 7)).isInstanceOf(ChannelLostException.class);
            await().untilAsserted(() -> assertThat(events).contains("east lost"));
            assertThat(events).filteredOn("east FIND failed"::equals).hasSize(1);
            assertThat(failures).singleElement().isInstanceOf(ChannelLostException.class);
        }
    }

    @Test
    void aMapperThatThrowsIsAFailureOfTheCommandWhicheverWayItWasAsked() {
        try (ScriptedServer server = ScriptedServer.repeating(HansockListenerTest::answerAll);
                Hansock hansock = client(server, recorder)) {
            assertThatThrownBy(() -> hansock.findOne(PICKY, 7)).hasStackTraceContaining("no row is good enough");
            assertThatThrownBy(() -> hansock.findAll(PICKY, List.of(7)))
                    .hasStackTraceContaining("no row is good enough");
            assertThatThrownBy(() -> hansock.find(PICKY.primary().in(List.of(7))))
                    .hasStackTraceContaining("no row is good enough");
            assertThatThrownBy(() -> hansock.async().findOne(PICKY, 7).join())
                    .isInstanceOf(CompletionException.class)
                    .hasStackTraceContaining("no row is good enough");
            assertThat(events).noneMatch(event -> event.endsWith(" ok"));
            assertThat(failures).hasSize(4).doesNotContain("none");
        }
    }

    @Test
    void resultsThatMakeNoWholeAreAFailureOfEachPart() {
        try (ScriptedServer east = ScriptedServer.repeating(HansockListenerTest::answerUnordered);
                ScriptedServer west = ScriptedServer.repeating(HansockListenerTest::answerUnordered);
                Hansock hansock = Hansock.builder()
                        .server(ServerSettings.of("east", east.host()).readPort(east.port()))
                        .server(ServerSettings.of("west", west.host()).readPort(west.port()))
                        .listener(recorder)
                        .build()) {
            Find<Row> find = T.primary()
                    .ge(0)
                    .limit(10)
                    .mergedBy(Comparator.comparingLong(row -> row.getLong("id")))
                    .onAllServers();
            assertThatThrownBy(() -> hansock.find(find)).isInstanceOf(ResultException.class);
            assertThat(failures).hasSize(2).allMatch(ResultException.class::isInstance);
            assertThatThrownBy(() -> hansock.async().find(find).join()).hasCauseInstanceOf(ResultException.class);
            assertThat(failures).hasSize(4).allMatch(ResultException.class::isInstance);
            assertThat(events).contains("east FIND failed", "west FIND failed").doesNotContain("east FIND ok");
        }
    }

    /** A mapper's constant ends the parts of several servers; it cannot be suppressed in itself. */
    @Test
    @Timeout(30)
    void oneFailureThatEndsSeveralPartsIsTheAnswer() {
        IllegalStateException shared = new IllegalStateException("no row is good enough");
        Table<Row> table = Table.of("t", List.of("id"), row -> {
            throw shared;
        });
        try (ScriptedServer east = ScriptedServer.repeating(HansockListenerTest::answerAll);
                ScriptedServer west = ScriptedServer.repeating(HansockListenerTest::answerAll);
                Hansock hansock = Hansock.builder()
                        .server(ServerSettings.of("east", east.host()).readPort(east.port()))
                        .server(ServerSettings.of("west", west.host()).readPort(west.port()))
                        .listener(recorder)
                        .build()) {
            Table<Row> words = table.database("db");
            List<Long> keys = LongStream.range(0, 20).boxed().toList();
            assertThatThrownBy(() -> hansock.findAll(words, keys)).isSameAs(shared);
            assertThatThrownBy(() -> hansock.async().findAll(words, keys).get(10, TimeUnit.SECONDS))
                    .hasCause(shared);
            assertThat(shared.getSuppressed()).isEmpty();
            assertThat(events).contains("east MULTI_FIND failed", "west MULTI_FIND failed");
            assertThat(failures).hasSize(4).containsOnly(shared);
        }
    }

    private static void answerUnordered(Conversation client) throws IOException {
        for (String line = client.readLine(); line != null; line = client.readLine()) {
            client.send(line.startsWith("P") ? "0\t1\n" : "0\t1\t9\t7\n");
        }
    }

    @Test
    void aCancelledCallIsReportedOnce() {
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
                    client.readLine();
                    client.readLine();
                    client.hold();
                    client.send("0\t1\n0\t1\t7\n");
                    answerAll(client);
                });
                Hansock hansock = client(server, recorder)) {
            CompletableFuture<?> future = hansock.async().findOne(T, 7);
            assertThat(future.cancel(true)).isTrue();
            assertThat(future.cancel(true)).isTrue();
            server.release();
            assertThat(hansock.findOne(T, 7)).isPresent();
            assertThat(failures).hasSize(2).last().isEqualTo("none");
            assertThat(failures.get(0)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        HansockListener angry = new HansockListener() {
            @Override
            public void commandFinished(
                    String server,
                    Operation operation,
                    @Nullable WireKind wire,
                    long nanos,
                    @Nullable Throwable failure) {
                throw new IllegalStateException("told of a command");
            }

            @Override
            public void channelOpened(String server, int port) {
                throw new IllegalStateException("told of a connection");
            }

            @Override
            public void channelClosed(String server, int port) {
                throw new IllegalStateException("told of an end");
            }

            @Override
            public void batchWritten(String server, int port, int commands) {
                throw new AssertionError("told of a write");
            }
        };
        try (ScriptedServer server = ScriptedServer.repeating(HansockListenerTest::answerAll);
                Hansock hansock = client(server, angry)) {
            for (int call = 0; call < 10; call++) {
                assertThat(hansock.findOne(T, 7)).isPresent();
                assertThat(hansock.async().findOne(T, 7).join()).isPresent();
                assertThat(hansock.findAll(T, List.of(7))).hasSize(1);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    private static void answerAll(Conversation client) throws IOException {
        for (String line = client.readLine(); line != null; line = client.readLine()) {
            client.send(line.startsWith("P") ? "0\t1\n" : "0\t1\t7\n");
        }
    }

    private static Hansock client(ScriptedServer server, HansockListener listener) {
        return Hansock.builder()
                .server(ServerSettings.of("east", server.host()).readPort(server.port()))
                .channelsPerPort(1)
                .listener(listener)
                .build();
    }
}

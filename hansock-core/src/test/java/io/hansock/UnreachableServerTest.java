package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.hansock.index.Table;
import io.hansock.testing.Conversation;
import io.hansock.testing.ScriptedServer;
import io.hansock.value.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A server that takes no connections, or no more of them: who notices, and who is told. */
class UnreachableServerTest {
    private static final Table<Row> T = Table.of("t", "id").database("db");

    @Test
    void whereAConnectionWorksNobodyFailsByOneThatCannotBeMade() throws InterruptedException {
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
                    if (client.number() == 1) {
                        answerAll(client);
                    }
                });
                Hansock hansock = client(server, 4)) {
            assertThat(hansock.findOne(T, 7)).isPresent();
            List<CompletableFuture<Optional<Row>>> found = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                // each thread has another habitual connection
                CompletableFuture<Optional<Row>> inThread = new CompletableFuture<>();
                Thread caller = new Thread(() -> inThread.completeAsync(() -> hansock.findOne(T, 7), Runnable::run));
                caller.start();
                caller.join();
                found.add(inThread);
                found.add(hansock.async().findOne(T, 7));
            }
            for (CompletableFuture<Optional<Row>> one : found) {
                assertThat(one.join()).isPresent();
            }
            assertThat(server.connections()).isGreaterThan(1);
        }
    }

    @Test
    void whatChangesIsLoggedAndNothingElse() {
        AtomicBoolean well = new AtomicBoolean();
        Logger logger = (Logger) LoggerFactory.getLogger("io.hansock.cluster");
        Level usual = logger.getLevel();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(logged);
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
                    if (well.get()) {
                        answerAll(client);
                    }
                });
                Hansock hansock = client(server, 1)) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> hansock.findOne(T, 7)).isInstanceOf(ChannelLostException.class);
            }
            await().until(() -> server.connections() > 1 || isLost(hansock));
            well.set(true);
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(hansock.findOne(T, 7)).isPresent());
            assertThat(hansock.findOne(T, 7)).isPresent();
            assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .satisfiesExactly(
                            gone -> assertThat(gone).startsWith("east: cannot use port " + server.port()),
                            back -> assertThat(back).isEqualTo("east: port " + server.port() + " answers again"));
        } finally {
            logger.detachAppender(logged);
            logger.setAdditive(true);
            logger.setLevel(usual);
        }
    }

    private static boolean isLost(Hansock hansock) {
        assertThatThrownBy(() -> hansock.findOne(T, 7)).isInstanceOf(ChannelLostException.class);
        return false;
    }

    private static void answerAll(Conversation client) throws IOException {
        for (String line = client.readLine(); line != null; line = client.readLine()) {
            client.send(line.startsWith("P") ? "0\t1\n" : "0\t1\t7\n");
        }
    }

    private static Hansock client(ScriptedServer server, int channels) {
        return Hansock.builder()
                .server(ServerSettings.of("east", server.host()).readPort(server.port()))
                .channelsPerPort(channels)
                .build();
    }
}

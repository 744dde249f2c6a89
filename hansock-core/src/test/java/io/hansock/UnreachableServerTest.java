package io.hansock;

import static java.nio.charset.StandardCharsets.US_ASCII;
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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
    void whereAConnectionWorksNobodyFailsByOneThatCannotBeMade() throws Exception {
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Hansock hansock = client(listener.getInetAddress().getHostAddress(), listener.getLocalPort(), 4)) {
            Thread server = new Thread(() -> answerTheFirstAlone(listener), "answers-the-first");
            server.setDaemon(true);
            server.start();
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
            assertThat(listener.isClosed()).isTrue();
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
                Hansock hansock = client(server.host(), server.port(), 1)) {
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> hansock.findOne(T, 7)).isInstanceOf(ChannelLostException.class);
            }
            await().until(() -> server.connections() > 1 || isLost(hansock));
            well.set(true);
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(hansock.findOne(T, 7)).isPresent());
            assertThat(hansock.findOne(T, 7)).isPresent();
            await().untilAsserted(() -> assertThat(logged.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .satisfiesExactly(
                            gone -> assertThat(gone).startsWith("east: cannot use port " + server.port()),
                            back -> assertThat(back).isEqualTo("east: port " + server.port() + " answers again")));
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

    /** Whoever comes later is refused by the kernel. */
    private static void answerTheFirstAlone(ServerSocket listener) {
        try (Socket first = listener.accept()) {
            listener.close();
            BufferedReader in = new BufferedReader(new InputStreamReader(first.getInputStream(), US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                first.getOutputStream().write(answer(line).getBytes(US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(String line) {
        return line.startsWith("P") ? "0\t1\n" : "0\t1\t7\n";
    }

    private static void answerAll(Conversation client) throws IOException {
        for (String line = client.readLine(); line != null; line = client.readLine()) {
            client.send(answer(line));
        }
    }

    private static Hansock client(String host, int port, int channels) {
        return Hansock.builder()
                .server(ServerSettings.of("east", host).readPort(port))
                .channelsPerPort(channels)
                .build();
    }
}

package io.hansock.net;

import static io.hansock.net.Front.hear;
import static io.hansock.net.Front.say;
import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static io.hansock.net.Rig.call;
import static io.hansock.net.Rig.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.testing.InTime;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels over TLS, which begins in the middle of a plain conversation, as MySQL has it. */
@Timeout(30)
class TlsTest {
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";
    private static TestTls tls;

    private final LineServer server = LineServer.onTcp();
    private final Rig rig = new Rig();
    private final AtomicReference<SSLSocket> accepted = new AtomicReference<>();
    private final AtomicReference<HelloHandshake> handshake = new AtomicReference<>();
    private Front front = Front.of(server, this::admit);

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        tls = TestTls.make(folder);
    }

    @AfterEach
    void close() {
        rig.close();
        front.close();
        server.close();
    }

    private Socket admit(Socket client) throws Exception {
        say(client, "hello\n");
        assertThat(hear(client)).isEqualTo("tls");
        SSLSocket encrypted = tls.over(client);
        encrypted.startHandshake();
        accepted.set(encrypted);
        assertThat(hear(encrypted)).isEqualTo("login");
        say(encrypted, "ok\n");
        return encrypted;
    }

    private void facing(Front other) {
        front.close();
        front = other;
    }

    private Channel channel(String protocol) {
        rig.session = HelloHandshake.session(() -> {
            HelloHandshake made = new HelloHandshake("login", () -> tls.client(protocol), UnaryOperator.identity());
            handshake.set(made);
            return made;
        });
        return rig.channel(front.address());
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void everyKindOfCallerIsAnswered(String protocol) throws Exception {
        Channel channel = channel(protocol);
        assertThat(call(channel, "eone")).isEqualTo("one");
        assertThat(submit(channel, "etwo").future.get()).isEqualTo("two");
        Gathering gathering = new Gathering(rig.io);
        LineExchange exchange = new LineExchange("ethree");
        gathering.add(channel, exchange);
        gathering.run(5 * SECOND);
        assertThat(exchange.text()).isEqualTo("three");
        assertThat(handshake.get().tls.getProtocol()).isEqualTo(protocol);
        assertThat(handshake.get().wiped).isEqualTo(1);
        assertThat(front.admitted()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aConnectionMadeForAFuture(String protocol) throws Exception {
        assertThat(submit(channel(protocol), "eone").future.get()).isEqualTo("one");
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void byteByByte(String protocol) throws Exception {
        facing(Front.trickling(server, this::admit));
        Channel channel = channel(protocol);
        assertThat(call(channel, "eone")).isEqualTo("one");
        assertThat(submit(channel, "b20000").future.get()).hasSize(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void bothSidesBuffersFullIsNoDeadlock(String protocol) throws Exception {
        Rig.fillBuffersOfBothSides(channel(protocol), 50_000, 2000);
    }

    @Test
    void largeRequestsAndLargeReplies() throws Exception {
        Channel channel = channel(TLS_1_3);
        String large = "x".repeat(10_000_000);
        assertThat(call(channel, "e" + large, 10 * SECOND)).isEqualTo(large);
        assertThat(submit(channel, "e" + large, 10 * SECOND).future.get()).isEqualTo(large);
    }

    @Test
    void manyCallersEachGetTheirOwn() throws Exception {
        Channel channel = channel(TLS_1_3);
        List<CompletableFuture<Void>> callers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String name = "n" + i + "-";
            callers.add(Rig.runInThread(() -> {
                for (int j = 0; j < 300; j++) {
                    String text = name + j + "x".repeat(j);
                    assertThat(call(channel, "e" + text)).isEqualTo(text);
                    if (j % 10 == 0) {
                        assertThat(submit(channel, "e" + text).future.join()).isEqualTo(text);
                    }
                }
            }));
        }
        for (CompletableFuture<Void> caller : callers) {
            caller.get();
        }
        assertThat(front.admitted()).isEqualTo(1);
        await().until(() -> channel.pending() == 0 && !channel.isDriven());
    }

    @Test
    void ticketsAndNewKeysLeaveAnIdleChannelOpen() throws Exception {
        Channel channel = channel(TLS_1_3);
        assertThat(call(channel, "eone")).isEqualTo("one");
        // the I/O thread watches it by now, and what comes is no data
        Thread.sleep(1200);
        for (int i = 0; i < 3; i++) {
            accepted.get().startHandshake();
            Thread.sleep(300);
            assertThat(channel.isClosed()).isFalse();
            assertThat(call(channel, "etwo")).isEqualTo("two");
        }
        assertThat(front.admitted()).isEqualTo(1);
    }

    @Test
    void dataOnAnIdleChannelClosesIt() {
        Channel channel = channel(TLS_1_3);
        call(channel, "eone");
        server.sendToAll("x");
        InTime.within(Duration.ofSeconds(2)).until(channel::isClosed);
    }

    @Test
    void renegotiationClosesTheChannel() throws Exception {
        Channel channel = channel(TLS_1_2);
        call(channel, "eone");
        Thread.sleep(5);
        accepted.get().startHandshake();
        assertThatThrownBy(() -> call(channel, "etwo")).isInstanceOf(ProtocolException.class);
        assertThat(channel.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aServerThatHangsUpIsNoticed(String protocol) {
        Channel channel = channel(protocol);
        LineExchange exchange = new LineExchange("eone", "ctwo", "ethree");
        ChannelLostException lost =
                catchThrowableOfType(ChannelLostException.class, () -> channel.call(exchange, 5 * SECOND));
        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(exchange.raw()).isEqualTo("one\ntwo\n");
        assertThat(channel.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void aConnectionThatIsCutIsNoticed(String protocol) throws Exception {
        AtomicReference<Socket> raw = new AtomicReference<>();
        facing(Front.of(server, client -> {
            raw.set(client);
            return admit(client);
        }));
        Channel channel = channel(protocol);
        call(channel, "eone");
        CompletableFuture<String> waiting = Rig.inThread(() -> call(channel, "s"));
        await().until(() -> server.lines() == 2);
        raw.get().shutdownOutput();
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(ChannelLostException.class);
        assertThat(channel.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void closingSaysGoodBye(String protocol) throws Exception {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        facing(Front.of(server, client -> {
            Socket encrypted = admit(client);
            try {
                say(encrypted, hear(encrypted).substring(1) + "\n");
                // without a good-bye, this is an exception
                end.complete(encrypted.getInputStream().read());
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
            return null;
        }));
        Channel channel = channel(protocol);
        assertThat(call(channel, "eone")).isEqualTo("one");
        channel.close(0);
        assertThat(end.get()).isEqualTo(-1);
    }

    @Test
    void aCertificateThatIsNotTrustedEndsIt() {
        rig.session = HelloHandshake.session(
                () -> new HelloHandshake("login", () -> TestTls.distrusting(TLS_1_3), UnaryOperator.identity()));
        Channel channel = rig.channel(front.address());
        ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
        assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        assertThat(lost).hasCauseInstanceOf(SSLHandshakeException.class);
        await().untilAsserted(() -> assertThat(front.lastRefusal()).hasMessageContaining("certificate"));
    }

    @Test
    void plainBytesInFrontOfTlsAreRefusedBeforeItBegins() throws Exception {
        CompletableFuture<Integer> next = new CompletableFuture<>();
        facing(Front.of(server, client -> {
            say(client, "hello\nok\n");
            next.complete(client.getInputStream().read());
            return null;
        }));
        Channel channel = channel(TLS_1_3);
        assertThatThrownBy(() -> call(channel, "e"))
                .isInstanceOf(ProtocolException.class)
                .hasRootCauseMessage("test: plain bytes where TLS was to begin");
        assertThat(next.get()).as("nothing was sent").isEqualTo(-1);
    }

    @Test
    void theConnectTimeoutCoversIt() {
        rig.connectTimeout = Duration.ofMillis(300);
        facing(Front.of(server, client -> {
            say(client, "hello\n");
            hear(client);
            return null;
        }));
        Channel channel = channel(TLS_1_3);
        assertThatThrownBy(() -> call(channel, "e")).hasMessageContaining("the handshake timed out");
    }

    @Test
    void nobodySpinsWhileTheServerDoesNotRead() throws Exception {
        Channel channel = channel(TLS_1_3);
        call(channel, "e");
        String large = "e" + "x".repeat(8_000_000);
        try (CpuTime cpu = CpuTime.of(() -> call(channel, "dstop", 8 * SECOND))) {
            await().until(() -> server.lines() == 2);
            cpu.start(() -> call(channel, large, 800 * MILLI), () -> call(channel, large, 8 * SECOND));
            LineExchange future = submit(channel, large, 8 * SECOND);
            cpu.assertIdleFor(Duration.ofMillis(1200));
            server.listenAgain();
            assertThat(future.future.get()).hasSize(8_000_000);
        }
    }

    @Test
    void aCallerThatGivesUpLeavesTheChannelInOrder() {
        Channel channel = channel(TLS_1_3);
        call(channel, "e");
        for (int i = 0; i < 8; i++) {
            assertThatThrownBy(() -> call(channel, "w250 " + "x".repeat(30_000), 30 * MILLI))
                    .isInstanceOf(DeadlineException.class);
            assertThat(call(channel, "emine")).isEqualTo("mine");
        }
    }
}

package io.hansock.handlersocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.index.Table;
import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.IoThread;
import io.hansock.testing.ScriptedServer;
import io.hansock.value.Row;
import io.hansock.wire.WireExchange;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exchanges on a channel, with a server that says odd things. */
class HandlerSocketExchangeTest {
    private static final Table<Row> T = Table.of("t", "id", "s");
    private static final String OPEN = "P\t0\tdb\tt\tPRIMARY\tid,s";
    private static final String FIND = "0\t=\t1\t1\t1\t0";
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(10);
    private static final int MOST_REPLY_BYTES = 1 << 20;

    private final HandlerSocketWire wire = new HandlerSocketWire("db");
    private final IoThread io = new IoThread("exchange-test", Runnable::run);

    @AfterEach
    void close() {
        io.close();
    }

    @Test
    void aReplyMayComeByteByByte() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.trickle("0\t1\n0\t2\t1\tx\u0001Iy\n");
            client.expectLine(FIND);
            client.trickle("0\t2\n");
        })) {
            Channel channel = channel(server, null);
            assertThat(find(channel).rows().row(0).getString("s")).isEqualTo("x\ty");
            assertThat(find(channel).rows()).isEmpty();
            channel.close(0);
        }
    }

    @Test
    @DisplayName("H22: the secret goes out first and in the same write, and only where one is configured")
    void h22_theSecretGoesFirst() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect("A\t1\ts3cr3t\n" + OPEN + "\n" + FIND + "\n");
            client.send("0\t1\n0\t1\n0\t2\n");
        })) {
            Channel channel = channel(server, "s3cr3t");
            assertThat(find(channel).rows()).isEmpty();
            channel.close(0);
        }
    }

    @Test
    void aRefusedSecretFailsTheChannelAndAllThatFollowed() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect("A\t1\ts3cr3t\n" + OPEN + "\n" + FIND + "\n");
            client.send("3\t1\tunauth\n3\t1\tunauth\n3\t1\tunauth\n");
            client.expectEnd();
        })) {
            Channel channel = channel(server, "s3cr3t");
            refused(() -> find(channel), ServerException.Kind.NOT_AUTHORISED)
                    .hasMessageContaining("port " + server.port())
                    .hasMessageContaining("handlersocket_plain_secret");
            assertThat(channel.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2\t1\tcmd\n", "no\n", "0123456789012345678901234567890123456789012345678901234567890123456789"})
    void nonsenseAsAnAnswerToTheSecretClosesTheChannel(String answer) {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.readLine();
            client.send(answer);
            client.hold();
        })) {
            Channel channel = channel(server, "s3cr3t");
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> find(channel));
            assertThat(channel.isClosed()).isTrue();
            server.release();
        }
    }

    @Test
    void aSecretThatIsMissingIsSaid() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("3\t1\tunauth\n3\t1\tunauth\n");
        })) {
            Channel channel = channel(server, null);
            refused(() -> find(channel), ServerException.Kind.NOT_AUTHORISED).hasMessageContaining("secret");
            channel.close(0);
        }
    }

    @Test
    void theErrorOfOpenIndexIsTheOneReported() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("2\t1\tidxnum\n2\t1\tstmtnum\n");
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("0\t1\n0\t2\n");
        })) {
            Channel channel = channel(server, null);
            refused(() -> find(channel), ServerException.Kind.NO_SUCH_INDEX)
                    .hasMessageContaining("db.t, index PRIMARY");
            assertThat(find(channel).rows()).isEmpty();
            channel.close(0);
        }
    }

    @Test
    @DisplayName("H33: what was taken to be open and is not is opened again, once")
    void h33_notOpenIsOpenedAgainOnce() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("0\t1\n0\t2\n");
            client.expectLine(FIND);
            client.send("2\t1\tstmtnum\n");
            client.expect(OPEN.replace("P\t0", "P\t1") + "\n1" + FIND.substring(1) + "\n");
            client.send("0\t1\n0\t2\t1\tx\n");
            client.expectLine("1" + FIND.substring(1));
            client.send("2\t1\tstmtnum\n");
            client.expect(OPEN.replace("P\t0", "P\t2") + "\n2" + FIND.substring(1) + "\n");
            client.send("0\t1\n2\t1\tstmtnum\n");
        })) {
            Channel channel = channel(server, null);
            find(channel);
            assertThat(find(channel).rows()).hasSize(1);
            refused(() -> find(channel), ServerException.Kind.NOT_OPEN);
            channel.close(0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\t3\ta\tb\tc\n",
                "0\t2\ta\n",
                "0\t4294967298\ta\tb\n",
                "0\t2\ta\tb\u0001\n",
                "0\t2\ta\t\u0002\n",
                "\n",
                "HTTP/1.1 400\r\n",
                "0\t2\ta\tb\tc\td\n",
                "0\t99999999999999\n"
            })
    void hostileRepliesCloseTheChannel(String reply) {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("0\t1\n" + reply);
            client.expectEnd();
        })) {
            Channel channel = channel(server, null);
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> find(channel))
                    .satisfies(e -> assertThat(e.server()).isEqualTo("east"));
            assertThat(channel.isClosed()).isTrue();
        }
    }

    @Test
    void moreRepliesThanRequestsCloseTheChannel() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("0\t1\n0\t2\n0\t2\tforeign\trow\n");
            client.expectEnd();
        })) {
            Channel channel = channel(server, null);
            try {
                assertThat(find(channel).rows()).isEmpty();
                assertThatExceptionOfType(HansockException.class).isThrownBy(() -> find(channel));
            } catch (ProtocolException atOnce) {
                assertThat(atOnce.server()).isEqualTo("east");
            }
            assertThat(channel.isClosed()).isTrue();
        }
    }

    @Test
    void anEndlessLineFailsItsCallerAndKeepsNoMemory() {
        String chunk = "x".repeat(1 << 16);
        try (ScriptedServer server = ScriptedServer.repeating(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("0\t1\n0\t2\t");
            while (true) {
                client.send(chunk);
            }
        })) {
            Channel channel = channel(server, null);
            assertThatExceptionOfType(HansockException.class)
                    .isThrownBy(() -> find(channel))
                    .withMessageContaining("max-reply-size");
            channel.close(0);
        }
    }

    @Test
    void anEarlyEndIsAnUnknownOutcome() {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("0\t1\n0\t2\t1");
        })) {
            Channel channel = channel(server, null);
            assertThatExceptionOfType(ChannelLostException.class)
                    .isThrownBy(() -> find(channel))
                    .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
            assertThat(channel.isClosed()).isTrue();
        }
    }

    @Test
    void withoutACallerTheSuccessorIsSubmittedByTheOwner() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
            client.expect(OPEN + "\n" + FIND + "\n");
            client.send("0\t1\n2\t1\tstmtnum\n");
            client.expect(OPEN.replace("P\t0", "P\t1") + "\n1" + FIND.substring(1) + "\n");
            client.send("0\t1\n0\t2\t1\tx\n");
        })) {
            Channel channel = channel(server, null);
            CompletableFuture<WireExchange> answered = new CompletableFuture<>();
            WireExchange find = wire.find(T.key(1).find()).whenEnded(ended -> {
                WireExchange next = ended.settle(channel, "east");
                if (next == null) {
                    answered.complete(ended);
                } else {
                    channel.submit(next, TIMEOUT);
                }
            });
            channel.submit(find, TIMEOUT);
            assertThat(answered.get(10, TimeUnit.SECONDS).rows()).hasSize(1);
            channel.close(0);
        }
    }

    private WireExchange find(Channel channel) {
        return wire.find(T.key(1).find()).carryOut(channel, "east", TIMEOUT);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(
            ThrowingCallable call, ServerException.Kind kind) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private Channel channel(ScriptedServer server, String secret) {
        ChannelSettings usual = ChannelSettings.DEFAULTS;
        return new Channel(
                "east",
                new Address.Tcp(server.host(), server.port()),
                new HandlerSocketSession("east", Port.READ, server.port(), secret),
                new ChannelSettings(
                        Duration.ofSeconds(2),
                        usual.maxPending(),
                        usual.atBound(),
                        MOST_REPLY_BYTES,
                        usual.discardTimeout(),
                        usual.idleTimeout(),
                        usual.drainAfterBytes()),
                io,
                ChannelListener.NONE);
    }
}

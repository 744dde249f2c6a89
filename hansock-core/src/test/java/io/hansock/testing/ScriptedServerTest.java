package io.hansock.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedServerTest {
    private static HandlerSocketRaw connect(ScriptedServer server) throws IOException {
        return HandlerSocketRaw.connect(server.host(), server.port(), Duration.ofMillis(500));
    }

    @Test
    void playsEachClientItsScript() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(
                first -> {
                    first.expectLine("P\t0\tdb");
                    first.trickle("0\t1\n");
                    first.expectEnd();
                },
                second -> {
                    second.expect(new byte[] {0, (byte) 0xff});
                    second.send("two\nlines\n");
                })) {
            try (HandlerSocketRaw client = connect(server)) {
                assertThat(client.ask("P\t0\tdb")).isEqualTo("0\t1");
            }
            try (HandlerSocketRaw client = connect(server)) {
                client.send("\u0000\u00ff");
                assertThat(client.readLines(2)).containsExactly("two", "lines");
                assertThat(client.atEnd()).isTrue();
            }
        }
    }

    @Test
    void handlesStreams() throws IOException {
        try (ScriptedServer server = ScriptedServer.handling((in, out) -> in.transferTo(out));
                HandlerSocketRaw one = connect(server);
                HandlerSocketRaw two = connect(server)) {
            assertThat(one.ask("echo 1")).isEqualTo("echo 1");
            assertThat(two.ask("echo 2")).isEqualTo("echo 2");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void resets() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.expectLine("go");
                    client.reset();
                });
                HandlerSocketRaw client = connect(server)) {
            assertThatThrownBy(() -> client.ask("go")).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void closesOneSideAndStillReadsTheOther() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.halfClose();
                    client.expectLine("still here");
                });
                HandlerSocketRaw client = connect(server)) {
            assertThat(client.atEnd()).isTrue();
            client.send("still here\n");
        }
    }

    @Test
    void isSilentUntilReleased() throws IOException {
        try (ScriptedServer server = ScriptedServer.playing(client -> {
                    client.hold();
                    client.send("at last\n");
                });
                HandlerSocketRaw client = connect(server)) {
            assertThatThrownBy(client::readLine).isInstanceOf(SocketTimeoutException.class);
            server.release();
            assertThat(client.readLine()).isEqualTo("at last");
        }
    }

    @Test
    void closingEndsSilenceAndListeningWithoutAComplaint() throws Exception {
        ScriptedServer holding = ScriptedServer.repeating(Conversation::hold);
        CountDownLatch accepted = new CountDownLatch(1);
        ScriptedServer listening = ScriptedServer.repeating(client -> {
            accepted.countDown();
            client.readLine();
        });
        try (HandlerSocketRaw one = connect(holding);
                HandlerSocketRaw two = connect(listening)) {
            one.send("x");
            // A connection that closes before it was accepted, or with bytes unread, is reset instead of ended.
            assertThat(accepted.await(10, TimeUnit.SECONDS)).isTrue();
            Stopwatch stopwatch = Stopwatch.start();
            holding.close();
            listening.close();
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(2));
            assertThat(two.atEnd()).isTrue();
        }
    }

    @Test
    void tellsWhatTheClientDidWrong() throws IOException {
        ScriptedServer server = ScriptedServer.playing(client -> client.expectLine("right"));
        try (HandlerSocketRaw client = connect(server)) {
            client.send("rigid\n");
            assertThatThrownBy(client::readLine).isInstanceOfAny(EOFException.class, SocketException.class);
        }
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("client 1: expected \"right\\x0a\" but after \"rig\" came \"i\"");
    }

    @Test
    void tellsWhatTheClientDidNotDo() throws IOException {
        ScriptedServer server = ScriptedServer.playing(client -> client.expectLine("more"), Conversation::hold);
        connect(server).close();
        assertThatThrownBy(server::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("client 1: expected \"more\\x0a\" but after \"\" came the end")
                .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("1 clients came, for 2 scripts"));
    }

    @Test
    void tellsThatOneClientTooManyCame() throws IOException {
        ScriptedServer server = ScriptedServer.playing(Conversation::expectEnd);
        try (HandlerSocketRaw expected = connect(server);
                HandlerSocketRaw tooMany = connect(server)) {
            assertThat(tooMany.atEnd()).isTrue();
            expected.halfClose();
            assertThat(expected.atEnd()).isTrue();
        }
        assertThatThrownBy(server::close).hasMessageContaining("no script");
    }

    @Test
    void listensOnIpv6() throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByAddress(ipv6Loopback()), 0);
        try (ScriptedServer server = ScriptedServer.repeatingAt(address, client -> client.send("six\n"));
                HandlerSocketRaw client = connect(server)) {
            assertThat(client.readLine()).isEqualTo("six");
        }
    }

    private static byte[] ipv6Loopback() {
        byte[] address = new byte[16];
        address[15] = 1;
        return address;
    }

    @Test
    void listensOnAUnixSocket(@TempDir Path folder) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ScriptedServer server = ScriptedServer.repeatingAt(address, client -> {
                    client.expectLine("hi");
                    client.send("!");
                });
                SocketChannel client = SocketChannel.open(server.address())) {
            client.write(ByteBuffer.wrap(new byte[] {'h', 'i', '\n'}));
            ByteBuffer answer = ByteBuffer.allocate(1);
            client.read(answer);
            assertThat(answer.array()).containsExactly('!');
        }
    }
}

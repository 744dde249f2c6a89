package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static io.hansock.net.Rig.call;
import static io.hansock.net.Rig.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.Outcome;
import io.hansock.testing.Footprint;
import io.hansock.testing.Stopwatch;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Names, addresses and the way to a connection. */
@Timeout(20)
class ConnectTest {
    @Test
    void overIpv6() throws Exception {
        InetAddress loopback = InetAddress.getAllByName("::1")[0];
        NetworkInterface there = NetworkInterface.getByInetAddress(loopback);
        assumeThat(there).as("IPv6 on this machine").isNotNull();
        try (LineServer server = LineServer.on(loopback);
                Rig rig = new Rig()) {
            assertThat(call(rig.channel(new Address.Tcp("::1", server.port())), "esix"))
                    .isEqualTo("six");
            assertThat(loopback).isInstanceOf(Inet6Address.class);
        }
    }

    @Test
    void overAUnixSocket(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("server.sock");
        try (LineServer server = LineServer.onUnix(path);
                Rig rig = new Rig()) {
            assertThat(call(rig.channel(server), "eunix")).isEqualTo("unix");
            assertThat(submit(rig.channel(server), "easync").future.get()).isEqualTo("async");
        }
    }

    @Test
    void aUnixSocketThatIsNotThere(@TempDir Path folder) {
        try (Rig rig = new Rig()) {
            Channel channel = rig.channel(new Address.Unix(folder.resolve("missing.sock")));
            ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
            assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        }
    }

    @Test
    void everyAddressOfANameIsTried() throws Exception {
        Footprint before = Footprint.now("rig");
        try (LineServer server = LineServer.on(InetAddress.getByName("127.0.0.3"));
                Rig rig = Rig.resolving("db", "127.0.0.1", "127.0.0.2", "127.0.0.3")) {
            for (int i = 0; i < 20; i++) {
                Channel sync = rig.channel(new Address.Tcp("db", server.port()));
                assertThat(call(sync, "ethird")).isEqualTo("third");
                sync.close(0);
            }
            Channel async = rig.channel(new Address.Tcp("db", server.port()));
            assertThat(submit(async, "ethird").future.get()).isEqualTo("third");
            Channel gathered = rig.channel(new Address.Tcp("db", server.port()));
            Gathering gathering = new Gathering(rig.io);
            LineExchange exchange = new LineExchange("ethird");
            gathering.add(gathered, exchange);
            gathering.run(2 * SECOND);
            assertThat(exchange.text()).isEqualTo("third");
        }
        before.awaitNoMore();
    }

    @Test
    void anAddressThatAnswersNothingLeavesTimeForTheNext() throws Exception {
        try (Mute mute = new Mute();
                LineServer server = LineServer.on(InetAddress.getByName("127.0.0.9"), mute.port());
                Rig rig = Rig.resolving("db", "127.0.0.8", "127.0.0.9")) {
            rig.connectTimeout = Duration.ofSeconds(3);
            Stopwatch stopwatch = Stopwatch.start();
            Channel channel = rig.channel(new Address.Tcp("db", server.port()));
            assertThat(call(channel, "esecond")).isEqualTo("second");
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(3));
            Channel async = rig.channel(new Address.Tcp("db", server.port()));
            assertThat(submit(async, "esecond").future.get()).isEqualTo("second");
        }
    }

    @Test
    void theConnectTimeoutHolds() throws Exception {
        try (Mute mute = new Mute();
                Rig rig = new Rig()) {
            rig.connectTimeout = Duration.ofMillis(200);
            Channel channel = rig.channel(new Address.Tcp("127.0.0.8", mute.port()));
            Stopwatch stopwatch = Stopwatch.start();
            ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
            assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
            assertThat(lost).hasMessageContaining("connect timed out");
            Channel async = rig.channel(new Address.Tcp("127.0.0.8", mute.port()));
            assertThatThrownBy(() -> submit(async, "e").future.get(2, TimeUnit.SECONDS))
                    .hasMessageContaining("connect timed out");
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(3));
        }
    }

    @Test
    void theCallersDeadlineHoldsWhileConnecting() throws Exception {
        try (Mute mute = new Mute();
                Rig rig = new Rig()) {
            rig.connectTimeout = Duration.ofSeconds(10);
            Channel channel = rig.channel(new Address.Tcp("127.0.0.8", mute.port()));
            Stopwatch stopwatch = Stopwatch.start();
            DeadlineException late =
                    catchThrowableOfType(DeadlineException.class, () -> call(channel, "e", 100 * MILLI));
            assertThat(late.outcome()).isEqualTo(Outcome.NOTHING_SENT);
            assertThatThrownBy(() -> submit(channel, "e", 100 * MILLI).future.get(2, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(DeadlineException.class);
            assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void nobodySpinsWhileConnecting() throws Exception {
        try (Mute mute = new Mute();
                Rig rig = new Rig()) {
            rig.connectTimeout = Duration.ofSeconds(10);
            Channel channel = rig.channel(new Address.Tcp("127.0.0.8", mute.port()));
            // one gives up and hands over to the next, so that the queue has been looked at
            try (CpuTime cpu = CpuTime.of(
                    () -> call(channel, "e", 100 * MILLI),
                    () -> call(channel, "e", 800 * MILLI),
                    () -> call(channel, "e", 800 * MILLI))) {
                submit(channel, "e");
                submit(channel, "e");
                cpu.assertIdleFor(Duration.ofMillis(600));
            }
        }
    }

    @Test
    void aResolverThatHangsHoldsUpNobodyBeyondTheDeadline() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        try (LineServer server = LineServer.onTcp();
                Rig rig = Rig.lookingUp(host -> {
                    if (host.equals("hangs")) {
                        asked.incrementAndGet();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            throw new UnknownHostException(host);
                        }
                    }
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                })) {
            rig.connectTimeout = Duration.ofMillis(1500);
            for (int i = 0; i < 8; i++) {
                Channel channel = rig.channel(new Address.Tcp("hangs", server.port()));
                assertThatThrownBy(() -> call(channel, "e", 50 * MILLI)).isInstanceOf(DeadlineException.class);
                Channel async = rig.channel(new Address.Tcp("hangs", server.port()));
                submit(async, "e");
            }
            assertThat(asked).hasValue(1);
            Channel failing = rig.channel(new Address.Tcp("hangs", server.port()));
            assertThatThrownBy(() -> call(failing, "e")).hasMessageContaining("name lookup timed out");
            assertThat(call(rig.channel(new Address.Tcp("healthy", server.port())), "efine"))
                    .isEqualTo("fine");
            assertThat(submit(rig.channel(new Address.Tcp("healthy", server.port())), "efine")
                            .future
                            .get())
                    .isEqualTo("fine");
        }
    }

    @Test
    void aNameThatIsNotThere() {
        try (Rig rig = Rig.lookingUp(host -> {
            throw new UnknownHostException(host);
        })) {
            Channel channel = rig.channel(new Address.Tcp("nowhere", 1));
            assertThatThrownBy(() -> call(channel, "e"))
                    .isInstanceOf(ChannelLostException.class)
                    .hasMessageContaining("name lookup failed");
        }
    }

    @Test
    void onlyWhatTheJdkNeedNotAskForIsALiteral() {
        assertThat(List.of("127.0.0.1", "0.0.0.0", "255.255.255.255", "::1", "fe80::1%1"))
                .allMatch(Resolver::isLiteral);
        assertThat(List.of("256.0.0.1", "1.2.3", "12", "...", "", "localhost", "1.2.3.4.5", "1.2.3.400"))
                .noneMatch(Resolver::isLiteral);
    }

    /** Listens, but its queue is full: a connection to it is neither made nor refused. */
    private static final class Mute implements AutoCloseable {
        private final ServerSocket listener;
        private final List<SocketChannel> filling = new ArrayList<>();

        Mute() throws IOException {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress("127.0.0.8", 0), 1);
            for (int i = 0; i < 8; i++) {
                SocketChannel one = SocketChannel.open();
                one.configureBlocking(false);
                one.connect(listener.getLocalSocketAddress());
                filling.add(one);
            }
        }

        int port() {
            return listener.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel one : filling) {
                one.close();
            }
            listener.close();
        }
    }
}

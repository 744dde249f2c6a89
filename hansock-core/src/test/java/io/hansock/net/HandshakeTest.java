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
import io.hansock.ConfigurationException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.Outcome;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.testing.Stopwatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What has to be said before a connection is of use to anyone, and how it can go wrong. */
@Timeout(20)
class HandshakeTest {
    private final LineServer server = LineServer.onTcp();
    private final Rig rig = new Rig();
    private final List<HelloHandshake> handshakes = new ArrayList<>();
    private Front front = Front.of(server, client -> {
        say(client, "hello\n");
        hear(client);
        say(client, "ok\n");
        return client;
    });

    @AfterEach
    void close() {
        rig.close();
        front.close();
        server.close();
    }

    private Channel channel(Front.Script script) {
        front.close();
        front = Front.of(server, script);
        return channel();
    }

    private Channel channel() {
        rig.session = HelloHandshake.session(() -> {
            HelloHandshake handshake = new HelloHandshake();
            handshakes.add(handshake);
            return handshake;
        });
        return rig.channel(front.address());
    }

    @Test
    void isDoneBeforeTheFirstExchangeAndOnce() {
        Channel channel = channel();
        assertThat(call(channel, "eone")).isEqualTo("one");
        assertThat(call(channel, "etwo")).isEqualTo("two");
        assertThat(handshakes).hasSize(1);
        assertThat(handshakes.get(0).heard).containsExactly("hello", "ok");
        assertThat(handshakes.get(0).wiped).isEqualTo(1);
        assertThat(front.admitted()).isEqualTo(1);
    }

    @Test
    void goesByTheIoThreadToo() throws Exception {
        Channel channel = channel();
        assertThat(submit(channel, "eone").future.get()).isEqualTo("one");
    }

    @Test
    void goesByAGatheringToo() throws Exception {
        Channel channel = channel();
        Gathering gathering = new Gathering(rig.io);
        LineExchange exchange = new LineExchange("eone");
        gathering.add(channel, exchange);
        gathering.run(5 * SECOND);
        assertThat(exchange.text()).isEqualTo("one");
    }

    @Test
    void hasAsManyRoundsAsItLikes() {
        Channel channel = channel(client -> {
            say(client, "hello\n");
            for (int i = 0; i < 50; i++) {
                assertThat(hear(client)).isEqualTo("login");
                say(client, "more\n");
            }
            hear(client);
            say(client, "ok\n");
            return client;
        });
        assertThat(call(channel, "eone")).isEqualTo("one");
    }

    @Test
    void mayTrickle() throws Exception {
        front.close();
        front = Front.trickling(server, client -> {
            say(client, "hello\n");
            hear(client);
            say(client, "ok\n");
            return client;
        });
        assertThat(call(channel(), "eone")).isEqualTo("one");
        assertThat(submit(channel(), "etwo").future.get()).isEqualTo("two");
    }

    @Test
    void nothingOfAnExchangeLeavesBeforeItIsDone() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger early = new AtomicInteger();
        Channel channel = channel(client -> {
            say(client, "hello\n");
            hear(client);
            goOn.await();
            early.set(client.getInputStream().available());
            say(client, "ok\n");
            return client;
        });
        CompletableFuture<String> sync = Rig.inThread(() -> call(channel, "eone"));
        LineExchange async = submit(channel, "etwo");
        CompletableFuture<String> late = Rig.inThread(() -> call(channel, "ethree"));
        await().until(() -> channel.pending() == 3);
        Thread.sleep(50);
        goOn.countDown();
        assertThat(sync.get()).isEqualTo("one");
        assertThat(async.future.get()).isEqualTo("two");
        assertThat(late.get()).isEqualTo("three");
        assertThat(early).hasValue(0);
    }

    @Test
    void aCallerThatGivesUpLeavesItToOthers() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Channel channel = channel(client -> {
            say(client, "hello\n");
            hear(client);
            goOn.await();
            say(client, "ok\n");
            return client;
        });
        DeadlineException late = catchThrowableOfType(DeadlineException.class, () -> call(channel, "e", 100 * MILLI));
        assertThat(late.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        goOn.countDown();
        assertThat(call(channel, "eone")).isEqualTo("one");
        assertThat(front.admitted()).isEqualTo(1);
        assertThat(server.lines()).isEqualTo(1);
    }

    @Test
    void aRefusalKeepsItsKindForEveryoneAndIsFreshForEach() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Channel channel = channel(client -> {
            say(client, "hello\n");
            hear(client);
            goOn.await();
            say(client, "no\n");
            return null;
        });
        List<CompletableFuture<Throwable>> callers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            callers.add(Rig.inThread(() -> catchThrowableOfType(ServerException.class, () -> call(channel, "e"))));
        }
        LineExchange async = submit(channel, "e");
        await().until(() -> channel.pending() == 4);
        goOn.countDown();
        List<Throwable> all = new ArrayList<>();
        for (CompletableFuture<Throwable> caller : callers) {
            all.add(caller.get());
        }
        all.add(catchThrowableOfType(ExecutionException.class, async.future::get)
                .getCause());
        assertThat(all).doesNotHaveDuplicates().allSatisfy(e -> {
            assertThat(e).isInstanceOf(ServerException.class);
            assertThat(((ServerException) e).kind()).isEqualTo(ServerException.Kind.NOT_AUTHORISED);
        });
        assertThat(channel.isClosed()).isTrue();
        assertThat(server.lines()).isZero();
        assertThat(handshakes.get(0).wiped).isEqualTo(1);
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void whatTheSettingsForbidIsAConfigurationError() {
        Channel channel = channel(client -> {
            say(client, "hello\n");
            hear(client);
            say(client, "never\n");
            return null;
        });
        assertThatThrownBy(() -> call(channel, "e"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("test: the settings forbid this");
    }

    @Test
    void nonsenseIsAProtocolError() {
        Channel channel = channel(client -> {
            say(client, "SSH-2.0\n");
            return null;
        });
        assertThatThrownBy(() -> call(channel, "e")).isInstanceOf(ProtocolException.class);
    }

    @Test
    void anErrorInItEndsTheChannel() {
        rig.session = HelloHandshake.session(() -> new HelloHandshake("login", () -> null, UnaryOperator.identity()));
        Channel channel = rig.channel(front.address());
        ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
        assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        await().until(() -> channel.pending() == 0 && !channel.isDriven());
    }

    @Test
    void aHangUpHalfWaySendsNothing() {
        Channel channel = channel(client -> {
            say(client, "hello\n");
            hear(client);
            throw new IOException("test");
        });
        ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
        assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        assertThat(lost).hasMessageContaining("cannot connect to");
    }

    @Test
    void theConnectTimeoutCoversIt() {
        rig.connectTimeout = Duration.ofMillis(300);
        Channel channel = channel(client -> {
            say(client, "hello\n");
            return null;
        });
        Stopwatch stopwatch = Stopwatch.start();
        ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
        assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        assertThat(lost).hasMessageContaining("the handshake timed out");
        Channel other = channel();
        front.close();
        assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(3));
        assertThat(other.pending()).isZero();
    }

    @Test
    void theConnectTimeoutCoversItWhenNobodyWaits() {
        rig.connectTimeout = Duration.ofMillis(300);
        Channel channel = channel(client -> null);
        assertThatThrownBy(() -> submit(channel, "e").future.get(3, TimeUnit.SECONDS))
                .hasMessageContaining("the handshake timed out");
    }

    @Test
    void nobodySpinsMeanwhile() throws Exception {
        rig.connectTimeout = Duration.ofSeconds(10);
        Channel channel = channel(client -> null);
        try (CpuTime cpu = CpuTime.of(() -> call(channel, "e", 100 * MILLI), () -> call(channel, "e", 800 * MILLI))) {
            submit(channel, "e");
            cpu.assertIdleFor(Duration.ofMillis(500));
        }
    }

    @Test
    void aMessageWithoutAnEndIsRefused() {
        Channel channel = channel(client -> {
            say(client, "x".repeat(Handshake.MOST_UNREAD + 20_000));
            return null;
        });
        assertThatThrownBy(() -> call(channel, "e"))
                .isInstanceOf(ProtocolException.class)
                .hasRootCauseMessage("test: a message of the handshake without an end");
    }

    @Test
    void bytesBehindItsEndAreRefused() {
        Channel channel = channel(client -> {
            say(client, "hello\n");
            hear(client);
            say(client, "ok\nand a surprise\n");
            return client;
        });
        assertThatThrownBy(() -> call(channel, "e")).isInstanceOf(ProtocolException.class);
        assertThat(server.lines()).isZero();
    }

    @Test
    void allThatFollowsGoesThroughWhatItWraps() throws Exception {
        front.close();
        front = Front.of(server, client -> {
            say(client, "hello\n");
            hear(client);
            say(client, "ok\n");
            return client;
        });
        rig.session = HelloHandshake.session(() -> new HelloHandshake("login", null, Reluctant::new));
        Channel channel = rig.channel(front.address());
        assertThat(call(channel, "eone")).isEqualTo("one");
        String large = "x".repeat(100_000);
        assertThat(call(channel, "e" + large)).isEqualTo(large);
        LineExchange[] futures = new LineExchange[50];
        for (int i = 0; i < futures.length; i++) {
            futures[i] = submit(channel, "e" + large.substring(i));
        }
        for (int i = 0; i < futures.length; i++) {
            assertThat(futures[i].future.get()).hasSize(large.length() - i);
        }
        Gathering gathering = new Gathering(rig.io);
        LineExchange exchange = new LineExchange("b300000");
        gathering.add(channel, exchange);
        gathering.run(5 * SECOND);
        assertThat(exchange.text()).hasSize(300_000);
    }

    @Test
    void anExceptionOfItsOwnIsNotLost() {
        HansockException cause = new ConfigurationException("test", "no");
        assertThat(new Failure("test", "message", cause).toException(Outcome.NOTHING_SENT))
                .isInstanceOf(ConfigurationException.class)
                .isNotSameAs(cause)
                .hasMessage("test: no")
                .hasCause(cause);
    }

    /** Takes all bytes at once and passes on a few at a time; holds back most of what it has read. */
    private static final class Reluctant implements Transport {
        private final Transport below;
        private final ByteBuffer in = ByteBuffer.allocate(64 << 10).limit(0);
        private final ByteBuffer out = ByteBuffer.allocate(64 << 10).limit(0);

        Reluctant(Transport below) {
            this.below = below;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            if (!in.hasRemaining()) {
                in.clear();
                int read = below.read(in);
                in.flip();
                if (read <= 0) {
                    return read;
                }
            }
            int length = Math.min(in.remaining(), 10_000);
            target.put(in.slice(in.position(), length));
            in.position(in.position() + length);
            return length;
        }

        @Override
        public boolean holdsUnread() {
            return in.hasRemaining();
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            out.compact();
            int length = Math.min(source.remaining(), out.remaining());
            out.put(source.slice(source.position(), length));
            source.position(source.position() + length);
            out.flip();
            flush();
            return length;
        }

        @Override
        public boolean holdsUnsent() {
            return out.hasRemaining();
        }

        @Override
        public void flush() throws IOException {
            ByteBuffer few = out.slice(out.position(), Math.min(out.remaining(), 5_000));
            below.write(few);
            out.position(out.position() + few.position());
        }
    }
}

package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static io.hansock.net.Rig.call;
import static io.hansock.net.Rig.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.testing.Footprint;
import io.hansock.testing.InTime;
import io.hansock.testing.Stopwatch;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Idle, stuck, blocked and busy lines: who watches them, who pays, and that nobody spins or drives for ever. */
@Timeout(30)
class LineLifeTest {
    private final LineServer server = LineServer.onTcp();
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
        server.close();
    }

    @Test
    void anIdleChannelThatTheServerClosesIsClosedWithinAboutASecond() {
        Footprint before = Footprint.now("rig");
        Channel channel = rig.channel(server);
        call(channel, "e");
        server.closeAll();
        InTime.within(Duration.ofSeconds(2)).until(channel::isClosed);
        rig.close();
        before.awaitNoMore();
    }

    @Test
    void bytesOnAnIdleChannelCloseItWithinAboutASecond() {
        Channel channel = rig.channel(server);
        call(channel, "e");
        server.sendToAll("x");
        InTime.within(Duration.ofSeconds(2)).until(channel::isClosed);
    }

    @Test
    void aChannelThatIsIdleForLongClosesItself() {
        rig.idleTimeout = Duration.ofSeconds(1);
        Channel channel = rig.channel(server);
        call(channel, "e");
        InTime.within(Duration.ofSeconds(4)).until(() -> server.connected() == 0);
        assertThat(channel.isClosed()).isTrue();
    }

    @Test
    void aChannelInUseIsNotIdle() throws Exception {
        rig.idleTimeout = Duration.ofSeconds(1);
        Channel channel = rig.channel(server);
        for (int i = 0; i < 10; i++) {
            assertThat(call(channel, "e" + i)).isEqualTo(Integer.toString(i));
            Thread.sleep(250);
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aServerThatOwesAReplyForTooLongIsLeft() {
        rig.discardTimeout = Duration.ofMillis(500);
        Channel channel = rig.channel(server);
        assertThatThrownBy(() -> call(channel, "s", 50 * MILLI)).isInstanceOf(DeadlineException.class);
        InTime.within(Duration.ofSeconds(3)).until(channel::isClosed);
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void aServerThatOwesAReplyForTooLongIsLeftThoughCallersKeepComing() throws Exception {
        rig.discardTimeout = Duration.ofMillis(500);
        Channel channel = rig.channel(server);
        assertThatThrownBy(() -> call(channel, "dnever", 50 * MILLI)).isInstanceOf(DeadlineException.class);
        long start = System.nanoTime();
        CompletableFuture<?>[] callers = new CompletableFuture<?>[4];
        AtomicInteger lost = new AtomicInteger();
        for (int i = 0; i < callers.length; i++) {
            callers[i] = Rig.runInThread(() -> {
                while (System.nanoTime() - start < 4 * SECOND) {
                    try {
                        call(channel, "e", 5 * SECOND);
                    } catch (ChannelLostException e) {
                        lost.incrementAndGet();
                        return;
                    }
                }
            });
        }
        CompletableFuture.allOf(callers).get(4, TimeUnit.SECONDS);
        assertThat(lost).hasValue(callers.length);
    }

    @Test
    void inDoubtAServerIsLeftAsSoonAsACallHasWaitedInVain() {
        rig.discardTimeout = Duration.ofSeconds(2);
        Channel channel = rig.channel(server);
        LineExchange owed = submit(channel, "s", 2 * SECOND);
        await().until(() -> channel.inFlight() == 1);
        channel.doubt();
        assertThatThrownBy(owed.future::join).hasCauseInstanceOf(DeadlineException.class);
        InTime.within(Duration.ofSeconds(1)).until(channel::isClosed);
    }

    @Test
    void inDoubtAChannelThatHasBeenSilentAndOwesNothingIsClosed() throws Exception {
        rig.discardTimeout = Duration.ofMillis(300);
        Channel channel = rig.channel(server);
        call(channel, "e");
        channel.doubt();
        assertThat(channel.isClosed()).as("it has just answered").isFalse();
        Thread.sleep(400);
        channel.doubt();
        assertThat(channel.isClosed()).isTrue();
        await().until(() -> server.connected() == 0);
    }

    @Test
    void anAnswerEndsTheDoubt() throws Exception {
        rig.discardTimeout = Duration.ofSeconds(2);
        Channel channel = rig.channel(server);
        LineExchange answered = submit(channel, "dslow", 5 * SECOND);
        await().until(() -> channel.inFlight() == 1);
        channel.doubt();
        server.listenAgain();
        assertThat(answered.future.join()).isEqualTo("slow");
        assertThatThrownBy(() -> call(channel, "w600 late", 50 * MILLI)).isInstanceOf(DeadlineException.class);
        assertThat(call(channel, "elast")).isEqualTo("last");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aSlowAnswerThatSomebodyWaitsForIsNotAReplyOwed() {
        rig.discardTimeout = Duration.ofMillis(300);
        Channel channel = rig.channel(server);
        assertThat(call(channel, "w1500 slow")).isEqualTo("slow");
    }

    @Test
    void bothSidesBuffersFullIsNoDeadlock() throws Exception {
        Rig.fillBuffersOfBothSides(rig.channel(server), 100_000, 8000);
    }

    @Test
    void nobodySpinsWhileTheServerDoesNotRead() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        String large = "e" + "x".repeat(8_000_000);
        try (CpuTime cpu = CpuTime.of(() -> call(channel, "dstop", 8 * SECOND))) {
            await().until(() -> server.lines() == 2);
            cpu.start(() -> call(channel, large, 800 * MILLI), () -> call(channel, large, 8 * SECOND));
            LineExchange future = submit(channel, large, 8 * SECOND);
            submit(channel, large, 8 * SECOND);
            cpu.assertIdleFor(Duration.ofMillis(1200));
            server.listenAgain();
            assertThat(future.future.get(8, TimeUnit.SECONDS)).hasSize(8_000_000);
        }
    }

    @Test
    void theIoThreadDoesNotSpinWhileTheServerDoesNotRead() throws Exception {
        rig.drainAfterBytes = 1000;
        Channel channel = rig.channel(server);
        call(channel, "e");
        submit(channel, "dstop", 8 * SECOND);
        await().until(() -> server.lines() == 2);
        List<LineExchange> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(submit(channel, "e" + "x".repeat(50_000), 8 * SECOND));
        }
        try (CpuTime cpu = CpuTime.of()) {
            cpu.assertIdleFor(Duration.ofMillis(500));
        }
        server.listenAgain();
        for (LineExchange one : all) {
            one.future.get(8, TimeUnit.SECONDS);
        }
    }

    @Test
    void nobodySpinsOnAnIdleChannel() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        submit(channel, "e").future.get();
        try (CpuTime cpu = CpuTime.of()) {
            cpu.assertIdleFor(Duration.ofMillis(1200));
        }
    }

    @Test
    void theDriverOfAConnectionMadeForAFutureCostsNothingWhileItWaits() throws Exception {
        Channel channel = rig.channel(server);
        submit(channel, "dslow", 8 * SECOND);
        try (CpuTime cpu = CpuTime.of(() -> call(channel, "e", 8 * SECOND))) {
            await().until(() -> server.lines() >= 1);
            cpu.assertIdleFor(Duration.ofMillis(400));
            server.listenAgain();
        }
    }

    @Test
    void aDriverWhoseAnswerIsInLeavesThoughOthersKeepComing() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        AtomicInteger running = new AtomicInteger(1);
        Thread flood = new Thread(() -> {
            while (running.get() == 1) {
                submit(channel, "eflood");
            }
        });
        flood.start();
        Duration worst = Duration.ZERO;
        for (int i = 0; i < 200; i++) {
            Stopwatch stopwatch = Stopwatch.start();
            assertThat(call(channel, "e" + i, 5 * SECOND)).isEqualTo(Integer.toString(i));
            Duration taken = stopwatch.awake();
            worst = taken.compareTo(worst) > 0 ? taken : worst;
        }
        running.set(0);
        flood.join();
        // the queue in front of a caller is bounded, and so is what it does for others
        assertThat(worst).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    @DisplayName(
            "H27: after drain-after-bytes nothing is sent before all replies are in, so the server's buffer can shrink")
    void h27_thePipeDrains() throws Exception {
        rig.drainAfterBytes = 1000;
        Channel channel = rig.channel(server);
        call(channel, "e");
        LineExchange first = submit(channel, "d" + "x".repeat(2000));
        await().until(() -> server.lines() == 2);
        LineExchange second = submit(channel, "esecond");
        CompletableFuture<String> third = Rig.inThread(() -> call(channel, "ethird"));
        Thread.sleep(100);
        assertThat(server.unread()).isEmpty();
        server.listenAgain();
        assertThat(first.future.get()).hasSize(2000);
        assertThat(second.future.get()).isEqualTo("second");
        assertThat(third.get()).isEqualTo("third");
    }

    @Test
    void aDriverThatWaitsLongDoesNotKeepTheFuturesOfOthers() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        LineExchange future = submit(channel, "w300 early", 8 * SECOND);
        // so that the server does not read both lines at once, and keep the first answer until it has the second
        await().until(() -> server.lines() == 2);
        CompletableFuture<String> driver = Rig.inThread(() -> call(channel, "dlate", 8 * SECOND));
        assertThat(future.future.get(7, TimeUnit.SECONDS)).isEqualTo("early");
        server.listenAgain();
        assertThat(driver.get(8, TimeUnit.SECONDS)).isEqualTo("late");
    }

    @Test
    void memoryBeyondTheHeapIsForConnectionsOnly() {
        long before = directBytesInUse();
        List<Channel> channels = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            channels.add(rig.channel(server));
        }
        assertThat(directBytes() - before).isLessThan(1_000_000);
        channels.forEach(channel -> call(channel, "e"));
        assertThat(directBytes() - before).isBetween(5_000_000L, 25_000_000L);
        channels.forEach(channel -> channel.close(0));
        await().untilAsserted(() -> {
            System.gc();
            assertThat(directBytes() - before).isLessThan(1_000_000);
        });
    }

    /** Of connections of earlier tests the collector may have left something. */
    private static long directBytesInUse() {
        AtomicLong last = new AtomicLong(Long.MAX_VALUE);
        await().until(() -> {
            System.gc();
            long now = directBytes();
            return last.getAndSet(now) <= now;
        });
        return last.get();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}

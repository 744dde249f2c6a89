package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static io.hansock.net.Rig.call;
import static io.hansock.net.Rig.submit;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockInterruptedException;
import io.hansock.OverloadedException;
import io.hansock.testing.Footprint;
import io.hansock.testing.Stopwatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A caller with several channels at once. */
@Timeout(20)
class GatheringTest {
    private final LineServer east = LineServer.onTcp();
    private final LineServer west = LineServer.onTcp();
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
        east.close();
        west.close();
    }

    private static LineExchange add(Gathering gathering, Channel channel, String... lines) {
        LineExchange exchange = new LineExchange(lines);
        gathering.add(channel, exchange);
        return exchange;
    }

    private static void run(Gathering gathering, long timeoutNanos) {
        try {
            gathering.run(timeoutNanos);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void allServersAreAskedAtOnce() {
        Channel one = rig.channel(east);
        Channel two = rig.channel(west);
        Gathering gathering = new Gathering(rig.io);
        LineExchange first = add(gathering, one, "w200 a");
        LineExchange second = add(gathering, two, "w200 b");
        LineExchange third = add(gathering, one, "ec");
        long start = System.nanoTime();
        run(gathering, 5 * SECOND);
        assertThat(List.of(first.text(), second.text(), third.text())).containsExactly("a", "b", "c");
        assertThat(System.nanoTime() - start).isGreaterThan(190 * MILLI);
        await().until(() -> one.pending() + two.pending() == 0);
        await().until(() -> !one.isDriven() && !two.isDriven());
        assertThat(call(one, "emine")).isEqualTo("mine");
    }

    @Test
    void oneDeadlineForAllAndWhatIsThereStays() {
        Channel one = rig.channel(east);
        Channel two = rig.channel(west);
        call(one, "e");
        call(two, "e");
        Gathering gathering = new Gathering(rig.io);
        LineExchange done = add(gathering, one, "ea");
        LineExchange partly = add(gathering, two, "eb", "s");
        Stopwatch stopwatch = Stopwatch.start();
        run(gathering, SECOND);
        assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(2));
        assertThat(done.problem("x")).isNull();
        assertThat(partly.problem("x")).isInstanceOf(DeadlineException.class);
        assertThat(partly.raw()).isEqualTo("b\n");
        assertThat(one.isClosed() || two.isClosed()).isFalse();
    }

    @Test
    void aServerThatFailsFailsItsOwn() throws Exception {
        Channel one = rig.channel(east);
        Channel two = rig.channel(west);
        Gathering gathering = new Gathering(rig.io);
        LineExchange lost = add(gathering, one, "r");
        LineExchange kept = add(gathering, two, "w100 b");
        run(gathering, 5 * SECOND);
        assertThat(lost.problem("x")).isInstanceOf(ChannelLostException.class);
        assertThat(kept.text()).isEqualTo("b");
    }

    @Test
    void anInterruptEndsTheGatheringAndNoChannel() throws Exception {
        Channel one = rig.channel(east);
        Gathering gathering = new Gathering(rig.io);
        LineExchange slow = add(gathering, one, "dslow");
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            run(gathering, 10 * SECOND);
            flag.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        await().until(() -> east.lines() == 1);
        CompletableFuture<String> waiter = Rig.inThread(() -> call(one, "emine", 10 * SECOND));
        caller.interrupt();
        assertThat(flag.get(5, TimeUnit.SECONDS)).isTrue();
        assertThat(slow.problem("x")).isInstanceOf(HansockInterruptedException.class);
        east.listenAgain();
        assertThat(waiter.get(5, TimeUnit.SECONDS)).isEqualTo("mine");
        assertThat(east.accepted()).isEqualTo(1);
    }

    @Test
    void moreThanTheBoundFromOneGatheringIsSentBitByBit() {
        rig.maxPending = 3;
        Channel one = rig.channel(east);
        Gathering gathering = new Gathering(rig.io);
        List<LineExchange> all = IntStream.range(0, 50)
                .mapToObj(i -> add(gathering, one, "e" + i))
                .toList();
        run(gathering, 5 * SECOND);
        assertThat(all.stream().map(LineExchange::text).collect(joining(",")))
                .isEqualTo(IntStream.range(0, 50).mapToObj(Integer::toString).collect(joining(",")));
        await().until(() -> one.pending() == 0);
    }

    @Test
    void atTheBoundAGatheringWaitsForOthersToo() throws Exception {
        rig.maxPending = 1;
        Channel one = rig.channel(east);
        CompletableFuture<String> driver = Rig.inThread(() -> call(one, "w200 slow"));
        await().until(() -> east.lines() == 1);
        Gathering gathering = new Gathering(rig.io);
        LineExchange mine = add(gathering, one, "emine");
        run(gathering, 5 * SECOND);
        assertThat(mine.text()).isEqualTo("mine");
        assertThat(driver.get()).isEqualTo("slow");
    }

    @Test
    void atTheBoundAGatheringFailsAtOnceIfToldTo() {
        rig.maxPending = 2;
        rig.atBound = ChannelSettings.AtBound.FAIL;
        Channel one = rig.channel(east);
        Gathering gathering = new Gathering(rig.io);
        List<LineExchange> all =
                List.of(add(gathering, one, "ea"), add(gathering, one, "eb"), add(gathering, one, "ec"));
        run(gathering, 5 * SECOND);
        assertThat(all.get(1).text()).isEqualTo("b");
        assertThat(all.get(2).problem("x")).isInstanceOf(OverloadedException.class);
    }

    @Test
    void itTakesTheWheelWhenTheDriverLeavesAndGivesItOnWhenDone() throws Exception {
        Channel one = rig.channel(east);
        Channel two = rig.channel(west);
        CompletableFuture<String> driver = Rig.inThread(() -> call(one, "dfirst", 10 * SECOND));
        await().until(() -> east.lines() == 1);
        Gathering gathering = new Gathering(rig.io);
        LineExchange a = add(gathering, one, "w100 a");
        LineExchange b = add(gathering, two, "eb");
        CompletableFuture<Void> gathered = Rig.runInThread(() -> run(gathering, 10 * SECOND));
        await().until(() -> one.pending() == 2);
        CompletableFuture<String> last = Rig.inThread(() -> call(one, "w100 last", 10 * SECOND));
        await().until(() -> one.pending() == 3);
        east.listenAgain();
        assertThat(driver.get(5, TimeUnit.SECONDS)).isEqualTo("first");
        gathered.get(5, TimeUnit.SECONDS);
        assertThat(a.text() + b.text()).isEqualTo("ab");
        assertThat(last.get(5, TimeUnit.SECONDS)).isEqualTo("last");
    }

    @Test
    void moreGatheringsThanSelectorsAllEnd() throws Exception {
        int many = SelectorPool.MOST + 40;
        Channel one = rig.channel(east);
        Channel two = rig.channel(west);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int number = i;
            answers.add(threads.submit(() -> {
                Gathering gathering = new Gathering(rig.io);
                LineExchange a = add(gathering, one, "w5 a" + number);
                LineExchange b = add(gathering, two, "w5 b" + number);
                run(gathering, 10 * SECOND);
                return a.text() + b.text();
            }));
        }
        for (int i = 0; i < many; i++) {
            assertThat(answers.get(i).get()).isEqualTo("a" + i + "b" + i);
        }
        threads.shutdown();
        await().until(() -> one.pending() + two.pending() == 0);
    }

    @Test
    void nobodySpinsWhileAllWait() throws Exception {
        Channel one = rig.channel(east);
        Channel two = rig.channel(west);
        submit(one, "e").future.get();
        try (CpuTime cpu = CpuTime.of(
                () -> {
                    Gathering gathering = new Gathering(rig.io);
                    add(gathering, one, "s");
                    add(gathering, two, "s");
                    run(gathering, SECOND);
                },
                () -> call(one, "s", SECOND),
                () -> call(two, "s", SECOND))) {
            submit(one, "s", SECOND);
            cpu.assertIdleFor(Duration.ofMillis(600));
        }
    }

    @Test
    void noSocketOutlivesItsChannel() {
        Footprint before = Footprint.now("rig");
        for (int i = 0; i < 10; i++) {
            Channel one = rig.channel(east);
            Channel two = rig.channel(west);
            Gathering gathering = new Gathering(rig.io);
            add(gathering, one, "ea");
            add(gathering, two, i % 2 == 0 ? "r" : "cb");
            run(gathering, 5 * SECOND);
            one.close(0);
            two.close(0);
        }
        rig.close();
        await().until(() -> east.connected() + west.connected() == 0);
        before.awaitNoMore();
    }

    @Test
    void whatHasArrivedStaysReadableThoughTheGatheringDidNotDrive() throws Exception {
        Channel channel = rig.channel(east);
        call(channel, "e");
        List<Selector> all = new ArrayList<>();
        for (Selector one = rig.io.selectors().take();
                one != null;
                one = rig.io.selectors().take()) {
            all.add(one);
        }
        Gathering gathering = new Gathering(rig.io);
        LineExchange exchange = add(gathering, channel, "eone", "etwo", "s");
        run(gathering, SECOND);
        assertThat(exchange.problem("test")).isInstanceOf(DeadlineException.class);
        assertThat(exchange.raw()).isEqualTo("one\ntwo\n");
        all.forEach(rig.io.selectors()::give);
    }
}

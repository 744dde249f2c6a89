package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static io.hansock.net.Rig.call;
import static io.hansock.net.Rig.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.DeadlineException;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that nobody waits for, and what their callbacks may do. */
@Timeout(20)
class AsyncTest {
    private final LineServer server = LineServer.onTcp();
    private Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
        server.close();
    }

    private void useCallersThreadForCallbacks() {
        rig.close();
        rig = new Rig(Runnable::run);
    }

    @Test
    void manyAreAnsweredInOrder() throws Exception {
        Channel channel = rig.channel(server);
        List<LineExchange> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            all.add(submit(channel, "e" + i));
        }
        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).future.get()).isEqualTo(Integer.toString(i));
        }
        await().until(() -> channel.pending() == 0);
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aLargeRequestIsSentAsFastAsTheServerReads() throws Exception {
        Channel channel = rig.channel(server);
        submit(channel, "e").future.get();
        Stopwatch stopwatch = Stopwatch.start();
        String large = "x".repeat(20_000_000);
        assertThat(submit(channel, "s" + large + "\ne" + "done", 15 * SECOND)).isNotNull();
        await().until(() -> server.lines() == 3);
        assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void theDeadlineHolds() {
        Channel channel = rig.channel(server);
        Stopwatch stopwatch = Stopwatch.start();
        LineExchange silent = submit(channel, "s", 100 * MILLI);
        assertThatThrownBy(() -> silent.future.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(DeadlineException.class);
        assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(1));
        assertThat(silent.deliveries).hasValue(1);
    }

    @Test
    void theDeadlineHoldsWhileSomebodyElseDrives() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        Thread driver = new Thread(() -> call(channel, "dslow", 15 * SECOND));
        driver.start();
        await().until(() -> server.lines() == 2);
        Stopwatch stopwatch = Stopwatch.start();
        LineExchange queued = submit(channel, "e", 100 * MILLI);
        assertThatThrownBy(() -> queued.future.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(DeadlineException.class);
        assertThat(stopwatch.awake()).isLessThan(Duration.ofSeconds(1));
        server.listenAgain();
        driver.join();
    }

    @Test
    void aCancelledOneIsNotSentAndNotDelivered() throws Exception {
        rig.drainAfterBytes = 1;
        Channel channel = rig.channel(server);
        LineExchange slow = submit(channel, "dslow");
        await().until(() -> server.lines() == 1);
        LineExchange cancelled = submit(channel, "ecancelled");
        assertThat(cancelled.cancel()).isTrue();
        assertThat(cancelled.cancel()).isFalse();
        server.listenAgain();
        assertThat(slow.future.get()).isEqualTo("slow");
        assertThat(submit(channel, "elast").future.get()).isEqualTo("last");
        assertThat(server.lines()).isEqualTo(2);
        assertThat(cancelled.deliveries).hasValue(0);
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void aCallbackThatThrowsCostsItselfAlone() throws Exception {
        useCallersThreadForCallbacks();
        Channel channel = rig.channel(server);
        call(channel, "e");
        List<LineExchange> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            boolean bad = i % 2 == 0;
            boolean worse = i % 4 == 0;
            LineExchange exchange = new LineExchange("e" + i) {
                @Override
                protected void deliver() {
                    super.deliver();
                    if (worse) {
                        throw new AssertionError("of a test");
                    } else if (bad) {
                        throw new IllegalStateException("of a test");
                    }
                }
            };
            all.add(exchange);
            channel.submit(exchange, SECOND);
        }
        assertThat(call(channel, "emine")).isEqualTo("mine");
        for (LineExchange exchange : all) {
            exchange.future.get(2, TimeUnit.SECONDS);
        }
        assertThat(submit(channel, "elater").future.get(2, TimeUnit.SECONDS)).isEqualTo("later");
    }

    @Test
    void aCallbackIsRunOnceThoughItsExecutorThrows() throws Exception {
        rig.close();
        rig = new Rig(task -> {
            task.run();
            throw new RejectedExecutionException("of a test");
        });
        Channel channel = rig.channel(server);
        LineExchange one = submit(channel, "eone");
        assertThat(one.future.get(2, TimeUnit.SECONDS)).isEqualTo("one");
        assertThat(submit(channel, "etwo").future.get(2, TimeUnit.SECONDS)).isEqualTo("two");
        assertThat(one.deliveries).hasValue(1);
    }

    @Test
    void anExecutorThatTakesNoMoreLosesNothing() throws Exception {
        rig.close();
        rig = new Rig(task -> {
            throw new RejectedExecutionException("of a test");
        });
        assertThat(submit(rig.channel(server), "eone").future.get(2, TimeUnit.SECONDS))
                .isEqualTo("one");
    }

    @Test
    void aCallbackMayCallTheChannel() throws Exception {
        useCallersThreadForCallbacks();
        Channel channel = rig.channel(server);
        CompletableFuture<String> inner = new CompletableFuture<>();
        LineExchange outer = new LineExchange("eouter") {
            @Override
            protected void deliver() {
                inner.complete(call(channel, "einner"));
                super.deliver();
            }
        };
        channel.submit(outer, SECOND);
        assertThat(outer.future.get(2, TimeUnit.SECONDS)).isEqualTo("outer");
        assertThat(inner.get()).isEqualTo("inner");
    }

    @Test
    void aCallbackMaySubmitTheNextForAsLongAsItLikes() throws Exception {
        useCallersThreadForCallbacks();
        Channel channel = rig.channel(server);
        List<String> seen = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> end = new CompletableFuture<>();
        class Next extends LineExchange {
            private final int number;

            Next(int number) {
                super("e" + number);
                this.number = number;
            }

            @Override
            protected void deliver() {
                seen.add(text());
                if (number == 2000) {
                    end.complete(null);
                } else {
                    channel.submit(new Next(number + 1), 5 * SECOND);
                }
            }
        }
        channel.submit(new Next(1), 5 * SECOND);
        end.get(10, TimeUnit.SECONDS);
        assertThat(seen).hasSize(2000).endsWith("2000");
    }

    @Test
    void aSlowCallbackOfASyncDriverDoesNotHoldUpTheOthers() throws Exception {
        useCallersThreadForCallbacks();
        Channel channel = rig.channel(server);
        call(channel, "e");
        CompletableFuture<String> second = new CompletableFuture<>();
        LineExchange slow = new LineExchange("dslow") {
            @Override
            protected void deliver() {
                if (!Thread.currentThread().getName().endsWith("-io")) {
                    second.join();
                }
            }
        };
        channel.submit(slow, 10 * SECOND);
        await().until(() -> server.lines() == 2);
        LineExchange after = new LineExchange("w100 after") {
            @Override
            protected void deliver() {
                second.complete("done");
            }
        };
        CompletableFuture<String> driver = Rig.inThread(() -> call(channel, "emine", 10 * SECOND));
        channel.submit(after, 10 * SECOND);
        server.listenAgain();
        assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("done");
        assertThat(driver.get(5, TimeUnit.SECONDS)).isEqualTo("mine");
    }

    @Test
    void theIoThreadsEndIsTheEndOfWhatItLooksAfter() {
        Channel channel = rig.channel(server);
        LineExchange pending = submit(channel, "s", 15 * SECOND);
        await().until(() -> server.lines() == 1);
        rig.io.close();
        assertThatThrownBy(() -> pending.future.get(2, TimeUnit.SECONDS)).hasMessageContaining("closed");
        assertThatThrownBy(() -> submit(channel, "e").future.get(2, TimeUnit.SECONDS))
                .hasMessageContaining("closed");
        await().until(() -> server.connected() == 0);
    }
}

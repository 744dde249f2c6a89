package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static io.hansock.net.Rig.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.DeadlineException;
import io.hansock.HansockInterruptedException;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Virtual threads that wait while another drives: they do so without a clock, and yet their deadlines hold. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualWaitersTest {
    private final Rig rig = new Rig();
    private final LineServer server = LineServer.onTcp();
    private Channel channel;
    private Thread driver;

    @BeforeEach
    void aDriverWaitsForAnAnswerThatDoesNotCome() throws Exception {
        channel = rig.channel(server);
        driver = new Thread(() -> call(channel, "dslow", 20 * SECOND));
        driver.start();
        await().until(() -> server.lines() == 1);
    }

    @AfterEach
    void close() throws Exception {
        server.listenAgain();
        driver.join();
        rig.close();
        server.close();
    }

    @Test
    void theDeadlineHolds() throws Exception {
        Stopwatch stopwatch = Stopwatch.start();
        assertThat(failure("elate", 400 * MILLI).get(10, TimeUnit.SECONDS)).isInstanceOf(DeadlineException.class);
        assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(stopwatch.awake()).isLessThan(Duration.ofMillis(1400));
    }

    @Test
    void theDeadlinesOfManyHoldAlthoughTheyBeganLongAfterEachOther() throws Exception {
        CompletableFuture<Throwable> longer = failure("elonger", 4 * SECOND);
        CompletableFuture<Throwable> shorter = failure("eshorter", 300 * MILLI);
        assertThat(shorter.get(10, TimeUnit.SECONDS)).isInstanceOf(DeadlineException.class);
        assertThat(longer).isNotDone();
        CompletableFuture<Throwable> later = failure("elater", 300 * MILLI);
        assertThat(later.get(10, TimeUnit.SECONDS)).isInstanceOf(DeadlineException.class);
        assertThat(longer.get(10, TimeUnit.SECONDS)).isInstanceOf(DeadlineException.class);
    }

    @Test
    void anInterruptIsHeardAtOnce() throws Exception {
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        startVirtually(() -> {
            waiter.complete(Thread.currentThread());
            failure.complete(failureOf(channel, "elate", 20 * SECOND));
        });
        Thread waiting = waiter.get(10, TimeUnit.SECONDS);
        await().until(() -> waiting.getState() == Thread.State.WAITING);
        waiting.interrupt();
        assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(HansockInterruptedException.class);
    }

    /** A callback that the I/O thread has to run, and that does not end, must not keep deadlines from being noticed. */
    @Test
    void theDeadlineHoldsWhileTheThreadForFuturesIsKeptBusy() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (Rig direct = new Rig(Runnable::run);
                LineServer other = LineServer.onTcp()) {
            Channel busy = direct.channel(other);
            // registered before there can be an answer: it would run here
            LineExchange answered = new LineExchange("e");
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Void> blocked = answered.future.thenAccept(answer -> {
                begun.countDown();
                awaitUninterruptibly(ended);
            });
            busy.submit(answered, 5 * SECOND);
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            Channel silent = direct.channel(server);
            Thread another = new Thread(() -> failureOf(silent, "dslow", 3 * SECOND));
            another.start();
            await().until(() -> server.lines() == 2);
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Stopwatch stopwatch = Stopwatch.start();
            startVirtually(() -> failure.complete(failureOf(silent, "elate", 400 * MILLI)));
            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(DeadlineException.class);
            assertThat(stopwatch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(400));
            assertThat(stopwatch.awake()).isLessThan(Duration.ofMillis(1400));
            assertThat(blocked).isNotDone();
            ended.countDown();
            another.join();
        } finally {
            ended.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Throwable> failure(String line, long timeoutNanos) throws Exception {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        startVirtually(() -> failure.complete(failureOf(channel, line, timeoutNanos)));
        return failure;
    }

    private static Throwable failureOf(Channel channel, String line, long timeoutNanos) {
        try {
            return new AssertionError(call(channel, line, timeoutNanos));
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** By reflection: the byte code is that of JDK 17. */
    private static void startVirtually(Runnable task) throws ReflectiveOperationException {
        Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    }
}

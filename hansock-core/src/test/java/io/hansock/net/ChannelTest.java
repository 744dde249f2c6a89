package io.hansock.net;

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
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.OverloadedException;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a caller of one channel meets: answers, deadlines, interrupts, bounds, the end. */
@Timeout(20)
class ChannelTest {
    private final LineServer server = LineServer.onTcp();
    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
        server.close();
    }

    @Test
    void answersOneAfterTheOther() {
        Channel channel = rig.channel(server);
        assertThat(call(channel, "eann")).isEqualTo("ann");
        assertThat(call(channel, "ebob")).isEqualTo("bob");
        assertThat(server.accepted()).isEqualTo(1);
        await().until(() -> channel.pending() == 0);
        await().until(() -> !channel.isDriven());
    }

    @Test
    void aTimeoutWithoutEndIsNoTimeout() throws Exception {
        Channel channel = rig.channel(server);
        assertThat(call(channel, "eann", Long.MAX_VALUE)).isEqualTo("ann");
        assertThat(submit(channel, "ebob", Long.MAX_VALUE).future.get()).isEqualTo("bob");
        Gathering gathering = new Gathering(rig.io);
        LineExchange exchange = new LineExchange("ecat");
        gathering.add(channel, exchange);
        gathering.run(Long.MAX_VALUE);
        assertThat(exchange.text()).isEqualTo("cat");
    }

    @Test
    void aDriverWhoseDeadlinePassesIsToldSo() {
        Channel channel = rig.channel(server);
        call(channel, "e");
        DeadlineException late =
                catchThrowableOfType(DeadlineException.class, () -> call(channel, "w300 late", 50 * MILLI));
        assertThat(late.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(late.server()).isEqualTo("test");
    }

    @Test
    void aWaiterWhoseDeadlinePassesIsToldSoAndTheLateAnswerIsNobodysElse() throws Exception {
        Channel channel = rig.channel(server);
        Thread driver = new Thread(() -> call(channel, "dslow"));
        driver.start();
        await().until(() -> server.lines() == 1);
        assertThatThrownBy(() -> call(channel, "elate", 50 * MILLI)).isInstanceOf(DeadlineException.class);
        server.listenAgain();
        assertThat(call(channel, "emine")).isEqualTo("mine");
        driver.join();
    }

    @Test
    void whatWasNotSentIsSaidToBeNotSent() throws Exception {
        rig.drainAfterBytes = 1;
        Channel channel = rig.channel(server);
        Thread driver = new Thread(() -> call(channel, "dslow"));
        driver.start();
        await().until(() -> server.lines() == 1);
        DeadlineException late = catchThrowableOfType(DeadlineException.class, () -> call(channel, "e", 50 * MILLI));
        assertThat(late.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        server.listenAgain();
        driver.join();
        call(channel, "e");
        assertThat(server.lines()).isEqualTo(2);
    }

    @Test
    void lateRepliesAreReadAwayWhenNobodyWaits() {
        Channel channel = rig.channel(server);
        assertThatThrownBy(() -> call(channel, "w200 late", 20 * MILLI)).isInstanceOf(DeadlineException.class);
        await().until(() -> channel.pending() == 0);
        assertThat(channel.isClosed()).isFalse();
        assertThat(call(channel, "emine")).isEqualTo("mine");
    }

    @Test
    void whatHasArrivedStaysReadableWhenTheDeadlinePasses() {
        Channel channel = rig.channel(server);
        call(channel, "e");
        LineExchange exchange = new LineExchange("eone", "etwo", "s");
        assertThatThrownBy(() -> channel.call(exchange, SECOND)).isInstanceOf(DeadlineException.class);
        assertThat(exchange.raw()).isEqualTo("one\ntwo\n");
    }

    @Test
    void whatHasArrivedStaysReadableWhenTheConnectionBreaks() {
        Channel channel = rig.channel(server);
        LineExchange exchange = new LineExchange("eone", "ctwo", "ethree");
        ChannelLostException lost =
                catchThrowableOfType(ChannelLostException.class, () -> channel.call(exchange, SECOND));
        assertThat(lost.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(exchange.raw()).isEqualTo("one\ntwo\n");
        assertThat(channel.isClosed()).isTrue();
    }

    @Test
    void aClosedChannelSaysThatNothingWasSent() {
        Channel channel = rig.channel(server);
        call(channel, "e");
        channel.close(0);
        await().until(() -> server.connected() == 0);
        ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
        assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void anInterruptedDriverLeavesTheChannelOpen() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread driver = new Thread(() -> {
            try {
                call(channel, "dslow");
            } catch (Throwable e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        driver.start();
        await().until(() -> server.lines() == 2);
        CompletableFuture<String> waiter = Rig.inThread(() -> call(channel, "emine"));
        driver.interrupt();
        driver.join();
        server.listenAgain();
        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        HansockInterruptedException.class,
                        e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
        assertThat(flag.get()).isTrue();
        assertThat(waiter.get(5, TimeUnit.SECONDS)).isEqualTo("mine");
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void anInterruptedWaiterLeavesTheChannelOpen() throws Exception {
        Channel channel = rig.channel(server);
        Thread driver = new Thread(() -> call(channel, "dslow"));
        driver.start();
        await().until(() -> server.lines() == 1);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiter = new Thread(() -> {
            try {
                call(channel, "elate");
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
        waiter.interrupt();
        waiter.join();
        assertThat(thrown.get()).isInstanceOf(HansockInterruptedException.class);
        server.listenAgain();
        driver.join();
        assertThat(call(channel, "emine")).isEqualTo("mine");
    }

    @Test
    void aThreadThatComesInterruptedSendsNothing() {
        Channel channel = rig.channel(server);
        call(channel, "e");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> call(channel, "e")).isInstanceOf(HansockInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(call(channel, "emine")).isEqualTo("mine");
        assertThat(server.lines()).isEqualTo(2);
    }

    @Test
    void atTheBoundACallerWaitsWithinItsDeadline() throws Exception {
        rig.maxPending = 1;
        Channel channel = rig.channel(server);
        LineExchange slow = submit(channel, "dslow");
        DeadlineException late = catchThrowableOfType(DeadlineException.class, () -> call(channel, "e", 20 * MILLI));
        assertThat(late.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        CompletableFuture<String> mine = Rig.inThread(() -> {
            caller.complete(Thread.currentThread());
            return call(channel, "emine");
        });
        Thread waiting = caller.get();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        assertThat(mine).isNotDone();
        server.listenAgain();
        assertThat(mine.get()).isEqualTo("mine");
        assertThat(slow.future.get()).isEqualTo("slow");
    }

    @Test
    void atTheBoundACallerFailsAtOnceIfToldTo() throws Exception {
        rig.maxPending = 1;
        rig.atBound = ChannelSettings.AtBound.FAIL;
        Channel channel = rig.channel(server);
        LineExchange slow = submit(channel, "dslow");
        assertThatThrownBy(() -> call(channel, "e")).isInstanceOf(OverloadedException.class);
        assertThatThrownBy(() -> submit(channel, "e").future.get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(OverloadedException.class);
        server.listenAgain();
        assertThat(slow.future.get()).isEqualTo("slow");
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void aReplyAboveTheLimitFailsItsCallerAloneAndIsReadAway() throws Exception {
        rig.maxReplyBytes = 100_000;
        Channel channel = rig.channel(server);
        LineExchange big = new LineExchange("b3000000");
        assertThatThrownBy(() -> channel.call(big, SECOND)).hasMessageContaining("max-reply-size");
        assertThat(call(channel, "emine")).isEqualTo("mine");
        assertThat(call(channel, "b100")).hasSize(100);
        assertThat(server.accepted()).isEqualTo(1);
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void aReplyAboveTheLimitFailsItsCallerAloneAmongMany() throws Exception {
        rig.maxReplyBytes = 100_000;
        Channel channel = rig.channel(server);
        List<CompletableFuture<String>> small = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String line = i % 5 == 0 ? "b1000000" : "e" + i;
            small.add(Rig.inThread(() -> call(channel, line)));
        }
        for (int i = 0; i < 20; i++) {
            CompletableFuture<String> answer = small.get(i);
            if (i % 5 == 0) {
                assertThatThrownBy(answer::get).hasStackTraceContaining("max-reply-size");
            } else {
                assertThat(answer.get()).isEqualTo(Integer.toString(i));
            }
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aFutureWhoseReplyIsAboveTheLimitIsToldBeforeItIsReadAway() throws Exception {
        rig.maxReplyBytes = 1000;
        rig.discardTimeout = Duration.ofSeconds(4);
        Channel channel = rig.channel(server);
        LineExchange endless = submit(channel, "p" + "x".repeat(5000));
        assertThatThrownBy(() -> endless.future.get(3, TimeUnit.SECONDS)).hasMessageContaining("max-reply-size");
        await().until(channel::isClosed);
        assertThat(endless.deliveries).hasValue(1);
    }

    @Test
    void bytesThatCameUnaskedAreNobodysAnswer() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        server.sendToAll("surprise\n");
        LockSupport.parkNanos(100_000);
        assertThatThrownBy(() -> call(channel, "emine")).isInstanceOf(ProtocolException.class);
        assertThat(channel.isClosed()).isTrue();
        assertThat(server.lines()).isEqualTo(1);
    }

    @Test
    void aServerThatHungUpIsNoticedBeforeAnythingIsSent() throws Exception {
        Channel channel = rig.channel(server);
        call(channel, "e");
        server.closeAll();
        await().until(() -> server.connected() == 0);
        ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
        assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
    }

    @Test
    void theOpeningGoesOutInFrontInTheSameWrite() throws Exception {
        rig.session = () -> new LineExchange("dopening");
        Channel channel = rig.channel(server);
        CompletableFuture<String> call = Rig.inThread(() -> call(channel, "efirst"));
        await().until(() -> server.lines() == 1);
        // the server holds back the opening's answer, and yet it has the command
        await().until(() -> channel.pending() == 1);
        assertThat(server.unread()).isEqualTo("efirst\n");
        server.listenAgain();
        assertThat(call.get()).isEqualTo("first");
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void aSilentOpeningIsNobodysAndEndsTheChannel() {
        rig.session = () -> new LineExchange("dnever");
        rig.discardTimeout = Duration.ofMillis(500);
        Channel channel = rig.channel(server);
        assertThatThrownBy(() -> call(channel, "e", 100 * MILLI)).isInstanceOf(DeadlineException.class);
        await().until(channel::isClosed);
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void aDrainingChannelEndsWhatIsPendingAndTakesNothingNew() throws Exception {
        Channel channel = rig.channel(server);
        LineExchange pending = submit(channel, "w300 pending");
        await().until(() -> server.lines() == 1);
        CompletableFuture<Void> closing = Rig.runInThread(() -> channel.close(5 * SECOND));
        await().until(channel::isClosed);
        ChannelLostException lost = catchThrowableOfType(ChannelLostException.class, () -> call(channel, "e"));
        assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        assertThat(pending.future.get()).isEqualTo("pending");
        closing.get();
        await().until(() -> server.connected() == 0);
    }

    @Test
    void closingAChannelThatIsBusyEndsItsCallersAtOnce() throws Exception {
        Channel channel = rig.channel(server);
        CompletableFuture<String> driver = Rig.inThread(() -> call(channel, "s", 10 * SECOND));
        await().until(() -> server.lines() == 1);
        CompletableFuture<String> waiter = Rig.inThread(() -> call(channel, "s", 10 * SECOND));
        LineExchange future = submit(channel, "s", 10 * SECOND);
        channel.close(0);
        for (CompletableFuture<String> one : List.of(driver, waiter, future.future)) {
            assertThatThrownBy(() -> one.get(1, TimeUnit.SECONDS)).hasStackTraceContaining("the client was closed");
        }
        await().until(() -> channel.pending() == 0);
    }

    @Test
    void anErrorUnderTheWheelEndsTheChannelAndNeitherLosesTheWheelNorThePermits() throws Exception {
        Channel channel = rig.channel(server);
        LineExchange broken = new LineExchange("e") {
            @Override
            protected int frame(byte[] bytes, int from, int to, Session session) {
                throw new StackOverflowError("test");
            }
        };
        CountDownLatch sent = new CountDownLatch(1);
        CompletableFuture<String> other = Rig.inThread(() -> {
            sent.countDown();
            return call(channel, "w100 x");
        });
        sent.await();
        assertThatThrownBy(() -> channel.call(broken, SECOND)).hasRootCauseInstanceOf(StackOverflowError.class);
        await().until(() -> channel.pending() == 0 && !channel.isDriven());
        await().until(other::isDone);
        assertThatThrownBy(() -> call(channel, "e")).isInstanceOf(ChannelLostException.class);
    }

    @Test
    void anExchangeThatCannotBeEncodedEndsTheChannelAndNothingMore() {
        Channel channel = rig.channel(server);
        LineExchange broken = new LineExchange("e") {
            @Override
            protected boolean encode(ByteWriter out, Session session) {
                throw new IllegalStateException("test");
            }
        };
        ChannelLostException lost =
                catchThrowableOfType(ChannelLostException.class, () -> channel.call(broken, SECOND));
        assertThat(lost.outcome()).isEqualTo(Outcome.NOTHING_SENT);
        await().until(() -> channel.pending() == 0);
        await().until(() -> !channel.isDriven());
    }

    @Test
    void answersThatCameBeforeAHangUpAreDeliveredThoughWritingFails() throws Exception {
        Channel channel = rig.channel(server);
        LineExchange answered = submit(channel, "canswered");
        assertThat(answered.future.get()).isEqualTo("answered");
        assertThatThrownBy(() -> call(channel, "e")).isInstanceOf(ChannelLostException.class);
    }
}

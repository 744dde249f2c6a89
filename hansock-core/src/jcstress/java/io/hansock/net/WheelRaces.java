package io.hansock.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Callers of one channel: who queues, drives, waits, is handed the wheel, gives up. A wheel or a wake-up that is lost shows as a call
 * that waits for its deadline, or as a wheel that nobody lets go of.
 */
public final class WheelRaces {
    private static final long LONG_NANOS = 10_000_000_000L;

    /** Over before the caller has looked twice. */
    private static final long SHORT_NANOS = 1;

    private WheelRaces() {}

    /** Two call at once. */
    @JCStressTest
    @Outcome(id = "lost, nothing sent, lost, nothing sent, free", expect = ACCEPTABLE, desc = "both hear the end")
    @State
    public static class CallAndCall {
        private final Channel channel = EndedChannels.take();

        /** Calls. */
        @Actor
        public void one(LLL_Result r) {
            r.r1 = EndedChannels.call(channel, new LineExchange("e"), LONG_NANOS);
        }

        /** Calls. */
        @Actor
        public void other(LLL_Result r) {
            r.r2 = EndedChannels.call(channel, new LineExchange("e"), LONG_NANOS);
        }

        /** Nothing is left. */
        @Arbiter
        public void rest(LLL_Result r) {
            r.r3 = EndedChannels.rest(channel);
        }
    }

    /** One gives up at once, perhaps with the wheel. */
    @JCStressTest
    @Outcome(
            id = "(lost|late), nothing sent, lost, nothing sent, free",
            expect = ACCEPTABLE,
            desc = "who stays hears the end")
    @Outcome(
            id = "late, outcome unknown, lost, nothing sent, free",
            expect = ACCEPTABLE_INTERESTING,
            desc = "given up in the middle of failing: less is claimed than is known")
    @State
    public static class HurriedCallAndCall {
        private final Channel channel = EndedChannels.take();

        /** Has no time. */
        @Actor
        public void hurried(LLL_Result r) {
            r.r1 = EndedChannels.call(channel, new LineExchange("e"), SHORT_NANOS);
        }

        /** Calls. */
        @Actor
        public void other(LLL_Result r) {
            r.r2 = EndedChannels.call(channel, new LineExchange("e"), LONG_NANOS);
        }

        /** Nothing is left. */
        @Arbiter
        public void rest(LLL_Result r) {
            r.r3 = EndedChannels.rest(channel);
        }
    }

    /** One queues first and then tries the wheel, the other lets go first and then looks again. */
    @JCStressTest
    @Outcome(id = "lost, nothing sent, free", expect = ACCEPTABLE, desc = "whoever was last saw the other")
    @State
    public static class CallAndLetGo {
        private final Channel channel = EndedChannels.takeDriven();

        /** Calls. */
        @Actor
        public void caller(LL_Result r) {
            r.r1 = EndedChannels.call(channel, new LineExchange("e"), LONG_NANOS);
        }

        /** Has driven. */
        @Actor
        public void holder() {
            channel.wheel().letGo();
        }

        /** Nothing is left. */
        @Arbiter
        public void rest(LL_Result r) {
            r.r2 = EndedChannels.rest(channel);
        }
    }

    /** The holder does no turn of its own: the wheel goes to the caller, or is free before that one tries. */
    @JCStressTest
    @Outcome(id = "lost, nothing sent, free", expect = ACCEPTABLE, desc = "the caller was given the wheel, or took it")
    @State
    public static class CallAndHandOver {
        private final Channel channel = EndedChannels.takeDriven();

        /** Calls. */
        @Actor
        public void caller(LL_Result r) {
            r.r1 = EndedChannels.call(channel, new LineExchange("e"), LONG_NANOS);
        }

        /** Has had its turn, as the I/O thread has. */
        @Actor
        public void holder() {
            EndedChannels.handOver(channel);
        }

        /** Nothing is left. */
        @Arbiter
        public void rest(LL_Result r) {
            r.r2 = EndedChannels.rest(channel);
        }
    }

    /** The wheel is handed to one whose time is over: it passes it on. */
    @JCStressTest
    @Outcome(
            id = {"(lost|late), nothing sent, free", "late, outcome unknown, free"},
            expect = ACCEPTABLE,
            desc = "gone, and the wheel did not go with it")
    @State
    public static class HurriedCallAndHandOver {
        private final Channel channel = EndedChannels.takeDriven();

        /** Has no time. */
        @Actor
        public void hurried(LL_Result r) {
            r.r1 = EndedChannels.call(channel, new LineExchange("e"), SHORT_NANOS);
        }

        /** Has had its turn. */
        @Actor
        public void holder() {
            EndedChannels.handOver(channel);
        }

        /** Nothing is left. */
        @Arbiter
        public void rest(LL_Result r) {
            r.r2 = EndedChannels.rest(channel);
        }
    }

    /** The wheel is handed to one whose exchange is cancelled at that moment. */
    @JCStressTest
    @Outcome(
            id = {"(lost|cancelled), nothing sent, free", "cancelled, outcome unknown, free"},
            expect = ACCEPTABLE,
            desc = "gone, and the wheel did not go with it")
    @State
    public static class CancelledCallAndHandOver {
        private final Channel channel = EndedChannels.takeDriven();
        private final LineExchange exchange = new LineExchange("e");

        /** Calls. */
        @Actor
        public void caller(LL_Result r) {
            r.r1 = EndedChannels.call(channel, exchange, LONG_NANOS);
        }

        /** Has had its turn, and cancels for the caller. */
        @Actor
        public void holder() {
            EndedChannels.handOver(channel);
            exchange.cancel();
        }

        /** Nothing is left. */
        @Arbiter
        public void rest(LL_Result r) {
            r.r2 = EndedChannels.rest(channel);
        }
    }

    /** The wheel is handed to one that is interrupted at that moment. */
    @JCStressTest
    @Outcome(
            id = {"(lost|cancelled), nothing sent, free", "cancelled, outcome unknown, free"},
            expect = ACCEPTABLE,
            desc = "gone, and the wheel did not go with it")
    @State
    public static class InterruptedCallAndHandOver {
        private final Channel channel = EndedChannels.takeDriven();
        private volatile Thread caller;
        private volatile boolean interrupted;

        /** Calls, and keeps the interrupt from what comes after. */
        @Actor
        public void caller(LL_Result r) {
            caller = Thread.currentThread();
            r.r1 = EndedChannels.call(channel, new LineExchange("e"), LONG_NANOS);
            while (!interrupted) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
        }

        /** Interrupts, and has had its turn. */
        @Actor
        public void holder() {
            Thread waiting = caller;
            while (waiting == null) {
                Thread.onSpinWait();
                waiting = caller;
            }
            waiting.interrupt();
            interrupted = true;
            EndedChannels.handOver(channel);
        }

        /** Nothing is left. */
        @Arbiter
        public void rest(LL_Result r) {
            r.r2 = EndedChannels.rest(channel);
        }
    }

    /** An exchange that nobody waits for is queued while the holder lets go: the I/O thread takes over, or the holder saw it. */
    @JCStressTest
    @Outcome(id = "lost, nothing sent, 1, free", expect = ACCEPTABLE, desc = "ended and delivered once")
    @State
    public static class SubmitAndHandOver {
        private final Channel channel = EndedChannels.takeDriven();
        private final LineExchange exchange = new LineExchange("e");

        /** Queues it. */
        @Actor
        public void caller() {
            channel.submit(exchange, LONG_NANOS);
        }

        /** Has had its turn. */
        @Actor
        public void holder() {
            EndedChannels.handOver(channel);
        }

        /** It has been delivered, and nothing is left. */
        @Arbiter
        public void rest(LLL_Result r) {
            r.r3 = EndedChannels.rest(channel);
            r.r2 = EndedChannels.deliveries(exchange);
            r.r1 = Ends.of(exchange);
        }
    }

    /** An exchange that nobody waits for, beside a call: either's driver ends both. */
    @JCStressTest
    @Outcome(id = "lost, nothing sent, 1, free", expect = ACCEPTABLE, desc = "both ended")
    @State
    public static class SubmitAndCall {
        private final Channel channel = EndedChannels.take();
        private final LineExchange exchange = new LineExchange("e");

        /** Queues it. */
        @Actor
        public void submitter() {
            channel.submit(exchange, LONG_NANOS);
        }

        /** Calls. */
        @Actor
        public void caller(LLL_Result r) {
            r.r1 = EndedChannels.call(channel, new LineExchange("e"), LONG_NANOS);
        }

        /** It has been delivered, and nothing is left. */
        @Arbiter
        public void rest(LLL_Result r) {
            r.r3 = EndedChannels.rest(channel);
            r.r2 = EndedChannels.deliveries(exchange);
        }
    }
}

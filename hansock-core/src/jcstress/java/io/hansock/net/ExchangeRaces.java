package io.hansock.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import java.nio.charset.StandardCharsets;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZL_Result;

/** What an owner and a driver do to one exchange at the same time: one of them decides how it ends, and the other can tell. */
public final class ExchangeRaces {
    private static final byte[] REPLY = "a\n".getBytes(StandardCharsets.ISO_8859_1);

    private ExchangeRaces() {}

    /** The deadline passes while the request is sent and answered. */
    @JCStressTest
    @Outcome(id = "true, false, reply", expect = ACCEPTABLE, desc = "the driver was first")
    @Outcome(
            id = "true, true, late, outcome unknown",
            expect = ACCEPTABLE,
            desc = "given up between sending and the reply")
    @Outcome(id = "false, true, late, nothing sent", expect = ACCEPTABLE, desc = "the owner was first")
    @State
    public static class AbandonAndComplete {
        private final LineExchange exchange = Ends.started();

        /** Sends it and has the reply. */
        @Actor
        public void driver(ZZL_Result r) {
            r.r1 = exchange.begin();
            exchange.complete(REPLY, 0, REPLY.length);
        }

        /** Has no more time. */
        @Actor
        public void owner(ZZL_Result r) {
            r.r2 = exchange.abandon(Exchange.Abandoned.DEADLINE);
        }

        /** What came of it. */
        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = Ends.of(exchange);
        }
    }

    /** The channel fails before the request is sent, while the owner gives up. */
    @JCStressTest
    @Outcome(id = "false, lost, nothing sent", expect = ACCEPTABLE, desc = "the failure was first")
    @Outcome(id = "true, cancelled, nothing sent", expect = ACCEPTABLE, desc = "the owner was first")
    @Outcome(
            id = "true, cancelled, outcome unknown",
            expect = ACCEPTABLE_INTERESTING,
            desc = "given up in the middle of failing: less is claimed than is known")
    @State
    public static class CancelAndFail {
        private final LineExchange exchange = Ends.started();

        /** The channel fails. */
        @Actor
        public void driver() {
            exchange.fail(new Failure("test", "gone", null), io.hansock.Outcome.NOTHING_SENT);
        }

        /** Gives up. */
        @Actor
        public void owner(LL_Result r) {
            r.r1 = exchange.cancel();
        }

        /** What came of it. */
        @Arbiter
        public void end(LL_Result r) {
            r.r2 = Ends.of(exchange);
        }
    }

    /** Cancelled while it is about to be sent: what was still queued is certainly not sent. */
    @JCStressTest
    @Outcome(id = "true, true, cancelled, outcome unknown", expect = ACCEPTABLE, desc = "sent and given up")
    @Outcome(id = "false, true, cancelled, nothing sent", expect = ACCEPTABLE, desc = "not sent")
    @State
    public static class CancelAndBegin {
        private final LineExchange exchange = Ends.started();

        /** Would send it. */
        @Actor
        public void driver(ZZL_Result r) {
            r.r1 = exchange.begin();
        }

        /** Gives up. */
        @Actor
        public void owner(ZZL_Result r) {
            r.r2 = exchange.cancel();
        }

        /** What came of it. */
        @Arbiter
        public void end(ZZL_Result r) {
            r.r3 = Ends.of(exchange);
        }
    }

    /** Who sees that an exchange has ended sees its whole reply. */
    @JCStressTest
    @Outcome(id = "not yet", expect = ACCEPTABLE, desc = "looked before the end")
    @Outcome(id = "a", expect = ACCEPTABLE, desc = "looked after the end")
    @State
    public static class ReplyAndLook {
        private final LineExchange exchange = Ends.started();

        /** Has the reply. */
        @Actor
        public void driver() {
            exchange.begin();
            exchange.complete(REPLY.clone(), 0, REPLY.length);
        }

        /** Looks once. */
        @Actor
        public void owner(L_Result r) {
            r.r1 = exchange.ended() ? exchange.text() : "not yet";
        }
    }
}

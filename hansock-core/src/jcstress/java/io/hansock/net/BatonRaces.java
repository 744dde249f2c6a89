package io.hansock.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZIZ_Result;

/** The wheel is offered to an owner that takes it, leaves, or does both: it is always with exactly one of the two. */
public final class BatonRaces {
    private BatonRaces() {}

    /** The owner looks and then leaves, as a caller whose deadline passes does. */
    @JCStressTest
    @Outcome(id = "true, 1, false", expect = ACCEPTABLE, desc = "handed over, acknowledged once")
    @Outcome(id = "false, 0, false", expect = ACCEPTABLE, desc = "the owner had left")
    @State
    public static class OfferAndLeave {
        private final LineExchange exchange = Ends.started();

        /** Would hand the wheel over. */
        @Actor
        public void holder(ZIZ_Result r) {
            r.r1 = exchange.offerBaton();
        }

        /** Looks, and leaves. */
        @Actor
        public void owner(ZIZ_Result r) {
            r.r2 = (exchange.takeBaton() ? 1 : 0) + (exchange.leave() ? 1 : 0);
        }

        /** To one who has left nothing can be handed. */
        @Arbiter
        public void afterwards(ZIZ_Result r) {
            r.r3 = exchange.offerBaton();
        }
    }

    /** The owner stays: what was offered and not yet taken is there at its next look. */
    @JCStressTest
    @Outcome(id = "true, 1, true", expect = ACCEPTABLE, desc = "seen at the first look, can be offered again")
    @Outcome(id = "true, 0, true", expect = ACCEPTABLE, desc = "seen at the second look, can be offered again")
    @State
    public static class OfferAndLook {
        private final LineExchange exchange = Ends.started();

        /** Would hand the wheel over. */
        @Actor
        public void holder(ZIZ_Result r) {
            r.r1 = exchange.offerBaton();
        }

        /** Looks once. */
        @Actor
        public void owner(ZIZ_Result r) {
            r.r2 = exchange.takeBaton() ? 1 : 0;
        }

        /** Looks again where nothing was seen, and gets it a second time when it is offered a second time. */
        @Arbiter
        public void afterwards(ZIZ_Result r) {
            boolean seen = r.r2 == 1 || exchange.takeBaton();
            r.r3 = seen && exchange.offerBaton() && exchange.takeBaton() && !exchange.leave();
        }
    }
}

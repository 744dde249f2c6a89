package io.hansock.net;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Exchanges are queued by anyone while the holder of the wheel takes: none is lost, none is taken twice, the order stays. */
public final class QueueRaces {
    private QueueRaces() {}

    /** One adds two while the taker takes what it sees. */
    @JCStressTest
    @Outcome(id = "12", expect = ACCEPTABLE, desc = "both, in order")
    @State
    public static class AddAndTake {
        private final Taken taken = new Taken();

        /** Queues two. */
        @Actor
        public void caller() {
            taken.queue.add(taken.one);
            taken.queue.add(taken.two);
        }

        /** Looks twice, once with a look that takes nothing. */
        @Actor
        public void holder() {
            taken.take();
            taken.queue.collect();
            taken.take();
        }

        /** Takes the rest. */
        @Arbiter
        public void rest(L_Result r) {
            r.r1 = taken.all();
        }
    }

    /** Two add at the same time. */
    @JCStressTest
    @Outcome(
            id = {"12", "21"},
            expect = ACCEPTABLE,
            desc = "both, in either order")
    @State
    public static class AddAndAdd {
        private final Taken taken = new Taken();

        /** Queues the first. */
        @Actor
        public void one() {
            taken.queue.add(taken.one);
        }

        /** Queues the second. */
        @Actor
        public void two() {
            taken.queue.add(taken.two);
        }

        /** Takes both. */
        @Arbiter
        public void rest(L_Result r) {
            r.r1 = taken.all();
        }
    }

    /** A queue and what came out of it. */
    private static final class Taken {
        private final ExchangeQueue queue = new ExchangeQueue();
        private final LineExchange one = new LineExchange("e1");
        private final LineExchange two = new LineExchange("e2");
        private final StringBuilder order = new StringBuilder(2);

        boolean take() {
            Exchange exchange = queue.poll();
            if (exchange != null) {
                order.append(exchange == one ? '1' : exchange == two ? '2' : '?');
            }
            return exchange != null;
        }

        String all() {
            while (order.length() < 8 && take()) {
                // until nothing is left, or what is taken never ends
            }
            return order.toString();
        }
    }
}

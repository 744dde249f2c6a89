package io.hansock.net;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;

/** Exchanges for races, and in a few words how one ended. */
final class Ends {
    private static final long LONG_NANOS = 10_000_000_000L;

    private Ends() {}

    /** One that is queued, with an owner that will look. */
    static LineExchange started() {
        LineExchange exchange = new LineExchange("e");
        exchange.start(Thread.currentThread(), LONG_NANOS);
        return exchange;
    }

    static String of(Exchange exchange) {
        if (!exchange.ended()) {
            return "not ended";
        }
        HansockException problem = exchange.problem("test");
        return problem == null ? "reply" : of(problem);
    }

    static String of(HansockException problem) {
        if (problem instanceof ChannelLostException lost) {
            return "lost" + of(lost.outcome());
        }
        if (problem instanceof DeadlineException late) {
            return "late" + of(late.outcome());
        }
        if (problem instanceof HansockInterruptedException cancelled) {
            return "cancelled" + of(cancelled.outcome());
        }
        return problem.getClass().getSimpleName();
    }

    private static String of(Outcome outcome) {
        return outcome == Outcome.NOTHING_SENT ? ", nothing sent" : ", outcome unknown";
    }
}

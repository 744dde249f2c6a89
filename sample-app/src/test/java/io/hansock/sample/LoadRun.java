package io.hansock.sample;

import io.hansock.Hansock;
import io.hansock.HansockException;
import io.hansock.Operation;
import io.hansock.WireKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleConsumer;

/** Callers that look at one random character after the other for a while, and now and then count a view; and how they fared. */
final class LoadRun {
    private static final long AFTER_A_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Set<Operation> OURS = Set.of(Operation.FIND, Operation.INCREMENT);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How much more the first characters are viewed than the last: as it is in life, a few get most of it. */
    private static final double FAVOUR = 4;

    private final Hansock hansock;
    private final LoadMeter meter;
    private final Plan plan;
    private final LongAdder failed = new LongAdder();
    private final long start = System.nanoTime();

    private LoadRun(Hansock hansock, LoadMeter meter, Plan plan) {
        this.hansock = hansock;
        this.meter = meter;
        this.plan = plan;
    }

    /**
     * What is to be done.
     *
     * @param seconds for how long, 1 to 60
     * @param callers how many at a time, 1 to 256
     * @param viewsPercent how many of a hundred commands count a view, 0 to 100
     */
    record Plan(int seconds, int callers, int viewsPercent) {
        Plan {
            check("seconds", seconds, 1, 60);
            check("callers", callers, 1, 256);
            check("percent of views", viewsPercent, 0, 100);
        }

        private static void check(String what, int number, int least, int most) {
            if (number < least || number > most) {
                throw new IllegalArgumentException(
                        what + " must be within " + least + " and " + most + ", not " + number);
            }
        }
    }

    /**
     * What came of it.
     *
     * @param lines what was carried: finds first, and of each HandlerSocket's first
     * @param failed how many commands failed
     * @param seconds how long all took
     */
    record Result(List<Line> lines, long failed, double seconds) {}

    /**
     * Commands of one kind that one wire has carried.
     *
     * @param what in words
     * @param wire its name
     * @param times how long they took
     */
    record Line(String what, String wire, Histogram.Recorded times) {
        private static Line of(LoadMeter.Carried carried) {
            return new Line(
                    carried.operation() == Operation.FIND ? "finds" : "views",
                    carried.wire() == WireKind.HANDLERSOCKET ? "HandlerSocket" : "SQL",
                    carried.times());
        }
    }

    /**
     * Runs it, and tells about ten times a second which part of the time is over.
     *
     * @param meter listens to the client
     */
    static Result run(Hansock hansock, LoadMeter meter, List<CodePoint> characters, Plan plan, DoubleConsumer progress)
            throws InterruptedException {
        return new LoadRun(hansock, meter, plan).run(characters, progress);
    }

    private Result run(List<CodePoint> characters, DoubleConsumer progress) throws InterruptedException {
        long planned = Duration.ofSeconds(plan.seconds).toNanos();
        var unused = meter.take();
        ExecutorService callers = Executors.newFixedThreadPool(plan.callers);
        try {
            for (int i = 0; i < plan.callers; i++) {
                SplittableRandom random = new SplittableRandom(i);
                callers.execute(() -> call(characters, random, planned));
            }
            callers.shutdown();
            while (!callers.awaitTermination(LOOK_NANOS, TimeUnit.NANOSECONDS)) {
                progress.accept(Math.min(1, (double) sinceStart() / planned));
            }
        } finally {
            callers.shutdownNow();
        }
        progress.accept(1);
        List<Line> lines = meter.take().stream()
                .filter(carried -> OURS.contains(carried.operation()))
                .map(Line::of)
                .toList();
        return new Result(lines, failed.sum(), sinceStart() / 1e9);
    }

    private void call(List<CodePoint> characters, SplittableRandom random, long planned) {
        while (sinceStart() < planned && !Thread.currentThread().isInterrupted()) {
            boolean view = random.nextInt(100) < plan.viewsPercent;
            int codePoint = choose(characters, view ? Math.pow(random.nextDouble(), FAVOUR) : random.nextDouble());
            try {
                if (view) {
                    hansock.increment(Characters.TABLE.key(codePoint), "views", 1);
                } else {
                    hansock.findOne(Characters.TABLE, codePoint);
                }
            } catch (HansockException e) {
                failed.increment();
                LockSupport.parkNanos(AFTER_A_FAILURE_NANOS);
            }
        }
    }

    /** The first are letters; nobody looks at control characters. */
    private static int choose(List<CodePoint> characters, double place) {
        int last = characters.size() - 'A';
        return characters.get('A' + (int) (place * last)).codePoint();
    }

    private long sinceStart() {
        return System.nanoTime() - start;
    }
}

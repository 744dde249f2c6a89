package io.hansock.sample;

import io.hansock.Hansock;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The load that the page's button starts, one at a time. */
@Component
@Profile("demo")
class DemoLoad {
    private static final Logger log = LoggerFactory.getLogger(DemoLoad.class);
    private static final LoadRun.Plan PLAN = new LoadRun.Plan(10, 16, 5);

    private final Hansock hansock;
    private final LoadMeter meter;
    private final AtomicBoolean running = new AtomicBoolean();

    private volatile View view = new View(false, "");

    DemoLoad(Hansock hansock, LoadMeter meter) {
        this.hansock = hansock;
        this.meter = meter;
    }

    /**
     * How it is.
     *
     * @param running whether it runs
     * @param text how far it is, or what came of it; empty before the first
     */
    record View(boolean running, String text) {}

    View view() {
        return view;
    }

    void start() {
        if (running.compareAndSet(false, true)) {
            view = new View(true, "Running");
            Thread thread = new Thread(this::run, "demo-load");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        String outcome = outcome(() -> LoadRun.run(
                hansock,
                meter,
                CodePoint.all(),
                PLAN,
                done -> view = new View(true, String.format(Locale.ROOT, "Running: %.0f %%", done * 100))));
        view = new View(false, outcome);
        running.set(false);
    }

    /** What came of a load, whatever that is: the page waits for it. */
    static String outcome(Callable<LoadRun.Result> load) {
        try {
            return text(load.call());
        } catch (InterruptedException e) {
            log.info("The load was interrupted");
            Thread.currentThread().interrupt();
            return "It was interrupted.";
        } catch (Exception | Error e) {
            log.warn("The load failed", e);
            return "It failed: " + e;
        }
    }

    private static String text(LoadRun.Result result) {
        return result.lines().stream()
                        .map(line -> String.format(
                                Locale.ENGLISH,
                                "%,.0f %s a second over %s, half of them within %,.0f µs, 99 %% within %,.0f µs; ",
                                line.times().calls() / result.seconds(),
                                line.what(),
                                line.wire(),
                                line.times().micros(0.5),
                                line.times().micros(0.99)))
                        .collect(Collectors.joining())
                + String.format(Locale.ENGLISH, "%,d failed.", result.failed());
    }
}

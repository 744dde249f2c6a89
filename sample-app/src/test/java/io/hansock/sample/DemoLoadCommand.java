package io.hansock.sample;

import io.hansock.Hansock;
import java.io.PrintStream;
import java.util.Locale;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts three servers, fills them, puts load on them and prints what came of it: {@code load [seconds [callers [percent of views]]]}. */
final class DemoLoadCommand {
    private static final int WIDTH = 40;

    private final PrintStream out;

    DemoLoadCommand(PrintStream out) {
        this.out = out;
    }

    static LoadRun.Plan plan(String... args) {
        if (args.length > 3) {
            throw new IllegalArgumentException(
                    "load takes seconds, callers and percent of views, not " + args.length + " words");
        }
        return new LoadRun.Plan(
                number("seconds", args, 0, 10), number("callers", args, 1, 32), number("percent of views", args, 2, 5));
    }

    private static int number(String what, String[] args, int index, int otherwise) {
        if (index >= args.length) {
            return otherwise;
        }
        try {
            return Integer.parseInt(args[index]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " must be a number, not " + args[index], e);
        }
    }

    void run(DemoServers servers, LoadRun.Plan plan) throws InterruptedException {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SampleApplication.class)
                .web(WebApplicationType.NONE)
                .properties(servers.properties())
                .properties("sample.load=true")
                .run()) {
            Hansock hansock = context.getBean(Hansock.class);
            out.printf("%d callers for %d s, %d %% of views%n", plan.callers(), plan.seconds(), plan.viewsPercent());
            LoadRun.Result result = LoadRun.run(hansock, CodePoint.all(), plan, this::bar);
            out.println();
            out.printf("%-22s %12s %12s %10s %10s %10s%n", "", "calls", "a second", "50 %", "99 %", "99.9 %");
            line("finds, HandlerSocket", result.finds(), result.seconds());
            line("views, SQL", result.views(), result.seconds());
            out.printf(Locale.ENGLISH, "%-22s %,12d%n", "failed", result.failed());
        }
    }

    /** Overwrites itself. */
    private void bar(double done) {
        int full = (int) Math.round(done * WIDTH);
        out.printf(Locale.ROOT, "\r[%s%s] %3.0f %%", "#".repeat(full), ".".repeat(WIDTH - full), done * 100);
        out.flush();
    }

    private void line(String what, Histogram.Recorded times, double seconds) {
        out.printf(
                Locale.ENGLISH,
                "%-22s %,12d %,12.0f %,7.0f µs %,7.0f µs %,7.0f µs%n",
                what,
                times.calls(),
                times.calls() / seconds,
                times.micros(0.5),
                times.micros(0.99),
                times.micros(0.999));
    }
}

package io.hansock.sample;

import io.hansock.Hansock;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts three servers, fills them, puts load on them and prints what came of it: {@code load [seconds [callers [percent of views]]]}, and settings
 * of the application, such as {@code --hansock.handlersocket.enabled=false}.
 */
final class DemoLoadCommand {
    private static final int WIDTH = 40;

    private final PrintStream out;

    DemoLoadCommand(PrintStream out) {
        this.out = out;
    }

    static LoadRun.Plan plan(String... args) {
        List<String> words = Stream.of(args).filter(word -> !isSetting(word)).toList();
        if (words.size() > 3) {
            throw new IllegalArgumentException(
                    "load takes seconds, callers and percent of views, not " + words.size() + " words");
        }
        return new LoadRun.Plan(
                number("seconds", words, 0, 10),
                number("callers", words, 1, 32),
                number("percent of views", words, 2, 5));
    }

    private static int number(String what, List<String> words, int index, int otherwise) {
        if (index >= words.size()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(words.get(index));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " must be a number, not " + words.get(index), e);
        }
    }

    private static boolean isSetting(String word) {
        return word.startsWith("--");
    }

    /** Of {@code args} the settings alone are looked at. */
    void run(DemoServers servers, LoadRun.Plan plan, String... args) throws InterruptedException {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SampleApplication.class)
                .web(WebApplicationType.NONE)
                .properties(servers.properties())
                .properties("sample.load=true")
                .run(Stream.of(args).filter(DemoLoadCommand::isSetting).toArray(String[]::new))) {
            Hansock hansock = context.getBean(Hansock.class);
            LoadMeter meter = context.getBean(LoadMeter.class);
            out.printf("%d callers for %d s, %d %% of views%n", plan.callers(), plan.seconds(), plan.viewsPercent());
            LoadRun.Result result = LoadRun.run(hansock, meter, CodePoint.all(), plan, this::bar);
            out.println();
            out.printf("%-22s %12s %12s %10s %10s %10s%n", "", "calls", "a second", "50 %", "99 %", "99.9 %");
            result.lines().forEach(line -> print(line, result.seconds()));
            out.printf(Locale.ENGLISH, "%-22s %,12d%n", "failed", result.failed());
        }
    }

    /** Overwrites itself. */
    private void bar(double done) {
        int full = (int) Math.round(done * WIDTH);
        out.printf(Locale.ROOT, "\r[%s%s] %3.0f %%", "#".repeat(full), ".".repeat(WIDTH - full), done * 100);
        out.flush();
    }

    private void print(LoadRun.Line line, double seconds) {
        Histogram.Recorded times = line.times();
        out.printf(
                Locale.ENGLISH,
                "%-22s %,12d %,12.0f %,7.0f µs %,7.0f µs %,7.0f µs%n",
                line.what() + ", " + line.wire(),
                times.calls(),
                times.calls() / seconds,
                times.micros(0.5),
                times.micros(0.99),
                times.micros(0.999));
    }
}

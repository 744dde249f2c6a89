package io.hansock.spring.boot;

import io.hansock.testing.SmallProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the starter adds to the first start of an application, in a process of its own: the figures of docs/configuration.md. The same application
 * starts without the starter, with it turned off, and with one server that is not there, by turns; what is added is taken within each round, and
 * then the median, so that what disturbs a whole round cancels out. Nothing is judged, since the machine may be busy. Run by the profile
 * {@code startup}; {@code -Dhansock.startup.rounds=…} for another number of rounds.
 */
class FirstStart {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final int ROUNDS = Integer.getInteger("hansock.startup.rounds", 12);

    private static final List<String> APPLICATION = List.of(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.datasource.url=jdbc:mariadb://127.0.0.1:1/shop",
            "--spring.datasource.username=app",
            "--spring.datasource.password=secret");
    private static final List<String> OFF = List.of("--hansock.enabled=false");
    private static final List<String> ON = List.of(
            "--hansock.database=shop",
            "--hansock.username=app",
            "--hansock.password=secret",
            "--hansock.servers.east.host=127.0.0.1",
            "--hansock.servers.east.port=1");

    /** One start: by the clock, of the processor by the main thread and by all threads, in milliseconds; and the classes that it loaded. */
    private record Cost(double elapsed, double main, double process, double classes) {
        private static final Pattern TOOK = Pattern.compile("^took (\\d+) (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);

        static Cost told(String output) {
            MatchResult took = TOOK.matcher(output)
                    .results()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("it did not tell what it took:\n" + output));
            return new Cost(
                    Long.parseLong(took.group(1)) / 1e6,
                    Long.parseLong(took.group(2)) / 1e6,
                    Long.parseLong(took.group(3)) / 1e6,
                    Long.parseLong(took.group(4)));
        }

        Cost less(Cost other) {
            return new Cost(
                    elapsed - other.elapsed, main - other.main, process - other.process, classes - other.classes);
        }

        /** As a row of a table. */
        static String medians(String title, List<Cost> costs) {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %.0f |",
                    title,
                    median(costs, Cost::elapsed),
                    median(costs, Cost::main),
                    median(costs, Cost::process),
                    median(costs, Cost::classes));
        }

        private static double median(List<Cost> costs, ToDoubleFunction<Cost> figure) {
            double[] sorted = costs.stream().mapToDouble(figure).sorted().toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }
    }

    /** One way to start an application, and what its starts took. */
    private record Start(SmallProject project, List<String> arguments, List<Cost> costs) {
        static Start of(SmallProject project, List<String> hansock) {
            List<String> arguments = new ArrayList<>(APPLICATION);
            arguments.addAll(hansock);
            return new Start(project, arguments, new ArrayList<>());
        }

        void play() throws IOException {
            costs.add(Cost.told(project.run(arguments.toArray(String[]::new))));
        }

        /** What this one takes more, round by round. */
        List<Cost> less(Start other) {
            return IntStream.range(0, costs.size())
                    .mapToObj(round -> costs.get(round).less(other.costs.get(round)))
                    .toList();
        }
    }

    @Test
    void ofAnApplicationWithoutWeb() throws IOException {
        measure("Spring Boot alone");
    }

    @Test
    void ofAWebApplication() throws IOException {
        measure("web, actuator", "web");
    }

    @Test
    void ofAWebApplicationWithJdbc() throws IOException {
        measure("web, actuator, JDBC", "web", "jdbc");
    }

    private static void measure(String application, String... profiles) throws IOException {
        List<String> has = new ArrayList<>(List.of(profiles));
        Start without = Start.of(build("start-without", has), List.of());
        has.add("hansock");
        SmallProject with = build("start-with", has);
        Start off = Start.of(with, OFF);
        Start on = Start.of(with, ON);
        List<Start> turns = new ArrayList<>(List.of(without, off, on));
        for (int round = 0; round < ROUNDS; round++) {
            for (Start start : turns) {
                start.play();
            }
            turns.add(turns.remove(0));
        }
        LOG.info(
                "JDK {}, medians of {} starts\n{}",
                Runtime.version(),
                ROUNDS,
                String.join(
                        "\n",
                        "| " + application + " | elapsed, ms | main thread, ms | process, ms | classes |",
                        "|---|---|---|---|---|",
                        Cost.medians("without the starter", without.costs()),
                        Cost.medians("the starter, turned off, adds", off.less(without)),
                        Cost.medians("the starter adds", on.less(without))));
    }

    private static SmallProject build(String name, List<String> profiles) throws IOException {
        SmallProject project = SmallProject.copyOf(Path.of("src/it/start"), name);
        return profiles.isEmpty() ? project.build() : project.build("-P" + String.join(",", profiles));
    }
}

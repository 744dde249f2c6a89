package io.hansock.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.Collection;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The JVM of one contender. Each line that comes in, {@code <milliseconds to warm up> <milliseconds>}, is a run of JMH inside this
 * JVM, with new connections but with the code that the turns before have compiled; a line with the figures goes out.
 */
final class Player {
    private final Options options;

    private Player(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws IOException, RunnerException {
        PrintStream answers = System.out;
        // Whatever a client or JMH prints must not look like an answer.
        System.setOut(System.err);
        Player player = new Player(new Options(args[0], Integer.parseInt(args[1]), args[2]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] millis = line.split(" ", -1);
            Turn turn = player.play(Integer.parseInt(millis[0]), Integer.parseInt(millis[1]));
            answers.println(turn.toLine());
            answers.flush();
        }
        // The end of the input is the end of the comparison, also if that was killed. Clients may leave threads behind.
        Runtime.getRuntime().halt(0);
    }

    private Turn play(int warmUpMillis, int millis) throws RunnerException {
        ChainedOptionsBuilder run = new OptionsBuilder()
                .include("^" + Pattern.quote(options.benchmark()) + "$")
                .threads(options.threads())
                .param("connections", options.connections())
                .forks(0)
                .warmupIterations(warmUpMillis == 0 ? 0 : 1)
                .warmupTime(TimeValue.milliseconds(warmUpMillis))
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(millis))
                .addProfiler(GCProfiler.class)
                .addProfiler(ProcessCost.class)
                .addProfiler(KeptHeap.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        Collection<RunResult> results = new Runner(run.build()).run();
        RunResult result = results.iterator().next();
        return new Turn(
                result.getPrimaryResult().getScore(),
                secondary(result, ProcessCost.CPU),
                secondary(result, "gc.alloc.rate.norm"),
                secondary(result, KeptHeap.BYTES),
                secondary(result, ProcessCost.OPERATIONS));
    }

    private static double secondary(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getScore();
    }

    private record Options(String benchmark, int threads, String connections) {}
}

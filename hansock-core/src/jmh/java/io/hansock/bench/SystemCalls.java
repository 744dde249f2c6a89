package io.hansock.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** Counts what a process asks of the kernel, where the machine has {@code perf} and lets us. */
final class SystemCalls {
    private static final String EVENT = "raw_syscalls:sys_enter";
    private static final long ATTACHING_MILLIS = 300;

    private SystemCalls() {}

    /** System calls a row in a turn of their own; empty if they can't be counted. */
    static OptionalDouble count(PlayerProcess player, int millis) throws IOException, InterruptedException {
        Process perf;
        try {
            perf = new ProcessBuilder("perf", "stat", "-x", ",", "-e", EVENT, "-p", Long.toString(player.pid()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
        try {
            if (perf.waitFor(ATTACHING_MILLIS, TimeUnit.MILLISECONDS)) {
                return OptionalDouble.empty();
            }
            Turn turn = player.play(0, millis);
            new ProcessBuilder("kill", "-INT", Long.toString(perf.pid()))
                    .start()
                    .waitFor();
            String output = new String(perf.getInputStream().readAllBytes(), UTF_8);
            return output.lines()
                    .filter(line -> line.contains(EVENT) && Character.isDigit(line.charAt(0)))
                    .mapToDouble(line -> Long.parseLong(line.substring(0, line.indexOf(','))) / turn.operations())
                    .findFirst();
        } finally {
            perf.destroyForcibly();
        }
    }
}

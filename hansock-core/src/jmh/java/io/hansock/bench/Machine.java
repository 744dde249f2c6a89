package io.hansock.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where figures come from, and whether it had other things to do. */
final class Machine {
    private Machine() {}

    static String describe() {
        return Runtime.getRuntime().availableProcessors() + " × " + fact("cpuinfo", "model name") + ", "
                + fact("meminfo", "MemTotal") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.version") + "; " + System.getProperty("java.vm.name") + " "
                + Runtime.version() + " (" + System.getProperty("java.vendor")
                + "); the servers on the same machine; load average "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() + " at the start";
    }

    private static String fact(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown " + name);
        } catch (IOException e) {
            return "unknown " + name;
        }
    }
}

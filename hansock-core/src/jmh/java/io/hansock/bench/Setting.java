package io.hansock.bench;

import java.util.List;

/**
 * What the contenders have to do, and who takes part.
 *
 * @param name for the command line
 * @param benchmark the class whose methods the contenders are
 * @param connections how many a client has that shares them between threads
 * @param virtual whether the threads are virtual ones
 * @param contenders the floor comes first
 */
record Setting(
        String name,
        String title,
        Class<?> benchmark,
        int threads,
        int connections,
        boolean virtual,
        List<Contender> contenders) {
    static final Setting ONE_THREAD = new Setting(
            "one",
            "1 thread, a find a call",
            FindBenchmark.class,
            1,
            1,
            false,
            List.of(
                    Contender.FLOOR,
                    Contender.HANSOCK,
                    Contender.HANSOCK_ROW,
                    Contender.CHANNEL,
                    Contender.HS4J,
                    Contender.JDBC));

    static final Setting BATCHES = new Setting(
            "batches",
            "1 thread, " + BatchBenchmark.SIZE + " keys a call",
            BatchBenchmark.class,
            1,
            1,
            false,
            List.of(
                    Contender.FLOOR,
                    Contender.HANSOCK,
                    Contender.HANSOCK_BATCH,
                    Contender.CHANNEL,
                    Contender.HS4J,
                    Contender.HS4J_QUEUED,
                    Contender.JDBC));

    static final Setting PLATFORM_THREADS = new Setting(
            "platform",
            "32 platform threads, a find a call",
            FindBenchmark.class,
            32,
            2,
            false,
            List.of(Contender.FLOOR, Contender.HANSOCK, Contender.CHANNEL, Contender.HS4J, Contender.JDBC));

    static final Setting VIRTUAL_THREADS = new Setting(
            "virtual",
            "128 virtual threads, a find a call",
            FindBenchmark.class,
            128,
            2,
            true,
            List.of(Contender.FLOOR, Contender.HANSOCK, Contender.CHANNEL, Contender.HS4J, Contender.JDBC));

    static final List<Setting> ALL = List.of(ONE_THREAD, BATCHES, PLATFORM_THREADS, VIRTUAL_THREADS);

    Setting {
        contenders = List.copyOf(contenders);
    }

    /** Those that bear the names; all if there are none. */
    static List<Setting> named(List<String> names) {
        for (String name : names) {
            if (ALL.stream().noneMatch(setting -> setting.name.equals(name))) {
                throw new IllegalArgumentException("no setting " + name + "; there are "
                        + ALL.stream().map(Setting::name).toList());
            }
        }
        return ALL.stream()
                .filter(setting -> names.isEmpty() || names.contains(setting.name))
                .toList();
    }

    boolean isPossible() {
        return !virtual || VirtualThreads.exist();
    }

    /** For the JVM of each contender. */
    List<String> flags() {
        return virtual ? VirtualThreads.flags() : List.of();
    }
}

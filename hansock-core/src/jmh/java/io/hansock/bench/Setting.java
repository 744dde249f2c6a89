package io.hansock.bench;

import java.util.List;

/**
 * What the contenders have to do, and who takes part.
 *
 * @param name for the command line
 * @param connections how many a client has that shares them between threads
 * @param virtual whether the threads are virtual ones
 * @param contenders the first is what the speed of the others is compared with: the floor, where there is one
 */
record Setting(
        String name,
        String title,
        Task task,
        int threads,
        int connections,
        boolean virtual,
        List<Contender> contenders) {
    static final Setting ONE_THREAD = oneThread(
            "one",
            "1 thread, a find a call",
            Task.FIND,
            Contender.FLOOR,
            Contender.HANSOCK,
            Contender.HANSOCK_ROW,
            Contender.CHANNEL,
            Contender.HS4J,
            Contender.JDBC);

    static final Setting BATCHES = oneThread(
            "batches",
            "1 thread, " + BatchBenchmark.SIZE + " keys a call",
            Task.FIND_MANY,
            Contender.FLOOR,
            Contender.HANSOCK,
            Contender.HANSOCK_BATCH,
            Contender.CHANNEL,
            Contender.HS4J,
            Contender.HS4J_QUEUED,
            Contender.JDBC);

    static final Setting PLATFORM_THREADS = new Setting(
            "platform",
            "32 platform threads, a find a call",
            Task.FIND,
            32,
            2,
            false,
            List.of(Contender.FLOOR, Contender.HANSOCK, Contender.CHANNEL, Contender.HS4J, Contender.JDBC));

    static final Setting VIRTUAL_THREADS = new Setting(
            "virtual",
            "128 virtual threads, a find a call",
            Task.FIND,
            128,
            2,
            true,
            List.of(Contender.FLOOR, Contender.HANSOCK, Contender.CHANNEL, Contender.HS4J, Contender.JDBC));

    static final Setting SQL_ONE = oneThread(
            "sql-one",
            "SQL: 1 thread, a prepared select by primary key a call",
            Task.SELECT,
            Contender.FLOOR,
            Contender.HANSOCK,
            Contender.HANSOCK_ROW,
            Contender.HANSOCK_POOL,
            Contender.JDBC,
            Contender.CONNECTOR_J,
            Contender.VERTX,
            Contender.R2DBC);

    static final Setting SQL_PIPELINE = oneThread(
            "sql-pipeline",
            "SQL: " + SqlPipelineBenchmark.SIZE + " prepared selects by primary key at a time, pipelined",
            Task.PIPELINE,
            Contender.FLOOR,
            Contender.HANSOCK,
            Contender.JDBC,
            Contender.CONNECTOR_J,
            Contender.VERTX,
            Contender.VERTX_PIPELINED,
            Contender.R2DBC);

    static final Setting SQL_RANGE = oneThread(
            "sql-range",
            "SQL: 1 thread, a prepared select of " + SqlRangeBenchmark.SIZE + " rows of 3 columns a call",
            Task.SELECT_RANGE,
            Contender.FLOOR,
            Contender.HANSOCK,
            Contender.HANSOCK_ROW,
            Contender.JDBC,
            Contender.CONNECTOR_J,
            Contender.VERTX,
            Contender.R2DBC);

    static final Setting SQL_STREAM = oneThread(
            "sql-stream",
            "SQL: 1 thread, " + PeopleServer.ROWS + " rows streamed",
            Task.STREAM,
            Contender.FLOOR,
            Contender.HANSOCK,
            Contender.HANSOCK_ROW,
            Contender.JDBC,
            Contender.CONNECTOR_J,
            Contender.VERTX,
            Contender.R2DBC);

    static final Setting GUARD = oneThread(
            "guard", "guard: 1 thread, a find a call", Task.FIND, Contender.HANSOCK, Contender.HANSOCK_GUARDED);

    static final Setting COMMANDS_OVER_SQL = new Setting(
            "wire",
            "commands over SQL: 32 platform threads, a find a call",
            Task.FIND_OVER_SQL,
            32,
            4,
            false,
            List.of(
                    Contender.HANSOCK_WIRE,
                    Contender.HIKARI_2,
                    Contender.HIKARI_4,
                    Contender.HIKARI_8,
                    Contender.HIKARI_32));

    static final Setting SHARDS = new Setting(
            "shards",
            "3 servers: 1 thread, " + BatchBenchmark.SIZE + " keys a call",
            Task.FIND_OVER_SHARDS,
            1,
            1,
            false,
            List.of(Contender.HANSOCK, Contender.HANSOCK_GUARDED, Contender.HANSOCK_WIRE));

    static final List<Setting> ALL = List.of(
            ONE_THREAD,
            BATCHES,
            PLATFORM_THREADS,
            VIRTUAL_THREADS,
            GUARD,
            SHARDS,
            SQL_ONE,
            SQL_PIPELINE,
            SQL_RANGE,
            SQL_STREAM,
            COMMANDS_OVER_SQL);

    Setting {
        contenders = List.copyOf(contenders);
    }

    private static Setting oneThread(String name, String title, Task task, Contender... contenders) {
        return new Setting(name, title, task, 1, 1, false, List.of(contenders));
    }

    /** Those that bear the names; all if there are none. {@code sql} means all whose names begin so. */
    static List<Setting> named(List<String> names) {
        for (String name : names) {
            if (ALL.stream().noneMatch(setting -> setting.bears(name))) {
                throw new IllegalArgumentException("no setting " + name + "; there are "
                        + ALL.stream().map(Setting::name).toList());
            }
        }
        return ALL.stream()
                .filter(setting -> names.isEmpty() || names.stream().anyMatch(setting::bears))
                .toList();
    }

    private boolean bears(String wanted) {
        return name.equals(wanted) || name.startsWith(wanted + "-");
    }

    boolean isPossible() {
        return !virtual || VirtualThreads.exist();
    }

    /** What one could use instead of Hansock. */
    List<Contender> rivals() {
        return contenders.stream()
                .filter(contender -> contender.role() == Contender.Role.RIVAL)
                .toList();
    }

    /** For the JVM of each contender. */
    List<String> flags() {
        return virtual ? VirtualThreads.flags() : List.of();
    }
}

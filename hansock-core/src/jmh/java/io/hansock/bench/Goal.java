package io.hansock.bench;

import static io.hansock.bench.Contender.FLOOR;
import static io.hansock.bench.Contender.HANSOCK;
import static io.hansock.bench.Contender.HS4J;
import static io.hansock.bench.Contender.JDBC;
import static io.hansock.bench.Contender.VERTX_PIPELINED;

import java.util.List;

/**
 * What Hansock shall reach.
 *
 * @param rivals its figure is divided by that of the best of them in this figure; if there are none, the figure itself is meant
 */
record Goal(Setting setting, Figure figure, double limit, List<Contender> rivals) {
    static final List<Goal> ALL = List.of(
            goal(Setting.ONE_THREAD, Figure.TIME, 1.15, FLOOR),
            goal(Setting.ONE_THREAD, Figure.TIME, 0.8, JDBC),
            goal(Setting.ONE_THREAD, Figure.CPU, 0.5, JDBC),
            goal(Setting.ONE_THREAD, Figure.BYTES, 500),
            goal(Setting.GUARD, Figure.TIME, 1.03, HANSOCK),
            goal(Setting.BATCHES, Figure.THROUGHPUT, 0.8, FLOOR),
            goal(Setting.BATCHES, Figure.THROUGHPUT, 8, HS4J),
            goal(Setting.PLATFORM_THREADS, Figure.THROUGHPUT, 1.3, FLOOR),
            goal(Setting.VIRTUAL_THREADS, Figure.THROUGHPUT, 4, FLOOR),
            goal(Setting.SQL_ONE, Figure.TIME, 1.1, FLOOR),
            best(Setting.SQL_ONE, Figure.TIME, 1),
            best(Setting.SQL_ONE, Figure.CPU, 0.7),
            goal(Setting.SQL_PIPELINE, Figure.THROUGHPUT, 1, VERTX_PIPELINED),
            goal(Setting.SQL_PIPELINE, Figure.THROUGHPUT, 0.9, FLOOR),
            best(Setting.SQL_RANGE, Figure.TIME, 1),
            best(Setting.SQL_RANGE, Figure.CPU, 0.7),
            best(Setting.SQL_STREAM, Figure.THROUGHPUT, 1.1),
            best(Setting.SQL_STREAM, Figure.BYTES, 1),
            best(Setting.COMMANDS_OVER_SQL, Figure.THROUGHPUT, 1.4),
            best(Setting.COMMANDS_OVER_SQL, Figure.CPU, 1));

    Goal {
        rivals = List.copyOf(rivals);
    }

    private static Goal goal(Setting setting, Figure figure, double limit, Contender... rivals) {
        return new Goal(setting, figure, limit, List.of(rivals));
    }

    private static Goal best(Setting setting, Figure figure, double limit) {
        return new Goal(setting, figure, limit, setting.rivals());
    }

    /** Whether {@code reached} is as good as it shall be. */
    boolean isMet(double reached) {
        return figure.moreIsBetter() ? reached >= limit : reached <= limit;
    }

    /** What is compared. */
    enum Figure {
        TIME("time"),
        THROUGHPUT("throughput"),
        CPU("client CPU"),
        BYTES("bytes allocated");

        private final String title;

        Figure(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        boolean moreIsBetter() {
            return this == THROUGHPUT;
        }

        double of(Turn turn) {
            return switch (this) {
                case TIME -> 1 / turn.perSecond();
                case THROUGHPUT -> turn.perSecond();
                case CPU -> turn.cpuNanos();
                case BYTES -> turn.bytes();
            };
        }
    }
}

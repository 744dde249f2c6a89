package io.hansock.bench;

import static io.hansock.bench.Contender.FLOOR;
import static io.hansock.bench.Contender.HS4J;
import static io.hansock.bench.Contender.JDBC;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Hansock shall reach.
 *
 * @param rival what its figure is divided by; null if the figure itself is meant
 */
record Goal(
        Setting setting,
        Figure figure,
        double limit,
        @Nullable Contender rival) {
    static final List<Goal> ALL = List.of(
            new Goal(Setting.ONE_THREAD, Figure.TIME, 1.15, FLOOR),
            new Goal(Setting.ONE_THREAD, Figure.TIME, 0.8, JDBC),
            new Goal(Setting.ONE_THREAD, Figure.CPU, 0.5, JDBC),
            new Goal(Setting.ONE_THREAD, Figure.BYTES, 500, null),
            new Goal(Setting.BATCHES, Figure.THROUGHPUT, 0.8, FLOOR),
            new Goal(Setting.BATCHES, Figure.THROUGHPUT, 8, HS4J),
            new Goal(Setting.PLATFORM_THREADS, Figure.THROUGHPUT, 1.3, FLOOR),
            new Goal(Setting.VIRTUAL_THREADS, Figure.THROUGHPUT, 4, FLOOR));

    /** Whether {@code reached} is as good as it shall be. */
    boolean isMet(double reached) {
        return figure == Figure.THROUGHPUT ? reached >= limit : reached <= limit;
    }

    /** What is compared. */
    enum Figure {
        TIME("time"),
        THROUGHPUT("throughput"),
        CPU("client CPU"),
        BYTES("bytes allocated a find");

        private final String title;

        Figure(String title) {
            this.title = title;
        }

        String title() {
            return title;
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

package io.hansock.model;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What kinds of calls and answers there were: a test whose finds all find nothing shows nothing. Safe for any thread. */
final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final LongAdder partings = new LongAdder();

    void count(Step step, Answer answer) {
        counts.computeIfAbsent(kind(step) + ", " + kind(answer), any -> new LongAdder())
                .increment();
    }

    /** A subject's table has got another id than the others', and is compared no more. */
    void parted() {
        partings.increment();
    }

    private static String kind(Step step) {
        return step.getClass().getSimpleName();
    }

    private static String kind(Answer answer) {
        if (answer instanceof Answer.Found found) {
            return found.rows().isEmpty() ? "nothing" : "rows";
        }
        if (answer instanceof Answer.Changed changed) {
            return changed.rows() == 0 ? "nothing" : "changed";
        }
        return answer.getClass().getSimpleName();
    }

    /** How many calls there were in all. */
    long sum() {
        return counts.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /** How many finds answered rows. */
    long found() {
        return counts.getOrDefault("Search, rows", new LongAdder()).sum();
    }

    @Override
    public String toString() {
        return new TreeMap<>(counts) + ", tables parted by ids: " + partings;
    }
}

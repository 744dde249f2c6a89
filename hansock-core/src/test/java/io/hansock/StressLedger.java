package io.hansock;

import static io.hansock.StressTables.COUNTER_COUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.MariaDbServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** What callers were told of their writes, to be compared with what the servers have. Safe for any thread. */
final class StressLedger {
    private final AtomicLongArray acknowledged = new AtomicLongArray(COUNTER_COUNT);
    private final AtomicLongArray unknown = new AtomicLongArray(COUNTER_COUNT);
    private final LongAdder answers = new LongAdder();

    /** By id, all that a note may be now; empty for absent. */
    private final Map<Long, Set<Optional<String>>> notes = new ConcurrentHashMap<>();

    void answered() {
        answers.increment();
    }

    long answers() {
        return answers.sum();
    }

    void incremented(int counter, long by) {
        acknowledged.addAndGet(counter, by);
    }

    void perhapsIncremented(int counter, long by) {
        unknown.addAndGet(counter, by);
    }

    void noteIs(long id, String text) {
        notes.put(id, Set.of(Optional.of(text)));
    }

    void noteIsAbsent(long id) {
        notes.put(id, Set.of(Optional.empty()));
    }

    void noteIsOneOf(long id, Optional<String> before, Optional<String> after) {
        notes.put(id, Set.of(before, after));
    }

    /** Compares, once all callers have ended and nothing is on its way any more. */
    void verify(String database, List<MariaDbServer> servers) {
        verifyCounters(database, servers);
        Map<Long, String> found = new HashMap<>();
        for (MariaDbServer server : servers) {
            for (List<String> row : server.query("select id, text from " + database + ".notes")) {
                assertThat(found.put(Long.valueOf(row.get(0)), row.get(1)))
                        .as("note %s on a second server", row.get(0))
                        .isNull();
            }
        }
        notes.forEach((id, possible) ->
                assertThat(Optional.ofNullable(found.get(id))).as("note %d", id).isIn(possible));
        assertThat(notes.keySet()).as("notes of callers").containsAll(found.keySet());
    }

    private void verifyCounters(String database, List<MariaDbServer> servers) {
        int counters = 0;
        for (MariaDbServer server : servers) {
            for (List<String> row : server.query("select id, n from " + database + ".counters")) {
                int id = Integer.parseInt(row.get(0));
                assertThat(Long.parseLong(row.get(1)))
                        .as("counter %d", id)
                        .isBetween(acknowledged.get(id), acknowledged.get(id) + unknown.get(id));
                counters++;
            }
        }
        assertThat(counters).isEqualTo(COUNTER_COUNT);
    }
}

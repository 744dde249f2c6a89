package io.hansock.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the callers of one client were told of their writes, to be compared with what the server has. Safe for any thread. */
final class Ledger {
    private final Manner manner;

    /** By id, all that a row may be now; empty for absent. */
    private final Map<Long, Set<Optional<Entry>>> rows = new ConcurrentHashMap<>();

    /** How often which end was come to. */
    private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();

    Ledger(Manner manner) {
        this.manner = manner;
    }

    Manner manner() {
        return manner;
    }

    void ended(String how) {
        ends.computeIfAbsent(how, any -> new LongAdder()).increment();
    }

    Set<String> told() {
        return ends.keySet();
    }

    /** It is certain what became of it: what was acknowledged is there, and what was not sent, or refused, is not. */
    void is(long id, Optional<Entry> state) {
        rows.put(id, Set.of(state));
    }

    /** A write of unknown outcome makes it one or the other. */
    void isOneOf(long id, Optional<Entry> before, Optional<Entry> after) {
        rows.put(id, Set.of(before, after));
    }

    /** Compares, once all callers have ended. */
    void verify(Function<String, List<List<@Nullable String>>> server) {
        Map<Long, Entry> found = new HashMap<>();
        String table = Manner.DATABASE + "." + manner.table().name();
        server.apply("select id, token, n from " + table + " where id >= " + Entry.FIXED)
                .forEach(row -> {
                    long id = Long.parseLong(Objects.requireNonNull(row.get(0)));
                    String token = Objects.requireNonNull(row.get(1));
                    found.put(id, new Entry(id, token, Long.parseLong(Objects.requireNonNull(row.get(2)))));
                });
        rows.forEach((id, possible) -> assertThat(Optional.ofNullable(found.get(id)))
                .as("row %d of %s, %s", id, table, this)
                .isIn(possible));
        assertThat(rows.keySet()).as("rows of %s that somebody wrote", table).containsAll(found.keySet());
    }

    @Override
    public String toString() {
        return manner + " " + new TreeMap<>(ends);
    }
}

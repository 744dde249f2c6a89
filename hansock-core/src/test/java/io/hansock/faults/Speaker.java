package io.hansock.faults;

import static io.hansock.faults.Speech.BY_TEAM;
import static io.hansock.faults.Speech.ENTRIES;
import static io.hansock.faults.Speech.GROUP;
import static io.hansock.faults.Speech.MEMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.HansockException;
import io.hansock.index.Update;
import io.hansock.testing.Stopwatch;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Makes calls that are disturbed, each again until it was answered or it is unknown whether it was carried out. For one thread. */
final class Speaker {
    private static final Duration MARGIN = Duration.ofSeconds(1);
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long IDS_EACH = 1_000_000;

    /** A fault that comes once and is over. */
    private static final int MOST_TRIES = 1_000;

    private final Hansock hansock;
    private final Ledger ledger;
    private final int team;
    private long nextId;
    private long changes;
    private boolean counts;

    /** What the rows of its team may have in common, or the first of them may have. */
    private final Set<Long> possible = new HashSet<>(Set.of(0L));

    Speaker(int number, Hansock hansock, Ledger ledger) {
        this.hansock = hansock;
        this.ledger = ledger;
        this.team = number;
        this.nextId = (number + 1) * IDS_EACH;
    }

    void read() {
        long id = nextId++ % Entry.FIXED;
        End end;
        do {
            end = make(() -> hansock.findOne(ENTRIES, id), Optional.of(Entry.fixed(id)));
        } while (end != End.ANSWERED);
    }

    void insertUpdateDelete() {
        long id = nextId++;
        Entry entry = new Entry(id, "first " + id, 1);
        Entry changed = new Entry(id, "second " + id, 1);
        if (write(Optional.empty(), id, Deed.insert(ENTRIES, entry))
                && write(Optional.of(entry), id, Deed.update(ENTRIES, entry, changed.token()))) {
            write(Optional.of(changed), id, Deed.delete(ENTRIES, changed));
        }
    }

    void upsertTwice() {
        long id = nextId++;
        Entry entry = new Entry(id, "first " + id, 1);
        if (write(Optional.empty(), id, Deed.upsert(ENTRIES, entry))) {
            write(Optional.of(entry), id, Deed.upsert(ENTRIES, new Entry(id, "second " + id, 2)));
        }
    }

    /** Adds one to the first row of its team. */
    void count() {
        counts = true;
        AtomicLong sum = new AtomicLong();
        End end = make(
                () -> {
                    sum.set(hansock.incrementAndGet(MEMBERS.key((long) team * GROUP), "n", 1));
                    return possible.contains(sum.get() - 1);
                },
                true);
        if (end == End.ANSWERED) {
            possible.clear();
            possible.add(sum.get());
        } else {
            possible.addAll(possible.stream().map(n -> n + 1).toList());
        }
    }

    /** Returns false if it is uncertain from now on what the row is. */
    private boolean write(Optional<Entry> before, long id, Deed deed) {
        if (make(() -> deed.now().apply(hansock), deed.told()) == End.UNKNOWN) {
            ledger.isOneOf(id, before, deed.after());
            return false;
        }
        ledger.is(id, deed.after());
        return true;
    }

    void changeTeam() {
        long n = ++changes;
        changed(n, make(() -> hansock.change(team(n)), (long) GROUP));
    }

    void replaceTeam() {
        long n = ++changes;
        End end = make(
                () -> {
                    List<Long> old = hansock.change(team(n).returningOld()).stream()
                            .map(row -> row.getLong("n"))
                            .toList();
                    verifyTeam(old);
                    return old.size();
                },
                GROUP);
        changed(n, end);
    }

    void changeTeamInTransaction() {
        long n = ++changes;
        List<Long> ids = LongStream.range(0, GROUP)
                .map(i -> (long) team * GROUP + i)
                .boxed()
                .toList();
        End end = make(
                () -> hansock.transaction(MEMBERS.shard(ids.get(0)), tx -> {
                    tx.batch(
                            "update members set n = ? where id = ?",
                            ids.stream().map(id -> List.of(-n, id)).toList());
                    tx.pipeline(all -> ids.forEach(id -> all.update("update members set n = ? where id = ?", n, id)));
                    return GROUP;
                }),
                GROUP);
        changed(n, end);
    }

    private Update<Speech.Member> team(long n) {
        return BY_TEAM.eq(team).limit(GROUP).set("n", n);
    }

    private void changed(long n, End end) {
        if (end == End.ANSWERED) {
            possible.clear();
        }
        possible.add(n);
    }

    /** All or none of its team's rows were changed, or the first of them alone was counted up; and as it was told. */
    void verifyTeam(List<Long> found) {
        assertThat(found).as("team %d", team).hasSize(GROUP);
        assertThat(found.get(0)).as("team %d", team).isIn(possible);
        assertThat(found.subList(1, GROUP)).as("team %d", team).containsOnly(counts ? 0L : found.get(0));
    }

    private End make(Supplier<?> call, @Nullable Object expected) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Stopwatch stopwatch = Stopwatch.start();
            End end;
            Object answer = null;
            try {
                answer = call.get();
                end = End.ANSWERED;
            } catch (HansockException e) {
                end = End.of(e);
            }
            ledger.ended(end.name());
            assertThat(stopwatch.awake()).isLessThan(Scene.TIMEOUT.plus(MARGIN));
            if (end == End.ANSWERED && expected != null) {
                assertThat(answer).isEqualTo(expected);
            }
            if (end != End.NOT_DONE) {
                return end;
            }
            LockSupport.parkNanos(REST_NANOS);
        }
        throw new AssertionError("not answered although nothing is wrong any more; " + hansock.states());
    }
}

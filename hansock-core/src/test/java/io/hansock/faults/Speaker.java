package io.hansock.faults;

import static io.hansock.faults.Speech.BY_TEAM;
import static io.hansock.faults.Speech.ENTRIES;
import static io.hansock.faults.Speech.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.HansockException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
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

    /** What the rows of its team may have in common. */
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
        Entry entry = new Entry(id, "first", 1);
        Entry changed = new Entry(id, "second", 1);
        boolean certain = write(id, Optional.empty(), Optional.of(entry), () -> hansock.insert(ENTRIES, entry), null)
                && write(
                        id,
                        Optional.of(entry),
                        Optional.of(changed),
                        () -> hansock.change(ENTRIES.key(id).set("token", "second")),
                        1L);
        if (certain) {
            write(id, Optional.of(changed), Optional.empty(), () -> hansock.delete(ENTRIES.key(id)), true);
        }
    }

    /** Returns false if it is uncertain from now on what the row is. */
    private boolean write(
            long id, Optional<Entry> before, Optional<Entry> after, Supplier<?> call, @Nullable Object expected) {
        if (make(call, expected) == End.UNKNOWN) {
            ledger.isOneOf(id, before, after);
            return false;
        }
        ledger.is(id, after);
        return true;
    }

    void changeTeam() {
        long n = ++changes;
        End end = make(() -> hansock.change(BY_TEAM.eq(team).limit(GROUP).set("n", n)), (long) GROUP);
        if (end == End.ANSWERED) {
            possible.clear();
        }
        possible.add(n);
    }

    /** All or none of its team's rows were changed, and as it was told. */
    void verifyTeam(List<Long> found) {
        assertThat(found).as("team %d", team).hasSize(GROUP).isSubsetOf(possible);
        assertThat(Set.copyOf(found)).as("team %d", team).hasSize(1);
    }

    private End make(Supplier<?> call, @Nullable Object expected) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long started = System.nanoTime();
            End end;
            Object answer = null;
            try {
                answer = call.get();
                end = End.ANSWERED;
            } catch (HansockException e) {
                end = End.of(e);
            }
            ledger.ended(end.name());
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Scene.TIMEOUT.plus(MARGIN));
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

package io.hansock.faults;

import io.hansock.Hansock;
import io.hansock.HansockAsync;
import io.hansock.HansockException;
import io.hansock.ServerException;
import io.hansock.index.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads of anybody's rows and writes of its own, one after the other, until told to stop. For one thread. */
final class Caller implements Runnable {
    private static final long IDS_EACH = 1_000_000;
    private static final int ROWS = 12;
    private static final int MOST_KEYS = 10;

    /** Who fails at once does not try again at once. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Hansock hansock;
    private final Ledger ledger;
    private final Pulse pulse;
    private final Duration timeout;
    private final Random random;
    private final BooleanSupplier goesOn;
    private final Table<Entry> table;

    /** The state of each row that it writes, as far as it is certain. */
    private final List<Row> rows = new ArrayList<>();

    private long nextId;
    private long versions;
    private @Nullable Object answer;

    private static final class Row {
        private final long id;
        private Optional<Entry> state = Optional.empty();

        private Row(long id) {
            this.id = id;
        }
    }

    Caller(
            int number,
            Hansock hansock,
            Ledger ledger,
            Pulse pulse,
            Duration timeout,
            Random random,
            BooleanSupplier goesOn) {
        this.hansock = hansock;
        this.ledger = ledger;
        this.pulse = pulse;
        this.timeout = timeout;
        this.random = random;
        this.goesOn = goesOn;
        this.table = ledger.manner().table();
        this.nextId = (number + 1) * IDS_EACH;
        for (int i = 0; i < ROWS; i++) {
            rows.add(new Row(nextId++));
        }
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            int dice = random.nextInt(100);
            if (dice < 45) {
                findFixed();
            } else if (dice < 55) {
                findSome();
            } else {
                int place = random.nextInt(ROWS);
                Row row = rows.get(place);
                if (dice < 70) {
                    expect(find(row.id), row.state);
                } else if (!write(row)) {
                    rows.set(place, new Row(nextId++));
                }
            }
        }
        rows.forEach(row -> ledger.is(row.id, row.state));
    }

    private void findFixed() {
        long id = random.nextInt(Entry.FIXED);
        expect(find(id), Optional.of(Entry.fixed(id)));
    }

    private void findSome() {
        List<Long> ids = random.longs(1 + random.nextInt(MOST_KEYS), 0, Entry.FIXED)
                .distinct()
                .boxed()
                .toList();
        End end = random.nextBoolean()
                ? make(() -> List.copyOf(hansock.findAll(table, ids).values()))
                : later(async -> async.findAll(table, ids).thenApply(found -> List.copyOf(found.values())));
        expect(end, ids.stream().map(Entry::fixed).toList());
    }

    private End find(long id) {
        return random.nextInt(4) == 0
                ? later(async -> async.findOne(table, id))
                : make(() -> hansock.findOne(table, id));
    }

    /** Returns false if it is uncertain from now on what the row is. */
    private boolean write(Row row) {
        Optional<Entry> after;
        End end;
        Entry present = row.state.orElse(null);
        if (present == null) {
            Entry inserted = new Entry(row.id, token(row.id), 0);
            after = Optional.of(inserted);
            end = make(() -> hansock.insert(table, inserted));
        } else {
            switch (random.nextInt(4)) {
                case 0 -> {
                    after = Optional.empty();
                    end = make(() -> hansock.delete(table.key(row.id)));
                    expect(end, true);
                }
                case 1 -> {
                    after = Optional.of(new Entry(row.id, present.token(), present.n() + 1));
                    end = make(() -> hansock.increment(table.key(row.id), "n", 1));
                    expect(end, true);
                }
                default -> {
                    String token = token(row.id);
                    after = Optional.of(new Entry(row.id, token, present.n()));
                    end = random.nextInt(4) == 0
                            ? later(async -> async.change(table.key(row.id).set("token", token)))
                            : make(() -> hansock.change(table.key(row.id).set("token", token)));
                    expect(end, 1L);
                }
            }
        }
        if (end == End.UNKNOWN) {
            ledger.isOneOf(row.id, row.state, after);
            return false;
        }
        if (end == End.ANSWERED) {
            row.state = after;
        }
        return true;
    }

    private String token(long id) {
        return id + "\t" + versions++;
    }

    private End later(Function<HansockAsync, CompletableFuture<?>> call) {
        return make(() -> {
            try {
                return call.apply(hansock.async()).join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof HansockException failure) {
                    throw failure;
                }
                throw e;
            }
        });
    }

    private End make(Supplier<?> call) {
        long started = System.nanoTime();
        answer = null;
        End end;
        try {
            answer = call.get();
            end = End.ANSWERED;
            ledger.ended("answered");
        } catch (HansockException e) {
            end = End.of(e);
            ledger.ended(e.getClass().getSimpleName()
                    + (e instanceof ServerException refused ? " " + refused.kind() : "") + " " + end);
        }
        pulse.ended(started, timeout, end == End.ANSWERED);
        if (end != End.ANSWERED) {
            LockSupport.parkNanos(REST_NANOS);
        }
        return end;
    }

    private void expect(End end, Object expected) {
        if (end == End.ANSWERED && !expected.equals(answer)) {
            throw new AssertionError("a foreign answer: expected " + expected + ", got " + answer);
        }
    }
}

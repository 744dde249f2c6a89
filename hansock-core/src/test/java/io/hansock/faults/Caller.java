package io.hansock.faults;

import io.hansock.Hansock;
import io.hansock.HansockAsync;
import io.hansock.HansockException;
import io.hansock.ServerException;
import io.hansock.index.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads of anybody's rows and writes of its own, until told to stop: one after the other, some of them by futures, and now and then several
 * futures at the same time. For one thread.
 */
final class Caller implements Runnable {
    private static final long IDS_EACH = 1_000_000;
    private static final int ROWS = 12;
    private static final int MOST_KEYS = 10;
    private static final int MOST_AT_ONCE = 4;

    /** Who fails at once does not try again at once. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Hansock hansock;
    private final Ledger ledger;
    private final Load load;
    private final Random random;
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

    /** A write by a future. */
    private record UnderWay(int place, Deed deed, long started, CompletableFuture<?> future) {}

    Caller(int number, Hansock hansock, Ledger ledger, Load load, Random random) {
        this.hansock = hansock;
        this.ledger = ledger;
        this.load = load;
        this.random = random;
        this.table = ledger.manner().table();
        this.nextId = (number + 1) * IDS_EACH;
        for (int i = 0; i < ROWS; i++) {
            rows.add(new Row(nextId++));
        }
    }

    @Override
    public void run() {
        while (load.goesOn()) {
            int dice = random.nextInt(100);
            if (dice < 45) {
                findFixed();
            } else if (dice < 55) {
                findSome();
            } else if (dice < 70) {
                Row row = rows.get(random.nextInt(ROWS));
                expect(find(row.id), row.state);
            } else if (dice < 97) {
                write(random.nextInt(ROWS));
            } else {
                writeSeveral();
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

    private void write(int place) {
        Deed deed = deed(rows.get(place));
        End end = random.nextInt(3) == 0
                ? later(deed.later())
                : make(() -> deed.now().apply(hansock));
        wrote(place, deed, end);
    }

    /** Each a row of its own, and none waits for another. */
    private void writeSeveral() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            places.add(i);
        }
        Collections.shuffle(places, random);
        List<UnderWay> all = new ArrayList<>();
        for (int place : places.subList(0, 2 + random.nextInt(MOST_AT_ONCE - 1))) {
            Deed deed = deed(rows.get(place));
            long started = System.nanoTime();
            all.add(new UnderWay(place, deed, started, deed.later().apply(hansock.async())));
        }
        for (UnderWay one : all) {
            wrote(one.place, one.deed, end(one.started, () -> join(one.future)));
        }
    }

    private Deed deed(Row row) {
        String token = row.id + "\t" + versions++ + "x".repeat(load.padding());
        return Deed.any(ledger.manner(), row.id, row.state, token, random);
    }

    /** Keeps account of the row; another takes its place if it is uncertain from now on what it is, or it is to stay. */
    private void wrote(int place, Deed deed, End end) {
        Row row = rows.get(place);
        if (deed.told() != null) {
            expect(end, deed.told());
        }
        if (end == End.UNKNOWN) {
            ledger.isOneOf(row.id, row.state, deed.after());
            rows.set(place, new Row(nextId++));
            return;
        }
        if (end == End.ANSWERED) {
            row.state = deed.after();
            if (load.grows() && random.nextBoolean()) {
                ledger.is(row.id, row.state);
                rows.set(place, new Row(nextId++));
            }
        }
    }

    private End later(Function<HansockAsync, ? extends CompletableFuture<?>> call) {
        return make(() -> join(call.apply(hansock.async())));
    }

    private static Object join(CompletableFuture<?> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof HansockException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private End make(Supplier<?> call) {
        return end(System.nanoTime(), call);
    }

    private End end(long started, Supplier<?> call) {
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
        load.pulse().ended(started, load.timeout(), end == End.ANSWERED);
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

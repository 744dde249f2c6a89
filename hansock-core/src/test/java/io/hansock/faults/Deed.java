package io.hansock.faults;

import io.hansock.Hansock;
import io.hansock.HansockAsync;
import io.hansock.index.Table;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A write of one row that is about to be made.
 *
 * @param after what the row is when it was carried out
 * @param told what its caller is told then; null if that says nothing
 * @param now has it carried out while the caller waits
 * @param later the same without a thread that waits
 */
record Deed(
        Optional<Entry> after,
        @Nullable Object told,
        Function<Hansock, Object> now,
        Function<HansockAsync, CompletableFuture<?>> later) {

    static Deed insert(Table<Entry> table, Entry entry) {
        return new Deed(
                Optional.of(entry), null, hansock -> hansock.insert(table, entry), async -> async.insert(table, entry));
    }

    /** Whether it is there or not. */
    static Deed upsert(Table<Entry> table, Entry entry) {
        return new Deed(
                Optional.of(entry),
                true,
                hansock -> {
                    hansock.upsert(table, entry);
                    return true;
                },
                async -> async.upsert(table, entry));
    }

    static Deed update(Table<Entry> table, Entry present, String token) {
        return new Deed(
                Optional.of(new Entry(present.id(), token, present.n())),
                1L,
                hansock -> hansock.change(table.key(present.id()).set("token", token)),
                async -> async.change(table.key(present.id()).set("token", token)));
    }

    /** Answers the row as it was. */
    static Deed replace(Table<Entry> table, Entry present, String token) {
        return new Deed(
                Optional.of(new Entry(present.id(), token, present.n())),
                List.of(present.token()),
                hansock -> hansock
                        .change(table.key(present.id()).set("token", token).returningOld())
                        .stream()
                        .map(row -> row.getString("token"))
                        .toList(),
                async -> async.change(
                                table.key(present.id()).set("token", token).returningOld())
                        .thenApply(rows ->
                                rows.stream().map(row -> row.getString("token")).toList()));
    }

    static Deed increment(Table<Entry> table, Entry present) {
        return new Deed(
                Optional.of(present.next()),
                true,
                hansock -> hansock.increment(table.key(present.id()), "n", 1),
                async -> async.increment(table.key(present.id()), "n", 1));
    }

    /** Answers the sum. */
    static Deed incrementAndGet(Table<Entry> table, Entry present) {
        return new Deed(
                Optional.of(present.next()),
                present.next().n(),
                hansock -> hansock.incrementAndGet(table.key(present.id()), "n", 1),
                async -> async.incrementAndGet(table.key(present.id()), "n", 1));
    }

    static Deed delete(Table<Entry> table, Entry present) {
        return new Deed(
                Optional.empty(),
                true,
                hansock -> hansock.delete(table.key(present.id())),
                async -> async.delete(table.key(present.id())));
    }

    /** Something that can be done with a row; {@code token} is what it may be called then. */
    static Deed any(Manner manner, long id, Optional<Entry> state, String token, Random random) {
        Table<Entry> table = manner.table();
        if (state.isEmpty()) {
            Entry entry = new Entry(id, token, 0);
            return manner.writesOverSql() && random.nextInt(4) == 0 ? upsert(table, entry) : insert(table, entry);
        }
        Entry present = state.get();
        return switch (random.nextInt(manner.writesOverSql() ? 8 : 6)) {
            case 0 -> delete(table, present);
            case 1, 2 -> increment(table, present);
            case 3, 4 -> update(table, present, token);
            case 5 -> replace(table, present, token);
            case 6 -> incrementAndGet(table, present);
            default -> upsert(table, new Entry(id, token, present.n()));
        };
    }
}

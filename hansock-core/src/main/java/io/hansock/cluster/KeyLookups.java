package io.hansock.cluster;

import io.hansock.Operation;
import io.hansock.RefusedException;
import io.hansock.ResultException;
import io.hansock.guard.KeyGuard;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import io.hansock.index.Table;
import io.hansock.value.RowMapper;
import io.hansock.value.Rows;
import io.hansock.wire.CommandWire;
import io.hansock.wire.KeyFinds;
import io.hansock.wire.WireExchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans for rows by primary key: one, or many at once with their keys grouped by the server that has them. Safe for any thread. */
final class KeyLookups {
    /** One exchange carries no more, so that others on its channel get their turn. */
    private static final int MOST_KEYS = 256;

    /** Fewer are not worth a second channel, where the server could look for them at the same time. */
    private static final int WORTH_A_CHANNEL = 32;

    private final Router router;
    private final int channels;
    private final int maxKeys;

    KeyLookups(Router router, int channels, int maxKeys) {
        this.router = router;
        this.channels = channels;
        this.maxKeys = maxKeys;
    }

    /** The server that has the row of a primary key. */
    ClusterServer owner(Table<?> table, Object... key) {
        return router.hasOneServer() ? router.only() : router.one(table.key(key).find());
    }

    /** The row of a primary key. */
    <R> Call<Optional<R>> findOne(ClusterServer server, Table<R> table, Object... key) {
        return new Call<>(server, table, false, Operation.FIND) {
            @Override
            @Nullable
            Verdict<?> judge(TableGuard guard) {
                return guard.keys(table).admits(key)
                        ? null
                        : guard.judge(table.key(key).find());
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                return wire.keyFinds(table).find(key);
            }

            @Override
            Optional<R> read(WireExchange answered) {
                return one(answered, table.mapper());
            }
        };
    }

    static <R> Optional<R> one(WireExchange answered, RowMapper<R> mapper) {
        Rows rows = answered.rows();
        return rows.isEmpty() ? Optional.empty() : Optional.of(only(rows, 0, rows.size(), mapper));
    }

    <K, R> Plan<Map<K, R>> findAll(Table<R> table, Collection<K> keys) {
        List<K> asked = List.copyOf(keys);
        if (asked.size() > maxKeys) {
            throw new RefusedException(
                    null,
                    "max-keys",
                    asked.size() + " keys in one call; the bound is " + maxKeys + " (max-keys), split the call");
        }
        if (asked.isEmpty()) {
            return new Plan.Known<>(Map.of());
        }
        List<Call<Found<R>>> calls = new ArrayList<>();
        byOwner(table, asked).forEach((server, numbers) -> {
            int each = Math.min(MOST_KEYS, Math.max(WORTH_A_CHANNEL, (numbers.length + channels - 1) / channels));
            for (int from = 0; from < numbers.length; from += each) {
                calls.add(call(server, table, asked, numbers, from, Math.min(from + each, numbers.length)));
            }
        });
        return new Plan.Many<>(calls, parts -> collect(asked, parts));
    }

    /** The positions, in the order asked, of each server's keys. */
    private <K> Map<ClusterServer, int[]> byOwner(Table<?> table, List<K> asked) {
        if (router.hasOneServer()) {
            int[] all = new int[asked.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = i;
            }
            return Map.of(router.only(), all);
        }
        Map<ClusterServer, List<Integer>> grouped = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            grouped.computeIfAbsent(owner(table, KeyFinds.parts(asked.get(i))), any -> new ArrayList<>())
                    .add(i);
        }
        Map<ClusterServer, int[]> positions = new LinkedHashMap<>();
        grouped.forEach((server, numbers) -> positions.put(
                server, numbers.stream().mapToInt(Integer::intValue).toArray()));
        return positions;
    }

    private static <K, R> Call<Found<R>> call(
            ClusterServer server, Table<R> table, List<K> asked, int[] numbers, int from, int to) {
        List<K> keys = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            keys.add(asked.get(numbers[i]));
        }
        return new Call<>(server, table, false, Operation.MULTI_FIND) {
            @Override
            @Nullable
            Verdict<?> judge(TableGuard guard) {
                return judgeKeys(guard, table, keys);
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                return wire.keyFinds(table).findEach(keys);
            }

            @Override
            Found<R> read(WireExchange answered) {
                Rows rows = answered.rows();
                List<@Nullable R> found = new ArrayList<>(to - from);
                int row = 0;
                for (int i = 0; i < to - from; i++) {
                    int end = answered.rowsUpTo(i);
                    found.add(row == end ? null : only(rows, row, end, table.mapper()));
                    row = end;
                }
                return new Found<>(numbers, from, found);
            }
        };
    }

    private static @Nullable Verdict<?> judgeKeys(TableGuard guard, Table<?> table, List<?> keys) {
        KeyGuard admitted = guard.keys(table);
        if (keys.stream().allMatch(key -> admitted.admits(KeyFinds.parts(key)))) {
            return null;
        }
        List<Find<?>> finds = new ArrayList<>(keys.size());
        keys.forEach(key -> finds.add(table.key(KeyFinds.parts(key)).find()));
        return guard.judgeEach(
                finds.get(0),
                finds.stream()
                        .map(find -> ((KeyMatch.Compare) find.match()).parts())
                        .toList());
    }

    private static <R> R only(Rows rows, int from, int to, RowMapper<R> mapper) {
        if (to - from > 1) {
            throw new ResultException(ResultException.Kind.TOO_MANY_ROWS, (to - from) + " rows where one was expected");
        }
        return mapper.map(rows.row(from));
    }

    private static <K, R> Map<K, R> collect(List<K> asked, List<Found<R>> parts) {
        List<@Nullable R> inOrder = new ArrayList<>(Collections.nCopies(asked.size(), null));
        for (Found<R> part : parts) {
            for (int i = 0; i < part.rows().size(); i++) {
                inOrder.set(part.numbers()[part.from() + i], part.rows().get(i));
            }
        }
        Map<K, R> byKey = new LinkedHashMap<>(2 * asked.size());
        for (int i = 0; i < asked.size(); i++) {
            R row = inOrder.get(i);
            if (row != null) {
                byKey.put(asked.get(i), row);
            }
        }
        return Collections.unmodifiableMap(byKey);
    }

    /** The rows of the keys {@code numbers[from..]}, null where there is none. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
    private record Found<R>(int[] numbers, int from, List<@Nullable R> rows) {}
}

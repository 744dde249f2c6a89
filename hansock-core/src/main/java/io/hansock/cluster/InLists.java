package io.hansock.cluster;

import io.hansock.Operation;
import io.hansock.RefusedException;
import io.hansock.guard.TableGuard;
import io.hansock.guard.Verdict;
import io.hansock.index.Find;
import io.hansock.index.KeyMatch;
import io.hansock.index.Target;
import io.hansock.value.RowMapper;
import io.hansock.value.Rows;
import io.hansock.wire.CommandWire;
import io.hansock.wire.WireExchange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Plans for IN lists: a pipelined find for each value, grouped by the server that has it, in exchanges of a bounded number of
 * lines. Unlike HandlerSocket's own IN (trap H14) that keeps apart which key found which rows, and finds all rows of a key.
 */
final class InLists {
    /** One exchange carries no more, so that others on its channel get their turn. */
    private static final int KEYS_PER_EXCHANGE = 256;

    private final Router router;
    private final int maxKeys;

    InLists(Router router, int maxKeys) {
        this.router = router;
        this.maxKeys = maxKeys;
    }

    /** The concatenation of single finds, in the order of the values. */
    <R> Plan<List<R>> find(Find<R> find, KeyMatch.In in) {
        if (in.values().size() > maxKeys) {
            throw new RefusedException(
                    null,
                    "max-keys",
                    in.values().size() + " values in one list; the bound is " + maxKeys
                            + " (max-keys), split the call");
        }
        if (in.values().isEmpty()) {
            return new Plan.Known<>(List.of());
        }
        Find<R> each = find.offset(0).limit(Math.addExact(find.offset(), find.limit()));
        List<List<@Nullable Object>> wanted = new ArrayList<>(in.values().size());
        List<List<ClusterServer>> where = new ArrayList<>(in.values().size());
        for (Object value : in.values()) {
            List<@Nullable Object> parts = new ArrayList<>(in.prefix());
            parts.add(value);
            wanted.add(parts);
            where.add(servers(find, value));
        }
        return plan(
                each,
                wanted,
                where,
                found -> found.stream()
                        .flatMap(List::stream)
                        .skip(find.offset())
                        .limit(find.limit())
                        .toList());
    }

    private List<ClusterServer> servers(Find<?> find, Object value) {
        if (find.target() == Target.ALL_SERVERS) {
            return router.all();
        }
        if (find.target() != Target.BY_SHARD || router.hasOneServer()) {
            return List.of(router.one(find));
        }
        byte[] shardKey = find.shardKeyOf(value);
        if (shardKey == null) {
            throw router.noShardKey(find);
        }
        return List.of(router.reader(shardKey));
    }

    /** A plan that finds {@code keys.get(i)} on each of {@code where.get(i)}, all with one shape of find. */
    private <R, T> Plan<T> plan(
            Find<R> like,
            List<List<@Nullable Object>> keys,
            List<List<ClusterServer>> where,
            Function<List<List<R>>, T> combine) {
        Map<ClusterServer, List<Integer>> byServer = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            for (ClusterServer server : where.get(i)) {
                byServer.computeIfAbsent(server, any -> new ArrayList<>()).add(i);
            }
        }
        List<Call<Found<R>>> calls = new ArrayList<>();
        byServer.forEach((server, numbers) -> {
            for (int from = 0; from < numbers.size(); from += KEYS_PER_EXCHANGE) {
                List<Integer> some = numbers.subList(from, Math.min(from + KEYS_PER_EXCHANGE, numbers.size()));
                calls.add(call(server, like, some, some.stream().map(keys::get).toList()));
            }
        });
        return new Plan.Many<>(calls, parts -> combine.apply(collect(keys.size(), parts)));
    }

    private <R> Call<Found<R>> call(
            ClusterServer server, Find<R> like, List<Integer> numbers, List<List<@Nullable Object>> keys) {
        return new Call<>(server, like.table(), false, Operation.MULTI_FIND) {
            @Override
            @Nullable
            Verdict<?> judge(TableGuard guard) {
                return guard.judgeEach(like, keys);
            }

            @Override
            WireExchange exchange(CommandWire wire) {
                return wire.findEach(like, keys);
            }

            @Override
            Found<R> read(WireExchange answered) {
                return new Found<>(numbers, split(answered, numbers.size(), like.mapper()));
            }
        };
    }

    private static <R> List<List<R>> split(WireExchange answered, int finds, RowMapper<R> mapper) {
        Rows rows = answered.rows();
        List<List<R>> lists = new ArrayList<>(finds);
        int row = 0;
        for (int find = 0; find < finds; find++) {
            List<R> list = new ArrayList<>(1);
            for (; row < answered.rowsUpTo(find); row++) {
                list.add(mapper.map(rows.row(row)));
            }
            lists.add(list);
        }
        return lists;
    }

    private static <R> List<List<R>> collect(int finds, List<Found<R>> parts) {
        List<List<R>> all = new ArrayList<>(finds);
        for (int i = 0; i < finds; i++) {
            all.add(List.of());
        }
        for (Found<R> part : parts) {
            for (int i = 0; i < part.numbers().size(); i++) {
                int number = part.numbers().get(i);
                if (all.get(number).isEmpty()) {
                    all.set(number, part.lists().get(i));
                } else {
                    all.get(number).addAll(part.lists().get(i));
                }
            }
        }
        return all;
    }

    /** What one exchange found: for each of its finds, by number, the rows. */
    private record Found<R>(List<Integer> numbers, List<List<R>> lists) {}
}

package io.hansock.model;

import io.hansock.index.Change;
import io.hansock.index.Comparison;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.KeyMatch;
import io.hansock.index.Target;
import io.hansock.index.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The same table on several servers, as docs/semantics.md says of them. Not thread-safe. */
final class ModelServers {
    private final Schema schema;
    private final Map<String, ModelTable> tables = new LinkedHashMap<>();

    /** The server that the ring gives for values of the shard columns, as the model keeps them. */
    private final Function<List<Object>, String> ring;

    ModelServers(Schema schema, List<String> names, Function<List<Object>, String> ring) {
        this.schema = schema;
        this.ring = ring;
        names.forEach(name -> tables.put(name, new ModelTable(schema)));
    }

    ModelTable on(String server) {
        return tables.get(server);
    }

    /** The rows of all, server by server. */
    List<Object[]> rows() {
        return tables.values().stream().flatMap(table -> table.rows().stream()).toList();
    }

    /** Where a row belongs. */
    String owner(Object[] row) {
        return ring.apply(schema.table().shardColumns().stream()
                .map(column -> row[schema.position(column)])
                .toList());
    }

    Answer answer(Step step) {
        if (step instanceof Step.Illegal illegal) {
            return new Answer.Refused(illegal.rule());
        }
        if (step instanceof Step.Search search) {
            return search(search.find());
        }
        if (step instanceof Step.Many many) {
            Map<Object, List<List<@Nullable Object>>> found = new LinkedHashMap<>();
            for (Object key : many.keys()) {
                List<Object> parts = key instanceof List<?> list ? List.copyOf(list) : List.of(key);
                Answer.Found one = (Answer.Found) answer(new Step.One(parts));
                if (!one.rows().isEmpty()) {
                    found.put(key, one.rows());
                }
            }
            return new Answer.Found(
                    found.values().stream().flatMap(List::stream).toList());
        }
        @Nullable String rule = refusal(step);
        return rule == null ? on(server(step)).answer(step, OptionalLong.empty()) : new Answer.Refused(rule);
    }

    private static Target target(Step step) {
        if (step instanceof Step.Put put) {
            return put.insert().target();
        }
        if (step instanceof Step.PutOver put) {
            return put.upsert().target();
        }
        if (step instanceof Step.Sums sums) {
            return sums.increment().target();
        }
        if (step instanceof Step.Alter alter) {
            return alter.change().target();
        }
        return step instanceof Step.AlterOld old ? old.change().target() : Target.BY_SHARD;
    }

    /** Why a call cannot go to one server; null if it can. */
    private @Nullable String refusal(Step step) {
        Find<?> find = Expectation.find(step);
        if (find != null && changesPlace(step)) {
            return "shard-column";
        }
        boolean isPlaced = target(step) != Target.BY_SHARD
                || !(step instanceof Step.Put || find != null)
                || (step instanceof Step.Put put ? shardValues(put) : shardValues(find, null)) != null;
        return isPlaced ? null : "no-shard-key";
    }

    private boolean changesPlace(Step step) {
        if (step instanceof Step.Alter alter) {
            return changesPlace(alter.change());
        }
        return step instanceof Step.AlterOld old && changesPlace(old.change().change());
    }

    private boolean changesPlace(Change<?> change) {
        List<String> shard = schema.table().shardColumns();
        if (change instanceof Update<?> update) {
            return update.assignments().stream().anyMatch(set -> shard.contains(set.column()));
        }
        return change instanceof Increment<?> increment
                && increment.deltas().stream().anyMatch(delta -> shard.contains(delta.column()));
    }

    private String server(Step step) {
        if (target(step) instanceof Target.Server named) {
            return named.name();
        }
        if (step instanceof Step.Put put) {
            return ring.apply(shardValues(put));
        }
        if (step instanceof Step.PutOver put) {
            return owner(new NewRows(schema).of(put.upsert().assignments()));
        }
        if (step instanceof Step.One one) {
            return ring.apply(
                    shardValues(schema.table().key(one.key().toArray()).find(), null));
        }
        if (step instanceof Step.Sum sum) {
            return ring.apply(shardValues(sum.increment(schema).rows(), null));
        }
        return step instanceof Step.Sums sums
                ? ring.apply(shardValues(sums.increment().rows(), null))
                : ring.apply(shardValues(Expectation.find(step), null));
    }

    private @Nullable List<Object> shardValues(Step.Put put) {
        List<Object> values = new ArrayList<>();
        for (String column : schema.table().shardColumns()) {
            Object value = put.insert().assignments().stream()
                    .filter(set -> set.column().equals(column) && set.value() != null)
                    .<Object>map(
                            set -> schema.columns().get(schema.position(column)).of(set.value()))
                    .findFirst()
                    .orElse(null);
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values;
    }

    /** Values that {@code find} holds its shard columns to, of a list with {@code last} in its place; null if it does not hold all of them. */
    private @Nullable List<Object> shardValues(Find<?> find, @Nullable Object last) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (find.match() instanceof KeyMatch.In in) {
            parts.addAll(in.prefix());
            parts.add(last);
        } else if (find.match() instanceof KeyMatch.Compare compare && compare.comparison() == Comparison.EQ) {
            parts.addAll(compare.parts());
        }
        List<Object> values = new ArrayList<>();
        for (String column : schema.table().shardColumns()) {
            int part = find.index().columns().indexOf(column);
            if (part < 0 || part >= parts.size() || parts.get(part) == null) {
                return null;
            }
            values.add(schema.columns().get(schema.position(column)).of(parts.get(part)));
        }
        return values;
    }

    private Answer search(Find<?> find) {
        List<Object[]> all = new ArrayList<>();
        if (find.match() instanceof KeyMatch.In in) {
            for (Object value : in.values()) {
                List<@Nullable Object> parts = new ArrayList<>(in.prefix());
                parts.add(value);
                Find<?> one = find.matching(new KeyMatch.Compare(Comparison.EQ, parts))
                        .offset(0)
                        .limit(Find.DEFAULT_LIMIT);
                List<List<Object[]>> sources = sources(find, value);
                if (sources.isEmpty()) {
                    return new Answer.Refused("no-shard-key");
                }
                sources.forEach(rows -> all.addAll(new Walk(schema, rows, one).found()));
            }
            return answered(
                    find, all.stream().skip(find.offset()).limit(find.limit()).toList());
        }
        if (find.target() == Target.ALL_SERVERS) {
            return find.order().isPresent() || MergeableOrder.of(find, schema)
                    ? answered(find, new Walk(schema, rows(), find).found())
                    : new Answer.Refused("merge-order");
        }
        List<List<Object[]>> sources = sources(find, null);
        return sources.isEmpty()
                ? new Answer.Refused("no-shard-key")
                : answered(find, new Walk(schema, sources.get(0), find).found());
    }

    /** The rows of the servers that are asked; none if that cannot be known. */
    private List<List<Object[]>> sources(Find<?> find, @Nullable Object last) {
        if (find.target() == Target.ALL_SERVERS) {
            return tables.values().stream().map(ModelTable::rows).toList();
        }
        if (find.target() instanceof Target.Server named) {
            return List.of(on(named.name()).rows());
        }
        @Nullable List<Object> values = shardValues(find, last);
        return values == null ? List.of() : List.of(on(ring.apply(values)).rows());
    }

    private Answer answered(Find<?> find, List<Object[]> rows) {
        return tables.values().iterator().next().answered(find.columns(), rows);
    }
}

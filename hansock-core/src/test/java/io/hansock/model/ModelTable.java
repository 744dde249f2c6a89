package io.hansock.model;

import io.hansock.ServerException;
import io.hansock.index.Change;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Update;
import io.hansock.index.Upsert;
import io.hansock.value.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table in memory that does what docs/semantics.md says. Rows are arrays with a value or null for each column. Not thread-safe. */
final class ModelTable {
    private final Schema schema;
    private final NewRows newRows;
    private final UniqueKeys unique;
    private List<Object[]> rows = new ArrayList<>();

    ModelTable(Schema schema) {
        this.schema = schema;
        this.newRows = new NewRows(schema);
        this.unique = new UniqueKeys(schema);
    }

    /** The rows, in no order that means anything. */
    List<Object[]> rows() {
        return rows;
    }

    /** The rows as they are now, for {@link #reset}. */
    List<Object[]> snapshot() {
        return rows.stream().map(Object[]::clone).toList();
    }

    /** Goes back to a snapshot. */
    void reset(List<Object[]> snapshot) {
        rows = new ArrayList<>(snapshot.stream().map(Object[]::clone).toList());
    }

    /**
     * Does it.
     *
     * @param generatedId the id that the server has generated, if it has: which one is its affair
     */
    Answer answer(Step step, OptionalLong generatedId) {
        if (step instanceof Step.Illegal illegal) {
            return new Answer.Refused(illegal.rule());
        }
        if (step instanceof Step.Search search) {
            return answered(search.find().columns(), found(search.find()));
        }
        if (step instanceof Step.One one) {
            return answered(schema.table().columns(), withKey(one.key()));
        }
        if (step instanceof Step.Many many) {
            Map<Object, Object[]> byKey = new LinkedHashMap<>();
            for (Object key : many.keys()) {
                withKey(key instanceof List<?> parts ? parts : List.of(key)).forEach(row -> byKey.put(key, row));
            }
            return answered(schema.table().columns(), List.copyOf(byKey.values()));
        }
        if (step instanceof Step.Put put) {
            return insert(put.insert(), generatedId);
        }
        if (step instanceof Step.PutOver put) {
            return upsert(put.upsert());
        }
        if (step instanceof Step.Sum sum) {
            return sum(sum.increment(schema), true);
        }
        if (step instanceof Step.Sums sums) {
            return sum(sums.increment(), false);
        }
        if (step instanceof Step.Alter alter) {
            return change(alter.change(), null);
        }
        return change(((Step.AlterOld) step).change().change(), ((Step.AlterOld) step).change());
    }

    private List<Object[]> withKey(List<?> key) {
        return found(schema.table().key(key.toArray()).find());
    }

    private List<Object[]> found(Find<?> find) {
        return new Walk(schema, rows, find).found();
    }

    /** These columns of these rows. */
    Answer.Found answered(List<String> columns, List<Object[]> found) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (Object[] row : found) {
            List<@Nullable Object> read = new ArrayList<>();
            columns.forEach(column -> read.add(row[schema.position(column)]));
            cells.add(read);
        }
        return new Answer.Found(cells);
    }

    private Answer insert(Insert<Row> insert, OptionalLong generatedId) {
        Object[] row = newRows.of(insert.assignments());
        int numbered = newRows.numbered(row);
        if (numbered >= 0) {
            row[numbered] =
                    generatedId.isPresent() ? schema.columns().get(numbered).of(generatedId.getAsLong()) : null;
        }
        if (newRows.lackValue(row, numbered)) {
            return new Answer.Refused("not-null");
        }
        return add(row) ? new Answer.Inserted(numbered >= 0) : new Answer.Failed(ServerException.Kind.DUPLICATE_KEY);
    }

    private Answer upsert(Upsert<Row> upsert) {
        Object[] row = newRows.of(upsert.assignments());
        if (newRows.lackValue(row, -1)) {
            return new Answer.Refused("not-null");
        }
        @Nullable
        Object[] there = rows.stream()
                .filter(each -> unique.haveOneKey(each, row))
                .findFirst()
                .orElse(null);
        if (there == null) {
            return add(row) ? new Answer.Done() : new Answer.Failed(ServerException.Kind.DUPLICATE_KEY);
        }
        List<Object[]> before = snapshot();
        List<String> key = schema.table().primary().columns();
        upsert.assignments().stream()
                .filter(assignment -> !key.contains(assignment.column()))
                .forEach(assignment -> newRows.set(there, assignment));
        if (unique.collides(there, rows)) {
            reset(before);
            return new Answer.Failed(ServerException.Kind.DUPLICATE_KEY);
        }
        return new Answer.Done();
    }

    /** The row as it is behind the change, or of that the one column that was added to, which has to be a {@code long}. */
    private Answer sum(Increment<?> increment, boolean isLong) {
        List<Object[]> before = snapshot();
        List<Object[]> found = found(increment.rows());
        Answer answer = change(increment, null);
        if (!(answer instanceof Answer.Changed changed)) {
            return answer;
        }
        if (!isLong) {
            return answered(increment.rows().columns(), changed.rows() == 0 ? List.of() : found);
        }
        String column = increment.deltas().get(0).column();
        if (found.isEmpty() || !isLong(found.get(0)[schema.position(column)])) {
            reset(before);
            return new Answer.NoResult();
        }
        return answered(List.of(column), found);
    }

    private static boolean isLong(@Nullable Object sum) {
        if (sum == null) {
            return false;
        }
        BigDecimal number = new BigDecimal(sum.toString());
        return number.stripTrailingZeros().scale() <= 0 && number.toBigInteger().bitLength() < Long.SIZE;
    }

    /** Whether there was room for it. */
    boolean add(Object[] row) {
        if (unique.collides(row, rows)) {
            return false;
        }
        rows.add(row);
        return true;
    }

    /** All or nothing, in the order of the find, each row once. */
    private Answer change(Change<?> change, @Nullable ReturningOld<?> old) {
        List<Object[]> before = snapshot();
        Set<Object[]> matched = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object[]> answered = new ArrayList<>();
        for (Object[] row : found(change.rows())) {
            if (!matched.add(row)) {
                continue;
            }
            Object[] was = row.clone();
            Answer.@Nullable Failed failure = null;
            if (change instanceof Update<?> update) {
                update(row, update);
            } else if (change instanceof Increment<?> increment) {
                if (isLeftAlone(row, increment)) {
                    continue;
                }
                failure = increment(row, increment);
            } else {
                rows.removeIf(each -> each == row);
            }
            if (failure == null && rows.contains(row) && unique.collides(row, rows)) {
                failure = new Answer.Failed(ServerException.Kind.DUPLICATE_KEY);
            }
            if (failure != null) {
                reset(before);
                return failure;
            }
            answered.add(was);
        }
        return old == null ? new Answer.Changed(answered.size()) : answered(old.columns(), answered);
    }

    private void update(Object[] row, Update<?> update) {
        update.assignments().forEach(assignment -> newRows.set(row, assignment));
    }

    private boolean isLeftAlone(Object[] row, Increment<?> increment) {
        return increment.signRule() == Increment.SignRule.KEPT
                && increment.deltas().stream().anyMatch(delta -> {
                    int position = schema.position(delta.column());
                    return row[position] != null
                            && schema.columns().get(position).wouldChangeSign(row[position], delta.by());
                });
    }

    private Answer.@Nullable Failed increment(Object[] row, Increment<?> increment) {
        for (Increment.Delta delta : increment.deltas()) {
            int position = schema.position(delta.column());
            if (row[position] != null) {
                Object sum = schema.columns().get(position).plus(row[position], delta.by());
                if (sum == null) {
                    return new Answer.Failed(ServerException.Kind.BAD_VALUE);
                }
                row[position] = sum;
            }
        }
        return null;
    }
}

package io.hansock.model;

import io.hansock.index.Delete;
import io.hansock.index.Filters;
import io.hansock.index.Find;
import io.hansock.index.Increment;
import io.hansock.index.Insert;
import io.hansock.index.ReturningOld;
import io.hansock.index.Update;
import io.hansock.index.Upsert;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes calls that change rows. */
final class ChangeSource {
    private static final int MOST_ID = 2000;
    private static final long[] DELTAS = {1, -1, 2, -3, 7, 100, 1_000_000_007L, Long.MAX_VALUE, -Long.MAX_VALUE};

    private final Schema schema;
    private final ModelTable table;
    private final DrawnValues values;
    private final Random random;
    private final Reach reach;

    ChangeSource(Schema schema, ModelTable table, DrawnValues values, Random random, Reach reach) {
        this.schema = schema;
        this.table = table;
        this.values = values;
        this.random = random;
        this.reach = reach;
    }

    /** An insert, or a change of some of the rows of {@code walk}, or of one row by its primary key. */
    Step draw(Find<Row> walk) {
        if (reach.isEverything() && random.nextInt(4) == 0) {
            return random.nextBoolean() ? upsert() : sum();
        }
        if (random.nextInt(5) < 2) {
            return new Step.Put(insert());
        }
        Find<Row> rows = random.nextBoolean() ? byKey() : some(walk);
        return switch (random.nextInt(5)) {
            case 0 -> {
                Delete<Row> delete = rows.delete();
                yield random.nextInt(3) == 0 ? new Step.AlterOld(delete.returningOld()) : new Step.Alter(delete);
            }
            case 1, 2 -> increment(rows);
            default -> update(rows);
        };
    }

    private Find<Row> byKey() {
        return schema.table().key(values.primaryKey().toArray()).find();
    }

    private Find<Row> some(Find<Row> walk) {
        Find<Row> some = walk.limit(reach.isEverything() ? 1 + random.nextInt(4) : 1);
        return reach.isEverything() && random.nextInt(5) == 0 ? some.offset(random.nextInt(3)) : some;
    }

    /** Of a row that is there, or of another; most columns are named. */
    private Step upsert() {
        List<Object> key = values.primaryKey();
        ModelColumn<?> first = schema.column(schema.primary().parts().get(0));
        if (first.isNumbered() && !isUsualId(key.get(0))) {
            key = List.of(1 + random.nextInt(MOST_ID));
        }
        Upsert<Row> upsert = schema.table().key(key.toArray()).upsert();
        for (ModelColumn<?> column : schema.columns()) {
            boolean isKey = schema.isOfPrimaryKey(column);
            boolean canBeLeftOut = column.isNullable() || column.byDefault() != null;
            if (!isKey && !(canBeLeftOut && random.nextInt(3) == 0)) {
                upsert = upsert.set(column.name(), values.value(column));
            }
        }
        return new Step.PutOver(upsert);
    }

    /** Whether the server has more ids behind it. */
    private static boolean isUsualId(Object id) {
        return id instanceof Number number && number.longValue() > 0 && number.longValue() < 10 * MOST_ID;
    }

    /** Of a row that is there, or of another; of one column, or as a row. */
    private Step sum() {
        List<ModelColumn<?>> columns = shuffled(schema.columns().stream()
                .filter(column -> canBeAddedTo(column) && !schema.isOfPrimaryKey(column))
                .toList());
        if (columns.isEmpty()) {
            return upsert();
        }
        List<Object> key = values.primaryKey();
        if (random.nextBoolean()) {
            return new Step.Sum(key, columns.get(0).name(), delta());
        }
        Find<Row> row = schema.table().key(key.toArray()).find();
        if (random.nextInt(4) == 0) {
            row = row.where(columns.get(0).name(), Filters.ge(values.present(columns.get(0))));
        }
        Increment<Row> increment = row.increment(columns.get(0).name(), delta());
        if (columns.size() > 1) {
            increment = increment.increment(columns.get(1).name(), delta());
        }
        return new Step.Sums(random.nextInt(3) == 0 ? increment.unlessSignChanges() : increment);
    }

    private Insert<Row> insert() {
        Insert<Row> insert = Insert.into(schema.table());
        for (ModelColumn<?> column : schema.columns()) {
            boolean canBeLeftOut = column.isNumbered() || column.isNullable() || column.byDefault() != null;
            if (reach.isEverything() && canBeLeftOut && random.nextInt(5) == 0) {
                continue;
            }
            insert = insert.set(column.name(), column.isNumbered() ? id() : values.value(column));
        }
        return insert;
    }

    /** Often none; never the highest, behind which a server has no more. */
    private @Nullable Object id() {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(MOST_ID);
            case 1 -> 0;
            default -> null;
        };
    }

    private Step update(Find<Row> rows) {
        List<ModelColumn<?>> columns = shuffled(
                schema.columns().stream().filter(column -> !column.isNumbered()).toList());
        int count = Math.min(columns.size(), 1 + random.nextInt(3));
        Update<Row> update = rows.set(columns.get(0).name(), values.value(columns.get(0)));
        for (ModelColumn<?> column : columns.subList(1, count)) {
            update = update.set(column.name(), values.value(column));
        }
        return random.nextInt(4) == 0 ? new Step.AlterOld(update.returningOld()) : new Step.Alter(update);
    }

    private Step increment(Find<Row> rows) {
        List<ModelColumn<?>> columns =
                shuffled(schema.columns().stream().filter(this::canBeAddedTo).toList());
        if (columns.isEmpty()) {
            return update(rows);
        }
        Increment<Row> increment = rows.increment(columns.get(0).name(), delta());
        if (columns.size() > 1 && random.nextInt(3) == 0) {
            increment = increment.increment(columns.get(1).name(), delta());
        }
        if (random.nextInt(3) == 0) {
            increment = increment.unlessSignChanges();
        }
        boolean isOld =
                random.nextInt(4) == 0 && (reach.isEverything() || increment.signRule() == Increment.SignRule.ANY);
        Step step = isOld ? old(increment.returningOld()) : new Step.Alter(increment);
        return reach.isEverything() || fits(step) ? step : update(rows);
    }

    private static Step old(ReturningOld<Row> change) {
        return new Step.AlterOld(change);
    }

    /** HandlerSocket adds signed integers of 64 bits. */
    private boolean canBeAddedTo(ModelColumn<?> column) {
        if (column.isNumbered() || !column.domain().isNumber()) {
            return false;
        }
        return reach.isEverything()
                || (column.domain() instanceof IntegerDomain integers
                        && integers.most().bitLength() < Long.SIZE);
    }

    /** HandlerSocket clamps what does not. */
    private boolean fits(Step step) {
        List<Object[]> before = table.snapshot();
        Answer answer = table.answer(step, OptionalLong.empty());
        table.reset(before);
        return !(answer instanceof Answer.Failed);
    }

    private long delta() {
        return random.nextInt(6) == 0 ? DELTAS[random.nextInt(DELTAS.length)] : random.nextInt(7) - 3;
    }

    private List<ModelColumn<?>> shuffled(List<ModelColumn<?>> columns) {
        List<ModelColumn<?>> shuffled = new ArrayList<>(columns);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}

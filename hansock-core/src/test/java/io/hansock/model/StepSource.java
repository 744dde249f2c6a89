package io.hansock.model;

import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes calls that mean something on the rows that there are: most keys are those of rows, or near. */
final class StepSource {
    private final Schema schema;
    private final Random random;
    private final Reach reach;
    private final DrawnValues values;
    private final ConditionSource conditions;
    private final ChangeSource changes;
    private final IllegalSource illegal;

    StepSource(Schema schema, ModelTable table, Random random, Reach reach) {
        this.schema = schema;
        this.random = random;
        this.reach = reach;
        this.values = new DrawnValues(schema, table, random);
        this.conditions = new ConditionSource(schema, values, random, reach);
        this.changes = new ChangeSource(schema, table, values, random, reach);
        this.illegal = new IllegalSource(schema, values, random);
    }

    /** One that leaves the table as it is. */
    Step read() {
        if (reach == Reach.AND_WHAT_IS_REFUSED && random.nextInt(20) == 0) {
            return illegal.draw();
        }
        return switch (random.nextInt(10)) {
            case 0 -> new Step.One(values.primaryKey());
            case 1 -> new Step.Many(keys());
            default -> new Step.Search(find());
        };
    }

    private List<Object> keys() {
        List<Object> keys = new ArrayList<>();
        int count = random.nextInt(6);
        for (int i = 0; i < count; i++) {
            List<Object> key = values.primaryKey();
            keys.add(key.size() == 1 ? key.get(0) : key);
        }
        return keys;
    }

    /** One that may change the table. */
    Step write() {
        ModelKey key = randomKey();
        // Where MySQL refuses what others do, tables would part.
        Find<Row> walk = reach.isEverything() && key.isMixed()
                ? schema.index(key).eq(values.of(key, key.parts().size()))
                : walk(key, reach.isEverything());
        return changes.draw(conditions.where(walk));
    }

    private Find<Row> find() {
        ModelKey key = randomKey();
        Find<Row> find = random.nextInt(4) == 0 ? between(key) : conditions.takeWhile(walk(key, true), key);
        find = conditions.where(find);
        if (random.nextInt(3) > 0) {
            find = find.limit(random.nextInt(4) == 0 ? 100 : 1 + random.nextInt(6));
        }
        if (random.nextInt(4) == 0) {
            find = find.offset(random.nextInt(5));
        }
        return random.nextBoolean() ? find : withSomeColumns(find);
    }

    private ModelKey randomKey() {
        return schema.keys().get(random.nextInt(schema.keys().size()));
    }

    private Find<Row> withSomeColumns(Find<Row> find) {
        List<String> names = new ArrayList<>(schema.table().columns());
        Collections.shuffle(names, random);
        List<String> some = names.subList(0, 1 + random.nextInt(names.size()));
        return find.columns(some.get(0), some.subList(1, some.size()).toArray(new String[0]));
    }

    private Find<Row> between(ModelKey key) {
        ModelColumn<?> first = schema.column(key.parts().get(0));
        return hasRanges(key)
                ? schema.index(key).between(values.present(first), values.present(first))
                : schema.index(key).eq(values.present(first));
    }

    private Find<Row> walk(ModelKey key, boolean orList) {
        Index<Row> index = schema.index(key);
        int parts = 1 + random.nextInt(key.parts().size());
        int choice = random.nextInt(10);
        if (orList && choice < 2) {
            return list(key, index, parts);
        }
        @Nullable Object[] start = values.of(key, parts);
        if (choice < 5 || !hasRanges(key)) {
            return index.eq(start);
        }
        return switch (choice) {
            case 5, 6 -> index.ge(start);
            case 7 -> index.gt(start);
            case 8 -> index.le(start);
            default -> index.lt(start);
        };
    }

    private Find<Row> list(ModelKey key, Index<Row> index, int parts) {
        List<Object> list = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            list.add(values.present(schema.column(key.parts().get(parts - 1))));
        }
        return parts == 1 ? index.in(list) : index.eq(values.of(key, parts - 1)).andIn(list);
    }

    /** SQL does not use indexes for ranges of SET. */
    private boolean hasRanges(ModelKey key) {
        return !reach.isEverything()
                || key.parts().stream().noneMatch(part -> schema.column(part).domain() == LabelDomain.SET);
    }
}

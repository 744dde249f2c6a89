package io.hansock.model;

import io.hansock.index.Comparison;
import io.hansock.index.Filter;
import io.hansock.index.Filters;
import io.hansock.index.Find;
import io.hansock.index.Index;
import io.hansock.index.Insert;
import io.hansock.index.Upsert;
import io.hansock.value.Row;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes calls with one thing in them for which they must be refused. */
final class IllegalSource {
    private final Schema schema;
    private final DrawnValues values;
    private final Random random;

    IllegalSource(Schema schema, DrawnValues values, Random random) {
        this.schema = schema;
        this.values = values;
        this.random = random;
    }

    Step draw() {
        return switch (random.nextInt(4)) {
            case 0 -> unbounded();
            case 1 -> nothing();
            default -> misfit();
        };
    }

    /** A bound that holds first, then not, then holds again. */
    private Step unbounded() {
        ModelKey key = randomKey();
        if (key.isMixed() || key.parts().size() < 2 || ordered(key.parts().get(0)) == null) {
            return misfit();
        }
        ModelColumn<?> first = schema.column(key.parts().get(0));
        ModelColumn<?> second = schema.column(key.parts().get(1));
        if (first.name().equals(second.name())) {
            return misfit();
        }
        Index<Row> index = schema.index(key);
        Find<Row> find = random.nextBoolean()
                ? index.ge(values.present(first)).takeWhile(first.name(), Filters.ge(values.present(first)))
                : index.le(values.present(first))
                        .takeWhile(second.name(), new Filter(Comparison.EQ, values.present(second)));
        return new Step.Illegal(new Step.Search(find), "stop-filter");
    }

    private @Nullable ModelColumn<?> ordered(ModelKey.Part part) {
        return schema.column(part).domain() == LabelDomain.SET ? null : schema.column(part);
    }

    private Step nothing() {
        ModelColumn<?> column = randomColumn();
        if (column.isNullable() || column.isNumbered()) {
            return misfit();
        }
        return new Step.Illegal(with(column, null), "not-null");
    }

    private Step misfit() {
        ModelColumn<?> column = randomColumn();
        Map.@Nullable Entry<Object, String> misfit = Misfits.draw(column.domain(), random);
        if (misfit == null) {
            return new Step.Illegal(
                    new Step.Search(schema.index(schema.primary()).eq((Object) null)), "not-null");
        }
        if (random.nextBoolean()) {
            Comparison comparison = random.nextBoolean() ? Comparison.GE : Comparison.NE;
            Find<Row> all = schema.index(schema.primary())
                    .eq(values.present(schema.column(schema.primary().parts().get(0))));
            return new Step.Illegal(
                    new Step.Search(all.where(column.name(), new Filter(comparison, misfit.getKey()))),
                    misfit.getValue());
        }
        return new Step.Illegal(with(column, misfit.getKey()), misfit.getValue());
    }

    /** An insert, an update or, where that is possible, a find with that value. */
    private Step with(ModelColumn<?> column, @Nullable Object value) {
        int position = schema.position(column.name());
        for (ModelKey key : schema.keys()) {
            if (key.parts().get(0).column() == position && random.nextBoolean()) {
                return new Step.Search(schema.index(key).eq(value));
            }
        }
        if (random.nextBoolean()) {
            return new Step.Alter(
                    schema.table().key(values.primaryKey().toArray()).set(column.name(), value));
        }
        if (random.nextInt(3) == 0 && !schema.isOfPrimaryKey(column)) {
            return upsert(column, value);
        }
        Insert<Row> insert = Insert.into(schema.table());
        for (ModelColumn<?> each : schema.columns()) {
            insert = insert.set(
                    each.name(), each.equals(column) ? value : each.isNumbered() ? null : values.present(each));
        }
        return new Step.Put(insert);
    }

    private Step upsert(ModelColumn<?> column, @Nullable Object value) {
        Upsert<Row> upsert =
                schema.table().key(values.primaryKey().toArray()).upsert().set(column.name(), value);
        for (ModelColumn<?> each : schema.columns()) {
            if (!schema.isOfPrimaryKey(each) && !each.equals(column)) {
                upsert = upsert.set(each.name(), values.present(each));
            }
        }
        return new Step.PutOver(upsert);
    }

    private ModelKey randomKey() {
        return schema.keys().get(random.nextInt(schema.keys().size()));
    }

    private ModelColumn<?> randomColumn() {
        return schema.columns().get(random.nextInt(schema.columns().size()));
    }
}

package io.hansock.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Parameters for columns of one table: values that are in it, or often are, or might be. */
final class DrawnValues {
    private final Schema schema;
    private final ModelTable table;
    private final Random random;

    DrawnValues(Schema schema, ModelTable table, Random random) {
        this.schema = schema;
        this.table = table;
        this.random = random;
    }

    /** Of a primary key. */
    List<Object> primaryKey() {
        List<Object> key = new ArrayList<>();
        for (@Nullable
        Object part : of(schema.primary(), schema.primary().parts().size())) {
            key.add(Objects.requireNonNull(part));
        }
        return key;
    }

    /** Of the first parts of a key, at times of one row. */
    @Nullable
    Object[] of(ModelKey key, int parts) {
        @Nullable Object[] row = random.nextInt(3) == 0 ? null : row();
        @Nullable Object[] values = new Object[parts];
        for (int i = 0; i < parts; i++) {
            ModelKey.Part part = key.parts().get(i);
            ModelColumn<?> column = schema.column(part);
            values[i] = row == null ? value(column) : column.parameter(row[part.column()], random);
        }
        return values;
    }

    /** For a column, at times NULL. */
    @Nullable
    Object value(ModelColumn<?> column) {
        return column.isNullable() && random.nextInt(7) == 0 ? null : present(column);
    }

    /** For a column, never NULL. */
    Object present(ModelColumn<?> column) {
        Object[] row = random.nextBoolean() ? null : row();
        Object value = row == null ? null : row[schema.position(column.name())];
        return Objects.requireNonNull(column.parameter(value == null ? column.draw(random) : value, random));
    }

    private Object @Nullable [] row() {
        return table.rows().isEmpty()
                ? null
                : table.rows().get(random.nextInt(table.rows().size()));
    }
}

package io.hansock.model;

import java.util.List;

/** Which rows of a table cannot be there together. Immutable. */
final class UniqueKeys {
    private final Schema schema;

    UniqueKeys(Schema schema) {
        this.schema = schema;
    }

    /** Whether one of {@code rows}, other than {@code row} itself, is in its way. */
    boolean collides(Object[] row, List<Object[]> rows) {
        return schema.keys().stream()
                .filter(ModelKey::isUnique)
                .anyMatch(key -> rows.stream().anyMatch(other -> other != row && areInTheWay(key, row, other)));
    }

    private boolean areInTheWay(ModelKey key, Object[] one, Object[] other) {
        for (ModelKey.Part part : key.parts()) {
            ModelColumn<?> column = schema.column(part);
            Object left = one[part.column()];
            Object right = other[part.column()];
            if (part.prefix() > 0) {
                left = column.prefix(left, part.prefix());
                right = column.prefix(right, part.prefix());
            }
            if (left == null || right == null || column.compare(left, right) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether they have the same primary key: by whole values, whatever of them the key keeps. */
    boolean haveOneKey(Object[] one, Object[] other) {
        return schema.primary().parts().stream()
                .allMatch(part -> schema.column(part).compare(one[part.column()], other[part.column()]) == 0);
    }
}

package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import io.hansock.metadata.Privilege;
import io.hansock.value.ColumnType;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one column.
 *
 * @param facts the column
 * @param values what it holds
 * @param order how the server orders its values; null if that cannot be told from them
 * @param overSql why HandlerSocket can neither read nor write it exactly; null if it can
 */
record ColumnGuard(
        ColumnFacts facts,
        ValueCheck values,
        @Nullable ColumnOrder order,
        @Nullable Rule overSql) {
    static ColumnGuard of(ColumnFacts column, GuardPolicy policy) {
        return new ColumnGuard(column, check(column), ColumnOrder.of(column), overSql(column, policy));
    }

    private static ValueCheck check(ColumnFacts column) {
        return switch (column.type()) {
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT -> new IntegerCheck(column);
            case DECIMAL -> new DecimalCheck(column);
            case FLOAT, DOUBLE -> new FloatingCheck(column);
            case BIT -> new BitCheck(column);
            case YEAR -> new YearCheck();
            case DATE, TIME, DATETIME, TIMESTAMP -> new TimeCheck(column);
            case CHAR, VARCHAR, TEXT -> new TextCheck(column);
            case BINARY, VARBINARY, BLOB -> new BytesCheck(column);
            case ENUM, SET -> new LabelCheck(column);
            case NULL, JSON, GEOMETRY, VECTOR, UUID, INET4, INET6, OTHER -> new ServerCheck(column.type());
        };
    }

    /** A DOUBLE with declared digits is rounded by the server's own arithmetic. */
    private static @Nullable Rule overSql(ColumnFacts column, GuardPolicy policy) {
        ColumnType type = column.type();
        if (type == ColumnType.FLOAT || (type == ColumnType.DOUBLE && column.precision() > 0)) {
            return Rule.FLOAT;
        }
        if (type == ColumnType.TIMESTAMP && !policy.utc()) {
            return Rule.TIMESTAMP_ZONE;
        }
        if (type == ColumnType.UUID
                || type == ColumnType.INET4
                || type == ColumnType.INET6
                || type == ColumnType.VECTOR
                || type == ColumnType.OTHER) {
            return Rule.COLUMN_TYPE;
        }
        return column.charset() != null && ColumnCharset.of(column.charset()) == null ? Rule.COLUMN_CHARSET : null;
    }

    boolean isAllowed(Privilege privilege) {
        return facts.privileges().contains(privilege);
    }

    /** Whether it can be compared only with NULL: servers do not order it. */
    boolean hasNoOrder() {
        return switch (facts.type()) {
            case JSON, GEOMETRY, VECTOR -> true;
            default -> false;
        };
    }
}

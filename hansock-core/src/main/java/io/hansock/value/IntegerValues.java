package io.hansock.value;

/** The value of an integer column's cell, by the column's width and sign. */
final class IntegerValues {
    private IntegerValues() {}

    /**
     * The value.
     *
     * @param column an integer column
     * @param value the cell; of an unsigned BIGINT the bits
     * @throws IllegalArgumentException if the column's type does not reach so far
     */
    static Value of(ColumnMetadata column, long value) {
        if (column.type() == ColumnType.YEAR) {
            return new TimeValue.Year(Math.toIntExact(value));
        }
        return column.isUnsigned() ? unsigned(column.type(), value) : signed(column.type(), value);
    }

    private static Value signed(ColumnType type, long value) {
        return switch (type) {
            case TINYINT -> {
                require(value == (byte) value);
                yield new NumberValue.Int8((byte) value);
            }
            case SMALLINT -> {
                require(value == (short) value);
                yield new NumberValue.Int16((short) value);
            }
            case MEDIUMINT -> new NumberValue.Int24(narrow(value));
            case INT -> new NumberValue.Int32(narrow(value));
            default -> new NumberValue.Int64(value);
        };
    }

    private static Value unsigned(ColumnType type, long value) {
        return switch (type) {
            case TINYINT -> {
                require(value == (short) value);
                yield new NumberValue.UInt8((short) value);
            }
            case SMALLINT -> new NumberValue.UInt16(narrow(value));
            case MEDIUMINT -> new NumberValue.UInt24(narrow(value));
            case INT -> new NumberValue.UInt32(value);
            default -> new NumberValue.UInt64(value);
        };
    }

    private static int narrow(long value) {
        require(value == (int) value);
        return (int) value;
    }

    static void require(boolean isWithin) {
        if (!isWithin) {
            throw new IllegalArgumentException("the number is beyond what its column's type holds");
        }
    }
}

package io.hansock.cluster;

import io.hansock.guard.ColumnOrder;
import io.hansock.value.Row;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Compares rows by one column as servers do, NULL lowest. Stateless. */
final class CellOrder {
    private CellOrder() {}

    static Comparator<Row> of(String column, ColumnOrder order) {
        return switch (order) {
            case WHOLE -> by(column, Row::getBigInteger, Comparator.naturalOrder());
            case DECIMAL -> by(column, Row::getBigDecimal, Comparator.naturalOrder());
            case FLOATING -> by(column, (row, name) -> row.get(name, Double.class), CellOrder::byValue);
            case TEXT -> by(column, Row::getString, (one, other) -> byCodePoints(one, other, false));
            case PADDED_TEXT -> by(column, Row::getString, (one, other) -> byCodePoints(one, other, true));
            case BYTES -> by(column, Row::getBytes, Arrays::compareUnsigned);
            case MOMENT -> by(column, Row::getString, Comparator.naturalOrder());
            case SPAN -> by(column, Row::getDuration, Comparator.naturalOrder());
        };
    }

    private static <T> Comparator<Row> by(
            String column, BiFunction<Row, String, @Nullable T> cell, Comparator<? super T> order) {
        return Comparator.comparing((Row row) -> cell.apply(row, column), Comparator.nullsFirst(order));
    }

    /** Minus zero is zero to servers, and what is no number is not there. */
    private static int byValue(double one, double other) {
        return one < other ? -1 : one > other ? 1 : 0;
    }

    private static int byCodePoints(String one, String other, boolean padded) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char left = one.charAt(i);
            char right = other.charAt(i);
            if (left != right) {
                // surrogates stand for characters behind all others
                boolean isSurrogate = Character.isSurrogate(left);
                return isSurrogate == Character.isSurrogate(right)
                        ? Character.compare(left, right)
                        : Boolean.compare(isSurrogate, !isSurrogate);
            }
        }
        return padded
                ? withSpaces(one, length) - withSpaces(other, length)
                : Integer.compare(one.length(), other.length());
    }

    /** How what {@code text} has from {@code from} on compares with spaces. */
    private static int withSpaces(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            int difference = Character.compare(text.charAt(i), ' ');
            if (difference != 0) {
                return Integer.signum(difference);
            }
        }
        return 0;
    }
}

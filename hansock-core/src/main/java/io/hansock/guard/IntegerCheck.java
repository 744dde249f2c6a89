package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Columns of whole numbers. */
final class IntegerCheck implements ValueCheck {
    /** As a server prints them. */
    static final Pattern PRINTED = Pattern.compile("0|-?[1-9][0-9]*");

    private static final Misfit FORM =
            Misfit.of(Rule.VALUE_FORM, "the text is not a whole number as the server prints it; give a number instead");

    private final long least;

    /** The greatest as a signed number; of an unsigned BIGINT the greatest long, above which only BigInteger and text reach. */
    private final long greatest;

    private final BigInteger greatestOfAll;
    private final Misfit range;
    private final Misfit type;

    IntegerCheck(ColumnFacts column) {
        int bits = switch (column.type()) {
            case TINYINT -> 8;
            case SMALLINT -> 16;
            case MEDIUMINT -> 24;
            case INT -> 32;
            default -> 64;
        };
        this.greatestOfAll =
                BigInteger.ONE.shiftLeft(column.unsigned() ? bits : bits - 1).subtract(BigInteger.ONE);
        this.greatest = greatestOfAll.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
        this.least = column.unsigned() ? 0 : -1L << (bits - 1);
        this.range = Misfit.of(Rule.VALUE_RANGE, "the number is not within " + least + " to " + greatestOfAll);
        this.type = Misfit.of(Rule.VALUE_TYPE, "the column takes whole numbers");
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            long number = ((Number) value).longValue();
            return number < least || number > greatest ? range : null;
        }
        if (value instanceof BigInteger number) {
            return misfit(number);
        }
        if (value instanceof String text) {
            return PRINTED.matcher(text).matches() ? misfit(new BigInteger(text)) : FORM;
        }
        return value instanceof Boolean ? null : type;
    }

    private @Nullable Misfit misfit(BigInteger number) {
        return number.compareTo(BigInteger.valueOf(least)) < 0 || number.compareTo(greatestOfAll) > 0 ? range : null;
    }
}

package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import io.hansock.value.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** FLOAT and DOUBLE columns: a number has to be one of theirs, not near one. */
final class FloatingCheck implements ValueCheck {
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final long EXACT_IN_FLOAT = 1L << 24;
    private static final Pattern PRINTED = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?(e-?[1-9][0-9]{0,2})?");

    private final boolean single;
    private final boolean unsigned;

    /** 0 where no digits were declared. */
    private final int precision;

    private final int scale;
    private final Misfit range;
    private final Misfit form;
    private final Misfit type;

    FloatingCheck(ColumnFacts column) {
        this.single = column.type() == ColumnType.FLOAT;
        this.unsigned = column.unsigned();
        this.precision = column.precision();
        this.scale = column.scale();
        this.range = Misfit.of(
                Rule.VALUE_RANGE,
                "the number is none that a " + column.declaration() + " holds exactly"
                        + (single ? "; give a float, or make the column DOUBLE" : ""));
        this.form = Misfit.of(Rule.VALUE_FORM, "the text is not a number as the server prints it");
        this.type = Misfit.of(Rule.VALUE_TYPE, "the column takes float, double and whole numbers");
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        if (value instanceof Double || value instanceof Float) {
            return misfit(((Number) value).doubleValue());
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return misfit(BigInteger.valueOf(((Number) value).longValue()));
        }
        if (value instanceof BigInteger number) {
            return misfit(number);
        }
        if (value instanceof String text) {
            return PRINTED.matcher(text).matches() && isItself(text) ? misfit(parsed(text)) : form;
        }
        return type;
    }

    /** The text of a float means another number to a DOUBLE than the float is. */
    @Override
    public Object onTheWire(Object value) {
        return value instanceof Float number ? (Object) number.doubleValue() : value;
    }

    private @Nullable Misfit misfit(BigInteger number) {
        long exact = single ? EXACT_IN_FLOAT : EXACT_IN_DOUBLE;
        boolean isExact = number.abs().compareTo(BigInteger.valueOf(exact)) <= 0;
        return isExact ? misfit(number.doubleValue()) : range;
    }

    private @Nullable Misfit misfit(double number) {
        boolean isHeld = Double.isFinite(number)
                && !(unsigned && number < 0)
                && (!single || (float) number == number)
                && (precision == 0 || DecimalCheck.hasDigits(decimal(number), precision - scale, scale));
        return isHeld ? null : range;
    }

    private double parsed(String text) {
        return single ? Float.parseFloat(text) : Double.parseDouble(text);
    }

    /** The shortest decimal that means this number. */
    private BigDecimal decimal(double number) {
        return new BigDecimal(single ? Float.toString((float) number) : Double.toString(number));
    }

    /** Whether a text is the shortest for its number: any other would be printed in another way. */
    private boolean isItself(String text) {
        double number = parsed(text);
        return Double.isFinite(number)
                && !(number == 0 && text.charAt(0) == '-')
                && decimal(number).compareTo(new BigDecimal(text)) == 0;
    }
}

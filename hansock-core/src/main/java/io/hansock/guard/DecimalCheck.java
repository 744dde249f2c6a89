package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** DECIMAL columns: no digit is rounded away. */
final class DecimalCheck implements ValueCheck {
    private final int digitsInFront;
    private final int scale;
    private final boolean unsigned;
    private final Pattern printed;
    private final Misfit range;
    private final Misfit form;
    private final Misfit type;

    DecimalCheck(ColumnFacts column) {
        this.digitsInFront = column.precision() - column.scale();
        this.scale = column.scale();
        this.unsigned = column.unsigned();
        this.printed = Pattern.compile("-?(0|[1-9][0-9]*)" + (scale == 0 ? "" : "\\.[0-9]{" + scale + "}"));
        this.range = Misfit.of(
                Rule.VALUE_RANGE,
                "the column has " + digitsInFront + " digits in front of the point, " + scale + " behind it"
                        + (unsigned ? ", and no sign" : "") + "; round the number first");
        this.form = Misfit.of(
                Rule.VALUE_FORM,
                "the text is not a number with " + scale + " digits behind the point, as the server prints it");
        this.type = Misfit.of(Rule.VALUE_TYPE, "the column takes BigDecimal and whole numbers");
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        if (value instanceof BigDecimal number) {
            return fits(number) ? null : range;
        }
        if (value instanceof BigInteger number) {
            return fits(new BigDecimal(number)) ? null : range;
        }
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return fits(BigDecimal.valueOf(((Number) value).longValue())) ? null : range;
        }
        if (value instanceof String text) {
            if (!printed.matcher(text).matches()) {
                return form;
            }
            BigDecimal number = new BigDecimal(text);
            if (number.signum() == 0 && text.charAt(0) == '-') {
                return form;
            }
            return fits(number) ? null : range;
        }
        return type;
    }

    private boolean fits(BigDecimal number) {
        return hasDigits(number, digitsInFront, scale) && !(unsigned && number.signum() < 0);
    }

    /** Whether a number has at most so many digits, but for zeros. */
    static boolean hasDigits(BigDecimal number, int inFront, int behind) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.signum() == 0 || (plain.scale() <= behind && plain.precision() - plain.scale() <= inFront);
    }
}

package io.hansock.guard;

import java.time.Year;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** YEAR columns. As text, years of one or two digits would be other years. */
final class YearCheck implements ValueCheck {
    private static final int FIRST = 1901;
    private static final int LAST = 2155;
    private static final Pattern PRINTED = Pattern.compile("[0-9]{4}");
    private static final Misfit RANGE = Misfit.of(Rule.VALUE_RANGE, "a YEAR is 0, or from 1901 to 2155");
    private static final Misfit TYPE = Misfit.of(Rule.VALUE_TYPE, "the column takes Year and whole numbers");
    private static final Misfit FORM = Misfit.of(Rule.VALUE_FORM, "the text is not a year of four digits");

    @Override
    public @Nullable Misfit misfit(Object value) {
        if (value instanceof String text) {
            return PRINTED.matcher(text).matches() ? misfit(Integer.parseInt(text)) : FORM;
        }
        if (value instanceof Year year) {
            return misfit(year.getValue());
        }
        boolean isWhole =
                value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
        return isWhole ? misfit(((Number) value).longValue()) : TYPE;
    }

    private static @Nullable Misfit misfit(long year) {
        return year == 0 || (year >= FIRST && year <= LAST) ? null : RANGE;
    }

    @Override
    public Object onTheWire(Object value) {
        return value instanceof Number number ? Year.of(number.intValue()) : value;
    }
}

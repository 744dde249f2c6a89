package io.hansock.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating point numbers as the servers print them, so that a prepared statement and a text query read the same. */
final class FloatingText {
    /** So many decimal digits every double, or float, keeps; of the smallest numbers, which have fewer bits, one is certain. */
    private static final int DIGITS_OF_ANY_DOUBLE = 15;

    private static final int DIGITS_OF_ANY_FLOAT = 6;

    /** The point stands at most so many digits behind, or in front of, the first digit; else there is an exponent. */
    private static final int MOST_PLACES = 15;

    private FloatingText() {}

    /** The text of a double with {@code decimals} digits behind the point, or, if that is -1, as many as tell it from its neighbours. */
    static String ofDouble(double value, int decimals) {
        if (!Double.isFinite(value) || decimals >= 0) {
            return fixed(value, decimals);
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = Math.abs(value) < Double.MIN_NORMAL ? 1 : DIGITS_OF_ANY_DOUBLE;
        BigDecimal shortest = rounded(exact, digits);
        while (shortest.doubleValue() != value) {
            digits++;
            shortest = rounded(exact, digits);
        }
        return signed(value, printed(shortest));
    }

    /** As {@link #ofDouble}, for a float. */
    static String ofFloat(float value, int decimals) {
        if (!Float.isFinite(value) || decimals >= 0) {
            return fixed(value, decimals);
        }
        BigDecimal exact = new BigDecimal(value);
        int digits = Math.abs(value) < Float.MIN_NORMAL ? 1 : DIGITS_OF_ANY_FLOAT;
        BigDecimal shortest = rounded(exact, digits);
        while (shortest.floatValue() != value) {
            digits++;
            shortest = rounded(exact, digits);
        }
        return signed(value, printed(shortest));
    }

    private static BigDecimal rounded(BigDecimal exact, int digits) {
        return exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String fixed(double value, int decimals) {
        return Double.isFinite(value)
                ? signed(
                        value,
                        new BigDecimal(value)
                                .setScale(decimals, RoundingMode.HALF_EVEN)
                                .toPlainString())
                : Double.toString(value);
    }

    private static String printed(BigDecimal number) {
        BigDecimal digits = number.stripTrailingZeros();
        int point = digits.precision() - digits.scale();
        boolean isPlain = point > -MOST_PLACES && (point <= MOST_PLACES || digits.scale() > 0);
        if (digits.signum() == 0 || isPlain) {
            return digits.toPlainString();
        }
        int exponent = point - 1;
        return digits.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** Decimals have no negative zero. */
    private static String signed(double value, String text) {
        return Double.doubleToRawLongBits(value) < 0 && text.charAt(0) != '-' ? "-" + text : text;
    }
}

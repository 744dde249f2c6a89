package io.hansock.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Floating point numbers as the servers print them, so that a prepared statement and a text query read the same. */
final class FloatingText {
    /** The point stands at most so many digits behind, or in front of, the first digit; else there is an exponent. */
    private static final int MOST_PLACES = 15;

    private FloatingText() {}

    /**
     * The text of a number.
     *
     * @param value the number
     * @param shortest Java's text of it: the fewest digits that tell it from its neighbours
     * @param decimals how many digits stand behind the point, or -1 for as many as needed
     */
    static String of(double value, String shortest, int decimals) {
        if (!Double.isFinite(value)) {
            return shortest;
        }
        if (decimals >= 0) {
            return signed(
                    value,
                    new BigDecimal(value)
                            .setScale(decimals, RoundingMode.HALF_EVEN)
                            .toPlainString());
        }
        BigDecimal digits = new BigDecimal(shortest).stripTrailingZeros();
        int point = digits.precision() - digits.scale();
        return signed(
                value,
                digits.signum() == 0 || (point > -MOST_PLACES && point <= MOST_PLACES)
                        ? digits.toPlainString()
                        : scientific(digits, point - 1));
    }

    /** Decimals have no negative zero. */
    private static String signed(double value, String text) {
        return Double.doubleToRawLongBits(value) < 0 && text.charAt(0) != '-' ? "-" + text : text;
    }

    private static String scientific(BigDecimal number, int exponent) {
        return number.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}

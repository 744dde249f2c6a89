package io.hansock.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Numbers in ASCII text, parsed straight from the bytes. Each result is exact, or for floats the nearest; else {@link CellException}. */
final class TextNumbers {
    /** More than any number column prints: {@code DOUBLE(255,30)} is the longest. Longer text is parsed in quadratic time. */
    private static final int LONGEST = 512;

    /** Beyond this scale nothing is a number of a MySQL column, and a few bytes could become gigabytes of digits. */
    private static final int LARGEST_SCALE = 1024;

    private static final int DIGITS_OF_ANY_LONG = 18;
    private static final int DIGITS_EXACT_IN_DOUBLE = 15;
    private static final long UNSIGNED_MAX_TENTH = 1844674407370955161L;
    private static final int UNSIGNED_MAX_LAST_DIGIT = 5;

    /** The powers of ten that a double holds exactly: dividing an exact integer by one rounds once, as parsing would. */
    private static final double[] EXACT_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private TextNumbers() {}

    static long int64(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int first = negative ? from + 1 : from;
        if (first == to) {
            throw notANumber();
        }
        long value = 0;
        if (to - first > DIGITS_OF_ANY_LONG) {
            return longInt64(bytes, from, to);
        }
        for (int i = first; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return wholeLong(bytes, from, to);
            }
            value = value * 10 + digit;
        }
        return negative ? -value : value;
    }

    private static long longInt64(byte[] bytes, int from, int to) {
        if (bytes[from] == '-') {
            return wholeLong(bytes, from, to);
        }
        long value = unsigned64(bytes, from, to);
        if (value < 0) {
            throw outOfRange();
        }
        return value;
    }

    /** The way for all but plain digits: DECIMAL and DOUBLE columns that hold a whole number. */
    private static long wholeLong(byte[] bytes, int from, int to) {
        BigInteger whole = integer(bytes, from, to);
        if (whole.bitLength() > 63) {
            throw outOfRange();
        }
        return whole.longValue();
    }

    static long unsigned64(byte[] bytes, int from, int to) {
        if (from == to) {
            throw notANumber();
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                return wholeUnsigned(bytes, from, to);
            }
            if (value < 0
                    || value > UNSIGNED_MAX_TENTH
                    || (value == UNSIGNED_MAX_TENTH && digit > UNSIGNED_MAX_LAST_DIGIT)) {
                throw outOfRange();
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long wholeUnsigned(byte[] bytes, int from, int to) {
        BigInteger whole = integer(bytes, from, to);
        if (whole.signum() < 0 || whole.bitLength() > 64) {
            throw outOfRange();
        }
        return whole.longValue();
    }

    static BigInteger integer(byte[] bytes, int from, int to) {
        try {
            return decimal(bytes, from, to).toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw new CellException("it has a fraction");
        }
    }

    static BigDecimal decimal(byte[] bytes, int from, int to) {
        if (plainDigits(bytes, from, to) <= DIGITS_OF_ANY_LONG) {
            return BigDecimal.valueOf(unscaled(bytes, from, to), scale(bytes, from, to));
        }
        try {
            BigDecimal decimal = new BigDecimal(number(bytes, from, to));
            if (Math.abs(decimal.scale()) > LARGEST_SCALE) {
                throw outOfRange();
            }
            return decimal;
        } catch (NumberFormatException e) {
            throw notANumber();
        }
    }

    static double float64(byte[] bytes, int from, int to) {
        if (plainDigits(bytes, from, to) <= DIGITS_EXACT_IN_DOUBLE) {
            double magnitude = Math.abs(unscaled(bytes, from, to)) / EXACT_POWERS[scale(bytes, from, to)];
            return bytes[from] == '-' ? -magnitude : magnitude;
        }
        try {
            return Double.parseDouble(number(bytes, from, to));
        } catch (NumberFormatException e) {
            throw notANumber();
        }
    }

    static float float32(byte[] bytes, int from, int to) {
        try {
            return Float.parseFloat(number(bytes, from, to));
        } catch (NumberFormatException e) {
            throw notANumber();
        }
    }

    /** How many digits a number of the form {@code [-]digits[.digits]} has; {@link Integer#MAX_VALUE} for any other form. */
    private static int plainDigits(byte[] bytes, int from, int to) {
        int digits = 0;
        boolean point = false;
        for (int i = from < to && bytes[from] == '-' ? from + 1 : from; i < to; i++) {
            byte next = bytes[i];
            if (next >= '0' && next <= '9') {
                digits++;
            } else if (next == '.' && !point) {
                point = true;
            } else {
                return Integer.MAX_VALUE;
            }
        }
        return digits == 0 ? Integer.MAX_VALUE : digits;
    }

    private static long unscaled(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit >= 0) {
                value = value * 10 + digit;
            }
        }
        return bytes[from] == '-' ? -value : value;
    }

    private static int scale(byte[] bytes, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == '.') {
                return to - 1 - i;
            }
        }
        return 0;
    }

    /** The text, if it has only the characters of a decimal number: Java's parsers also know hexadecimal, NaN and suffixes. */
    private static String number(byte[] bytes, int from, int to) {
        if (to - from > LONGEST) {
            throw outOfRange();
        }
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            boolean legal = (next >= '0' && next <= '9')
                    || next == '-'
                    || next == '+'
                    || next == '.'
                    || next == 'e'
                    || next == 'E';
            if (!legal) {
                throw notANumber();
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static CellException notANumber() {
        return new CellException("it is not a number");
    }

    static CellException outOfRange() {
        return new CellException("it is out of range");
    }
}

package io.hansock.buffer;

/**
 * Decimal digits of numbers that are zero or negative: those reach one further than the positive ones, so that the absolute value
 * of {@link Long#MIN_VALUE} has its digits too.
 */
final class Decimals {
    private static final int MOST_DIGITS = 19;

    private Decimals() {}

    /** How many digits {@code negative} has, the sign not counted. */
    static int digits(long negative) {
        int digits = 1;
        for (long bound = -10; digits < MOST_DIGITS && negative <= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    /** Writes the digits of {@code negative}, without the sign, so that the last one stands before index {@code to}. */
    static void write(long negative, byte[] bytes, int to) {
        int at = to;
        long rest = negative;
        do {
            bytes[--at] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
    }
}

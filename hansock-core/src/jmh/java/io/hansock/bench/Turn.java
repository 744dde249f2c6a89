package io.hansock.bench;

import java.util.Locale;

/**
 * What one contender did in one turn.
 *
 * @param perSecond rows found a second, by all threads together
 * @param cpuNanos CPU time of the client's process a row
 * @param bytes allocated a row
 * @param kept the most bytes of heap in use after a collection; 0 if there was none
 * @param operations rows found, also those before and after the clock ran
 */
record Turn(double perSecond, double cpuNanos, double bytes, double kept, double operations) {
    private static final String MARK = "turn";

    String toLine() {
        return String.format(Locale.ROOT, "%s %f %f %f %f %f", MARK, perSecond, cpuNanos, bytes, kept, operations);
    }

    static Turn parse(String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 6 || !parts[0].equals(MARK)) {
            throw new IllegalStateException("not a turn: " + line);
        }
        return new Turn(
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]),
                Double.parseDouble(parts[4]),
                Double.parseDouble(parts[5]));
    }
}

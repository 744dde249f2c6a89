package io.hansock.sample;

import io.hansock.WireKind;
import java.util.List;

/**
 * What was measured in about a second.
 *
 * @param number counts the samples, from 1
 * @param lanes the servers and wires that were used
 */
record Sample(long number, List<Traffic> lanes) {
    Sample {
        lanes = List.copyOf(lanes);
    }

    /**
     * The commands to one server over one wire.
     *
     * @param server the server's configured name
     * @param wire what carried them
     * @param perSecond how many ended in a second
     * @param failedPerSecond how many of them failed
     * @param medianMicros how long half of them took, at most
     * @param p99Micros how long 99 of a hundred took, at most
     */
    record Traffic(
            String server,
            WireKind wire,
            double perSecond,
            double failedPerSecond,
            double medianMicros,
            double p99Micros) {}
}

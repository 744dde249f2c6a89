package io.hansock.ring;

/**
 * How much of the ring a server owns. Immutable.
 *
 * @param node the server
 * @param points how many points of the ring are its own
 * @param hashes how many of the 2³² hashes it owns, exactly; the shares of a ring sum up to 2³²
 */
public record Share(Node node, int points, long hashes) {
    /** {@return the part of all hashes that is owned, from 0 to 1, exactly: about this part of many keys lives on the server} */
    public double fraction() {
        return (double) hashes / Ring.HASHES;
    }
}

package io.hansock.ring;

import java.util.Arrays;
import java.util.List;

/**
 * The points of a ring in rising order, and whose they are. Nodes are known by their index in the order added. Immutable, and
 * so safe for any thread.
 */
final class Continuum {
    private static final int POINTS_A_ROUND = 4;

    /** Turns the order of signed numbers into that of unsigned ones, and back. */
    private static final int FLIP = Integer.MIN_VALUE;

    /** {@link #FLIP}ped, so that plain comparisons order them. */
    private final int[] points;

    private final int[] owners;

    private Continuum(int[] points, int[] owners) {
        this.points = points;
        this.owners = owners;
    }

    static Continuum of(List<Node> nodes) {
        int[] rounds = rounds(nodes);
        int all = 0;
        for (int ofNode : rounds) {
            all += ofNode;
        }
        // A point and its owner in one long: sorting by both makes the node added first the owner of equal points.
        long[] sorted = new long[Math.multiplyExact(all, POINTS_A_ROUND)];
        int size = 0;
        for (int owner = 0; owner < rounds.length; owner++) {
            for (int round = 0; round < rounds[owner]; round++) {
                byte[] text = Keys.utf8(nodes.get(owner).label() + "-" + round);
                byte[] md5 = Keys.md5(text, 0, text.length);
                for (int i = 0; i < POINTS_A_ROUND; i++) {
                    int point = Keys.littleEndian(md5, i * Integer.BYTES) ^ FLIP;
                    sorted[size++] = ((long) point << 32) | owner;
                }
            }
        }
        Arrays.sort(sorted);
        int[] points = new int[size];
        int[] owners = new int[size];
        for (int i = 0; i < size; i++) {
            points[i] = (int) (sorted[i] >> 32);
            owners[i] = (int) sorted[i];
        }
        return new Continuum(points, owners);
    }

    /** By loops, as every client makes a ring while its application starts, and the first streams of numbers take as long as all the rest. */
    private static int[] rounds(List<Node> nodes) {
        long weights = 0;
        for (Node node : nodes) {
            weights += node.weight();
        }
        int[] rounds = new int[nodes.size()];
        for (int i = 0; i < rounds.length; i++) {
            rounds[i] = rounds(nodes.get(i).weight(), weights, rounds.length);
        }
        return rounds;
    }

    /**
     * How often a node's label is hashed. The mix of float and double is libketama's, whose rounding decides: with equal weights it
     * gives 39 instead of 40 for some counts of nodes.
     */
    static int rounds(int weight, long weights, int nodes) {
        float share = (float) weight / (float) weights;
        return (int) Math.floor((float) ((double) share * 40.0 * (double) (float) nodes));
    }

    int size() {
        return points.length;
    }

    /** The index of the first point at or behind {@code hash}; past the last point, the first. */
    int pointAt(int hash) {
        int wanted = hash ^ FLIP;
        int low = 0;
        int high = points.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (points[middle] < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == points.length ? 0 : low;
    }

    int owner(int hash) {
        return owners[pointAt(hash)];
    }

    /** Whose the hashes are that end at point {@code index}; those behind the last point are the first point's. */
    int ownerOf(int index) {
        return owners[index == points.length ? 0 : index];
    }

    /** The hash of point {@code index}, as an unsigned number. */
    long hashOf(int index) {
        return Integer.toUnsignedLong(points[index] ^ FLIP);
    }

    /** The last hash that {@link #ownerOf} speaks of. */
    long endOf(int index) {
        return index == points.length ? Ring.HASHES - 1 : hashOf(index);
    }
}

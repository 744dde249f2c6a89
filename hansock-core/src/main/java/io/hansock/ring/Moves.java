package io.hansock.ring;

import java.util.ArrayList;
import java.util.List;

/**
 * Which keys have another owner on another ring: those whose {@link Ring#hash(byte[]) hash} lies on one of the arcs. Immutable.
 *
 * @param arcs in rising order, neither overlapping nor, with the same two owners, adjacent; empty if no key moves
 */
public record Moves(List<Arc> arcs) {
    /**
     * Hashes that move together. Immutable.
     *
     * @param from the first hash, in 0..2³²-1
     * @param to the last hash, which moves too; not below {@code from}. An arc over the end of the ring is two arcs
     * @param oldOwner the label of the server that the keys leave
     * @param newOwner the label of the server that they move to
     */
    public record Arc(long from, long to, String oldOwner, String newOwner) {
        /** {@return how many hashes move: at least one} */
        public long hashes() {
            return to - from + 1;
        }
    }

    /**
     * Copies the list.
     *
     * @param arcs as above
     */
    public Moves {
        arcs = List.copyOf(arcs);
    }

    /** {@return how many of the 2³² hashes move} */
    public long hashes() {
        return arcs.stream().mapToLong(Arc::hashes).sum();
    }

    /** {@return the part of all hashes that moves, from 0 to 1, exactly} */
    public double fraction() {
        return (double) hashes() / Ring.HASHES;
    }

    /** Walks both rings in step: between two neighbouring points of either, all hashes have one old and one new owner. */
    static Moves between(Continuum before, List<Node> oldNodes, Continuum after, List<Node> newNodes) {
        List<Arc> arcs = new ArrayList<>();
        long from = 0;
        int oldPoint = 0;
        int newPoint = 0;
        while (from < Ring.HASHES) {
            long oldEnd = before.endOf(oldPoint);
            long newEnd = after.endOf(newPoint);
            long to = Math.min(oldEnd, newEnd);
            if (from <= to) {
                String oldOwner = oldNodes.get(before.ownerOf(oldPoint)).label();
                String newOwner = newNodes.get(after.ownerOf(newPoint)).label();
                if (!oldOwner.equals(newOwner)) {
                    append(arcs, new Arc(from, to, oldOwner, newOwner));
                }
                from = to + 1;
            }
            oldPoint += oldEnd == to ? 1 : 0;
            newPoint += newEnd == to ? 1 : 0;
        }
        return new Moves(arcs);
    }

    private static void append(List<Arc> arcs, Arc next) {
        int last = arcs.size() - 1;
        if (last >= 0) {
            Arc arc = arcs.get(last);
            if (arc.to() + 1 == next.from()
                    && arc.oldOwner().equals(next.oldOwner())
                    && arc.newOwner().equals(next.newOwner())) {
                arcs.set(last, new Arc(arc.from(), next.to(), arc.oldOwner(), arc.newOwner()));
                return;
            }
        }
        arcs.add(next);
    }
}

package io.hansock.cluster;

import io.hansock.ResultException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Merges sorted lists into one; equal elements in the order of their lists. Lists that are not sorted are an error, never guessed at. */
final class Merge {
    private Merge() {}

    static <T> List<T> sorted(List<List<T>> lists, Comparator<? super T> order, long skip, long limit) {
        PriorityQueue<Head<T>> heads = new PriorityQueue<>(
                Comparator.comparing((Head<T> head) -> head.element(), order).thenComparingInt(head -> head.number));
        for (int i = 0; i < lists.size(); i++) {
            requireSorted(lists.get(i), order);
            if (!lists.get(i).isEmpty()) {
                heads.add(new Head<>(lists.get(i), i));
            }
        }
        List<T> merged = new ArrayList<>();
        long skipped = 0;
        while (!heads.isEmpty() && merged.size() < limit) {
            Head<T> least = heads.remove();
            if (skipped < skip) {
                skipped++;
            } else {
                merged.add(least.element());
            }
            if (least.advance()) {
                heads.add(least);
            }
        }
        return merged;
    }

    /** A server that orders otherwise, by a collation for instance, would make rows appear out of order, or not at all. */
    private static <T> void requireSorted(List<T> list, Comparator<? super T> order) {
        for (int i = 1; i < list.size(); i++) {
            if (order.compare(list.get(i - 1), list.get(i)) > 0) {
                throw new ResultException(
                        ResultException.Kind.UNORDERED,
                        "a server's rows are not in the order by which the servers' results are merged; text needs a binary"
                                + " collation, the primary key must be declared in full, or give mergedBy(comparator) with"
                                + " the order of the index");
            }
        }
    }

    /** Where the merge is in one list. */
    private static final class Head<T> {
        private final List<T> list;
        private final int number;
        private int at;

        Head(List<T> list, int number) {
            this.list = list;
            this.number = number;
        }

        T element() {
            return list.get(at);
        }

        boolean advance() {
            return ++at < list.size();
        }
    }
}

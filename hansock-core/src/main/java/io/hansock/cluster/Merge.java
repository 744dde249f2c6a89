package io.hansock.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Merges sorted lists into one; equal elements in the order of their lists. */
final class Merge {
    private Merge() {}

    static <T> List<T> sorted(List<List<T>> lists, Comparator<? super T> order, long skip, long limit) {
        PriorityQueue<Head<T>> heads = new PriorityQueue<>(
                Comparator.comparing((Head<T> head) -> head.element(), order).thenComparingInt(head -> head.number));
        for (int i = 0; i < lists.size(); i++) {
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

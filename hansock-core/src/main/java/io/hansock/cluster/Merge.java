package io.hansock.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Merges sorted lists into one; equal elements in the order of their lists. Lists that are not sorted are an error, never guessed at. */
final class Merge {
    private Merge() {}

    static <T> List<T> sorted(List<List<T>> lists, Comparator<? super T> order, long skip, long limit) {
        Merging<T> merging = new Merging<>(lists.stream().map(List::iterator).toList(), order);
        List<T> merged = new ArrayList<>();
        long skipped = 0;
        while (merged.size() < limit && merging.hasNext()) {
            T least = merging.next();
            if (skipped < skip) {
                skipped++;
            } else {
                merged.add(least);
            }
        }
        merging.requireSorted();
        return merged;
    }
}

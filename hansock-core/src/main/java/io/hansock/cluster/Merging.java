package io.hansock.cluster;

import io.hansock.ResultException;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Merges sorted sequences into one, reading one element ahead of each; equal elements in the order of their sequences. One that is not sorted is
 * an error, never guessed at. For one thread.
 */
final class Merging<T> implements Iterator<T> {
    private final PriorityQueue<Head<T>> heads;
    private final Comparator<? super T> order;

    /** Nothing is read before it is asked for. */
    private List<? extends Iterator<T>> unread;

    Merging(List<? extends Iterator<T>> sequences, Comparator<? super T> order) {
        this.order = order;
        this.unread = List.copyOf(sequences);
        this.heads = new PriorityQueue<>(
                Comparator.comparing((Head<T> head) -> head.element, order).thenComparingInt(head -> head.number));
    }

    @Override
    public boolean hasNext() {
        for (int i = 0; i < unread.size(); i++) {
            if (unread.get(i).hasNext()) {
                heads.add(new Head<>(unread.get(i), i));
            }
        }
        unread = List.of();
        return !heads.isEmpty();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Head<T> least = heads.remove();
        T element = least.element;
        if (least.advance(order)) {
            heads.add(least);
        }
        return element;
    }

    /** Reads what nobody wants, to see whether it is sorted: else what was answered may be wrong. */
    void requireSorted() {
        for (Head<T> head : heads) {
            while (head.advance(order)) {
                // sorted so far
            }
        }
        heads.clear();
    }

    /** Where the merge is in one sequence. */
    private static final class Head<T> {
        private final Iterator<T> sequence;
        private final int number;
        private T element;

        Head(Iterator<T> sequence, int number) {
            this.sequence = sequence;
            this.number = number;
            this.element = sequence.next();
        }

        /** A server that orders otherwise, by a collation for instance, would make rows appear out of order, or not at all. */
        boolean advance(Comparator<? super T> order) {
            if (!sequence.hasNext()) {
                return false;
            }
            T next = sequence.next();
            if (order.compare(element, next) > 0) {
                throw new ResultException(
                        ResultException.Kind.UNORDERED,
                        "a server's rows are not in the order by which the servers' results are merged; text needs a binary"
                                + " collation, the primary key must be declared in full, or give mergedBy(comparator) with"
                                + " the order in which the server answers");
            }
            element = next;
            return true;
        }
    }
}

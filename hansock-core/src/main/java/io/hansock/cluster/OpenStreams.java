package io.hansock.cluster;

import io.hansock.mysql.SharedQuery;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Rows of several servers as one stream. Where one of them fails, all are closed. For one thread.
 *
 * @param <T> what rows become
 */
final class OpenStreams<T> implements Iterator<T> {
    private final Iterator<T> elements;
    private final List<RowStream> open;

    private OpenStreams(Iterator<T> elements, List<RowStream> open) {
        this.elements = elements;
        this.open = open;
    }

    /** Those of all servers, merged. */
    static <T> Stream<T> merged(
            List<RowStream> rows, Function<RowStream, Iterator<T>> reading, Comparator<? super T> order) {
        List<RowStream> open = new ArrayList<>(rows);
        return new OpenStreams<>(new Merging<>(rows.stream().map(reading).toList(), order), open).stream();
    }

    /** Those of one server after the other, each asked when those before have no more. */
    static <T> Stream<T> inOrder(
            Iterator<SqlClient> servers, SharedQuery query, Function<RowStream, Iterator<T>> reading) {
        List<RowStream> open = new ArrayList<>(1);
        Iterator<T> elements = new Iterator<>() {
            private Iterator<T> present = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!present.hasNext() && servers.hasNext()) {
                    open.clear();
                    RowStream next = servers.next().stream(query.sql(), query.parameters());
                    open.add(next);
                    present = reading.apply(next);
                }
                return present.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return present.next();
            }
        };
        return new OpenStreams<>(elements, open).stream();
    }

    private Stream<T> stream() {
        Spliterator<T> spliterator =
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.IMMUTABLE);
        return StreamSupport.stream(spliterator, false).onClose(this::close);
    }

    @Override
    public boolean hasNext() {
        boolean done = false;
        try {
            boolean more = elements.hasNext();
            done = true;
            return more;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    @Override
    public T next() {
        boolean done = false;
        try {
            T next = elements.next();
            done = true;
            return next;
        } finally {
            if (!done) {
                close();
            }
        }
    }

    /** Closes all, whatever closing one of them comes to. */
    private void close() {
        RuntimeException failure = null;
        for (RowStream rows : open) {
            try {
                rows.close();
            } catch (RuntimeException e) {
                failure = joined(failure, e);
            }
        }
        open.clear();
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException joined(@Nullable RuntimeException first, RuntimeException further) {
        if (first == null) {
            return further;
        }
        first.addSuppressed(further);
        return first;
    }
}

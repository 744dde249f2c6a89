package io.hansock.cluster;

import io.hansock.mysql.ToTheLast;
import io.hansock.sql.RowStream;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Rows of several servers as one stream. It ends for all of them where one fails, and where it is closed: nothing is read, and no server
 * asked, after that. For one thread.
 *
 * @param <T> what rows become
 */
final class OpenStreams<T> implements Iterator<T> {
    private final Iterator<T> elements;
    private final Runnable closing;
    private boolean ended;

    private OpenStreams(Iterator<T> elements, Runnable closing) {
        this.elements = elements;
        this.closing = closing;
    }

    /**
     * Those of all servers, merged.
     *
     * @param closing gives up what is left of them
     */
    static <T> Stream<T> merged(
            List<RowStream> rows,
            Function<RowStream, Iterator<T>> reading,
            Comparator<? super T> order,
            Runnable closing) {
        return new OpenStreams<>(new Merging<>(rows.stream().map(reading).toList(), order), closing).stream();
    }

    /** Those of one server after the other, each asked when those before have no more. */
    static <T> Stream<T> inOrder(
            Iterator<? extends Supplier<RowStream>> servers, Function<RowStream, Iterator<T>> reading) {
        OneByOne<T> rows = new OneByOne<>(servers, reading);
        return new OpenStreams<>(rows, rows::close).stream();
    }

    private Stream<T> stream() {
        Spliterator<T> spliterator =
                Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED | Spliterator.IMMUTABLE);
        return StreamSupport.stream(spliterator, false).onClose(this::close);
    }

    @Override
    public boolean hasNext() {
        try {
            return !ended && elements.hasNext();
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    @Override
    public T next() {
        if (ended) {
            throw new NoSuchElementException();
        }
        try {
            return elements.next();
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(Throwable problem) {
        ended = true;
        ToTheLast.runAfter(problem, List.of(closing));
    }

    private void close() {
        if (!ended) {
            ended = true;
            closing.run();
        }
    }

    /** One server's rows behind the other's. */
    private static final class OneByOne<T> implements Iterator<T> {
        private final Iterator<? extends Supplier<RowStream>> servers;
        private final Function<RowStream, Iterator<T>> reading;
        private Iterator<T> present = Collections.emptyIterator();
        private @Nullable RowStream open;

        OneByOne(Iterator<? extends Supplier<RowStream>> servers, Function<RowStream, Iterator<T>> reading) {
            this.servers = servers;
            this.reading = reading;
        }

        @Override
        public boolean hasNext() {
            while (!present.hasNext() && servers.hasNext()) {
                RowStream next = servers.next().get();
                open = next;
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

        void close() {
            RowStream rows = open;
            if (rows != null) {
                rows.close();
            }
        }
    }
}

package io.hansock.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.sql.RowStream;
import io.hansock.value.Columns;
import io.hansock.value.Row;
import io.hansock.value.TextRows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Once rows of several servers have ended for one of them, or were closed, nobody reads or asks any further. */
class OpenStreamsTest {
    private final List<String> said = new ArrayList<>();

    /** Rows of one number each. */
    private final class Numbers implements RowStream {
        private final String server;
        private final Iterator<Integer> numbers;
        private final int bad;

        /** Reading {@code bad} fails. */
        Numbers(String server, int bad, Integer... numbers) {
            this.server = server;
            this.numbers = List.of(numbers).iterator();
            this.bad = bad;
        }

        @Override
        public Columns columns() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean hasNext() {
            return numbers.hasNext();
        }

        @Override
        public Row next() {
            int number = numbers.next();
            said.add(server + " read " + number);
            if (number == bad) {
                throw new IllegalStateException(server);
            }
            return TextRows.texts(List.of("n"), Integer.toString(number)).row(0);
        }

        @Override
        public void close() {
            said.add(server + " closed");
            throw new IllegalStateException(server + " closed");
        }
    }

    private static Iterator<Integer> reading(RowStream rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Integer next() {
                return rows.next().getInt(1);
            }
        };
    }

    private Stream<Integer> merged(RowStream... rows) {
        return OpenStreams.merged(
                List.of(rows), OpenStreamsTest::reading, Comparator.<Integer>naturalOrder(), () -> said.add("closed"));
    }

    private Stream<Integer> inOrder(RowStream... rows) {
        return OpenStreams.inOrder(
                Stream.of(rows)
                        .<Supplier<RowStream>>map(one -> () -> {
                            said.add("asked");
                            return one;
                        })
                        .iterator(),
                OpenStreamsTest::reading);
    }

    @Test
    void whatOneServerFailsWithEndsTheMergeForAll() {
        Iterator<Integer> rows = merged(new Numbers("a", 0, 1, 4), new Numbers("b", 3, 2, 3), new Numbers("c", 0, 5))
                .iterator();
        assertThat(rows.next()).isEqualTo(1);
        assertThatThrownBy(() -> rows.forEachRemaining(any -> {})).hasMessage("b");
        assertThat(said).endsWith("b read 3", "closed");
        assertHasEnded(rows);
    }

    @Test
    void aServerThatFailsIsTheLastThatIsAsked() {
        Iterator<Integer> rows =
                inOrder(new Numbers("a", 2, 1, 2, 3), new Numbers("b", 0, 4)).iterator();
        assertThat(rows.next()).isEqualTo(1);
        assertThatThrownBy(() -> rows.forEachRemaining(any -> {}))
                .hasMessage("a")
                .satisfies(problem -> assertThat(problem.getSuppressed())
                        .as("what closing comes to")
                        .hasSize(1));
        assertThat(said).containsExactly("asked", "a read 1", "a read 2", "a closed");
        assertHasEnded(rows);
    }

    @Test
    void nothingIsReadBehindTheClosing() {
        Stream<Integer> stream = merged(new Numbers("a", 0, 1, 4), new Numbers("b", 0, 2, 3));
        Iterator<Integer> rows = stream.iterator();
        assertThat(rows.next()).isEqualTo(1);
        stream.close();
        assertHasEnded(rows);
        said.clear();
        Stream<Integer> oneByOne = inOrder(new Numbers("a", 0, 1), new Numbers("b", 0, 4));
        Iterator<Integer> numbers = oneByOne.iterator();
        assertThat(numbers.next()).isEqualTo(1);
        assertThatThrownBy(oneByOne::close).hasMessage("a closed");
        assertHasEnded(numbers);
    }

    private void assertHasEnded(Iterator<Integer> rows) {
        List<String> before = List.copyOf(said);
        assertThat(rows.hasNext()).isFalse();
        assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        assertThat(said).isEqualTo(before);
    }
}

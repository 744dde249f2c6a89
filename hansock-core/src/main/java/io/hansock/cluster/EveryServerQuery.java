package io.hansock.cluster;

import io.hansock.mysql.SharedQuery;
import io.hansock.mysql.SharedRows;
import io.hansock.net.IoThread;
import io.hansock.sql.AllServersQuery;
import io.hansock.sql.AsyncAllServersQuery;
import io.hansock.sql.MergedQuery;
import io.hansock.sql.QueryResult;
import io.hansock.sql.RowStream;
import io.hansock.sql.SqlClient;
import io.hansock.value.RecordMapper;
import io.hansock.value.RowMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A query of every server, carried out in the calling thread. Immutable, safe for any thread. */
final class EveryServerQuery implements AllServersQuery {
    private final List<ServerSql> servers;
    private final IoThread io;
    private final long timeoutNanos;
    private final SharedQuery query;

    EveryServerQuery(List<ServerSql> servers, IoThread io, long timeoutNanos, SharedQuery query) {
        this.servers = servers;
        this.io = io;
        this.timeoutNanos = timeoutNanos;
        this.query = query;
    }

    @Override
    public <R extends Record> List<R> list(Class<R> type) {
        return list(RecordMapper.of(type));
    }

    @Override
    public <T> List<T> list(RowMapper<? extends T> mapper) {
        return joined(answers(), mapper);
    }

    static <T> List<T> joined(List<QueryResult> answers, RowMapper<? extends T> mapper) {
        List<T> all = new ArrayList<>();
        answers.forEach(answer -> all.addAll(answer.list(mapper)));
        return Collections.unmodifiableList(all);
    }

    static <T> List<T> merged(List<QueryResult> answers, Comparator<? super T> order, RowMapper<? extends T> mapper) {
        List<List<T>> lists = new ArrayList<>(answers.size());
        answers.forEach(answer -> lists.add(answer.list(mapper)));
        return Collections.unmodifiableList(Merge.sorted(lists, order, 0, Long.MAX_VALUE));
    }

    private List<QueryResult> answers() {
        return new EveryServer(servers, io, timeoutNanos).ask(query.all());
    }

    @Override
    public <R extends Record> Stream<R> stream(Class<R> type) {
        return inOrder(rows -> rows.as(type).iterator());
    }

    @Override
    public <T> Stream<T> stream(RowMapper<? extends T> mapper) {
        return inOrder(rows -> mapped(rows, mapper));
    }

    private <T> Stream<T> inOrder(Function<RowStream, Iterator<T>> reading) {
        return OpenStreams.inOrder(servers.stream().map(this::streamOf).iterator(), reading);
    }

    /** Not asked yet. */
    private Supplier<RowStream> streamOf(ServerSql server) {
        SqlClient client = server.client().withTimeout(Duration.ofNanos(timeoutNanos));
        return () -> client.stream(query.sql(), query.parameters());
    }

    private static <T> Iterator<T> mapped(RowStream rows, RowMapper<? extends T> mapper) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public T next() {
                return mapper.map(rows.next());
            }
        };
    }

    @Override
    public <T> MergedQuery<T> mergedBy(Comparator<? super T> order) {
        return new Merged<>(Objects.requireNonNull(order, "order"));
    }

    @Override
    public AsyncAllServersQuery async() {
        return new LaterEveryServerQuery(servers, timeoutNanos, query);
    }

    /** The same, merged. */
    private final class Merged<T> implements MergedQuery<T> {
        private final Comparator<? super T> order;

        Merged(Comparator<? super T> order) {
            this.order = order;
        }

        @Override
        public List<T> list(Class<T> type) {
            return list(mapper(type));
        }

        @Override
        public List<T> list(RowMapper<? extends T> mapper) {
            return merged(answers(), order, mapper);
        }

        @Override
        public Stream<T> stream(Class<T> type) {
            RowMapper<T> mapper = mapper(type);
            return stream(mapper);
        }

        @Override
        public Stream<T> stream(RowMapper<? extends T> mapper) {
            SharedRows shared = new EveryServer(servers, io, timeoutNanos).stream(query);
            return OpenStreams.merged(shared.streams(), rows -> mapped(rows, mapper), order, shared::close);
        }

        @SuppressWarnings("unchecked")
        private RowMapper<T> mapper(Class<T> type) {
            if (!type.isRecord()) {
                throw new IllegalArgumentException(type.getName() + " is no record; give a mapper of rows instead");
            }
            return (RowMapper<T>) RecordMapper.of(type.asSubclass(Record.class));
        }
    }
}

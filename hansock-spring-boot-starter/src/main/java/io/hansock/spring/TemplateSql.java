package io.hansock.spring;

import io.hansock.Hansock;
import io.hansock.index.Shard;
import io.hansock.sql.Statements;
import io.hansock.value.RecordMapper;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQL on one server: as part of the transaction that is active, or each statement for itself. */
final class TemplateSql implements SqlOperations {
    private final Hansock hansock;
    private final String server;
    private final TemplateCalls calls;

    TemplateSql(Hansock hansock, String server, TemplateCalls calls) {
        this.hansock = hansock;
        this.server = server;
        this.calls = calls;
    }

    /** The server that has the rows of a key. */
    static String server(Hansock hansock, Shard shard) {
        return hansock.servers().get(hansock.ring().locate(shard.key())).name();
    }

    @Override
    public <T extends @Nullable Object> T execute(Function<? super Statements, T> call) {
        BoundTransaction transaction = calls.transaction();
        if (transaction == null) {
            return calls.sqlOutside(
                    "sql",
                    () -> call.apply(new TranslatedStatements(
                            () -> hansock.sql().on(server), calls::translated, failure -> {})));
        }
        return calls.sql(
                "sql",
                () -> call.apply(new TranslatedStatements(
                        () -> transaction.next(hansock, server), calls::translated, transaction::failed)));
    }

    @Override
    public <R extends Record> List<R> query(String sql, Class<R> record, @Nullable Object... parameters) {
        return query(sql, calls.translated(() -> RecordMapper.of(record)), parameters);
    }

    @Override
    public <R extends Record> Optional<R> queryOne(String sql, Class<R> record, @Nullable Object... parameters) {
        return queryOne(sql, calls.translated(() -> RecordMapper.of(record)), parameters);
    }
}

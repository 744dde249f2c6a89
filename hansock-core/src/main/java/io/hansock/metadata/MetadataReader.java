package io.hansock.metadata;

import io.hansock.sql.AsyncStatements;
import io.hansock.sql.Pipeline;
import io.hansock.sql.QueryResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Asks a server for the metadata of tables: a handful of statements in one round trip. They are not one moment: what is read while a
 * table is being altered may be half of each. Safe for any thread.
 */
public final class MetadataReader implements MetadataSource {
    private final AsyncStatements sql;

    /** Asks over these connections, as their user. */
    public MetadataReader(AsyncStatements sql) {
        this.sql = sql;
    }

    @Override
    public CompletableFuture<Optional<TableMetadata>> read(String database, String table) {
        String definition = MetadataQueries.definition(database, table);
        List<Pipeline.Answer<QueryResult>> answers = new ArrayList<>();
        return sql.pipeline(pipeline -> {
                    answers.add(pipeline.query(MetadataQueries.TABLE, database, table, database, table));
                    answers.add(pipeline.query(MetadataQueries.COLUMNS, database, table));
                    answers.add(pipeline.query(MetadataQueries.KEYS, database, table));
                    answers.add(pipeline.query(MetadataQueries.EXTRAS, database, table, database, table, database));
                    answers.add(pipeline.query(definition));
                })
                .thenApply(done -> new TableReader(
                                database,
                                table,
                                answers.get(0).get(),
                                answers.get(1).get(),
                                answers.get(2).get(),
                                answers.get(3).get(),
                                answers.get(4))
                        .read());
    }
}

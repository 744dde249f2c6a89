package io.hansock.metadata;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where metadata come from. Safe for any thread. */
@FunctionalInterface
public interface MetadataSource {
    /**
     * Reads what the user is shown of a table; empty if that is nothing.
     *
     * @param database the database's name, in the server's upper and lower case
     * @param table the table's name, likewise
     * @throws IllegalArgumentException if one of them cannot be a name
     */
    CompletableFuture<Optional<TableMetadata>> read(String database, String table);
}

package io.hansock.metadata;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tables of one server, each with what was last read of it. Safe for any thread. */
public final class TableCatalog {
    /** Tables are constants; an application that makes up names all the time must not fill the memory. */
    private static final int MOST_TABLES = 4096;

    private record Name(String database, String table) {}

    private final MetadataSource source;
    private final Map<Name, CatalogEntry> entries = new ConcurrentHashMap<>();

    /** Knows nothing yet. */
    public TableCatalog(MetadataSource source) {
        this.source = source;
    }

    /** What is known of a table; to be kept by whoever asks often. Asks no server anything. */
    public CatalogEntry table(String database, String table) {
        Name name = new Name(database, table);
        CatalogEntry entry = entries.get(name);
        if (entry == null) {
            if (entries.size() >= MOST_TABLES) {
                entries.clear();
            }
            entry = entries.computeIfAbsent(name, any -> new CatalogEntry(() -> source.read(database, table)));
        }
        return entry;
    }

    /** Has everything read again before it is next needed: definitions have changed. */
    public void forget() {
        entries.values().forEach(CatalogEntry::forget);
    }
}

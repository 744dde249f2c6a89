package io.hansock.handlersocket;

import io.hansock.ConfigurationException;
import io.hansock.index.Index;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one {@link OpenIndex} for an index, a list of columns and a list of filter columns, without touching a string where
 * tables and indexes are constants. Safe for any thread.
 */
final class OpenIndexes {
    /** Applications declare tables and indexes as constants; one that makes them anew all the time must not fill the memory. */
    private static final int MOST = 4_096;

    /** So many of one index are found by looking at each, which is faster than a hash of names; further ones by that hash. */
    private static final int MOST_LOOKED_AT = 16;

    private static final OpenIndex[] NONE = {};

    private final @Nullable String defaultDatabase;
    private final Map<Index<?>, OpenIndex[]> byIndex = new ConcurrentHashMap<>();
    private final Map<OpenIndex.Definition, OpenIndex> byDefinition = new ConcurrentHashMap<>();

    OpenIndexes(@Nullable String defaultDatabase) {
        this.defaultDatabase = defaultDatabase;
    }

    /**
     * The one for these.
     *
     * @throws ConfigurationException if the table names no database and the client has none
     * @throws io.hansock.RefusedException if nothing of the kind may be opened
     */
    OpenIndex of(Index<?> index, List<String> columns, List<String> filterColumns) {
        for (OpenIndex known : byIndex.getOrDefault(index, NONE)) {
            if (known.matches(columns, filterColumns)) {
                return known;
            }
        }
        return remember(index, columns, filterColumns);
    }

    private OpenIndex remember(Index<?> index, List<String> columns, List<String> filterColumns) {
        OpenIndex.Definition definition = new OpenIndex.Definition(
                database(index), index.table().name(), index.name(), List.copyOf(columns), List.copyOf(filterColumns));
        bound(byDefinition);
        OpenIndex made = byDefinition.computeIfAbsent(definition, OpenIndex::new);
        bound(byIndex);
        byIndex.merge(index, new OpenIndex[] {made}, OpenIndexes::append);
        return made;
    }

    private static OpenIndex[] append(OpenIndex[] present, OpenIndex[] more) {
        if (present.length >= MOST_LOOKED_AT || Arrays.asList(present).contains(more[0])) {
            return present;
        }
        OpenIndex[] both = Arrays.copyOf(present, present.length + 1);
        both[present.length] = more[0];
        return both;
    }

    private static void bound(Map<?, ?> map) {
        if (map.size() >= MOST) {
            map.clear();
        }
    }

    private String database(Index<?> index) {
        return index.table().database().orElseGet(() -> {
            if (defaultDatabase == null) {
                throw new ConfigurationException(
                        "table " + index.table() + " names no database and the client has no default one; set either");
            }
            return defaultDatabase;
        });
    }
}

package io.hansock.mysql;

import io.hansock.sql.Isolation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How connections behave behind the login.
 *
 * @param database the database of the login, null for none
 * @param cachedStatements how many prepared statements a connection keeps; 0 for none
 * @param maxReplyBytes the longest message that is taken
 * @param timeZone the session's time zone as the server names it; null for the server's own
 * @param isolation the isolation of transactions; null for the server's own
 * @param variables system variables that every session sets: names, and values in SQL
 */
public record ConnectionSettings(
        @Nullable String database,
        int cachedStatements,
        int maxReplyBytes,
        @Nullable String timeZone,
        @Nullable Isolation isolation,
        Map<String, String> variables) {
    /** Copies the map, and keeps its order: one variable may have an effect on how the next is set. */
    public ConnectionSettings {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}

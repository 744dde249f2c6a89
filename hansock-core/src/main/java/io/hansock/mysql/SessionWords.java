package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.sql.Isolation;
import io.hansock.sql.QueryResult;
import io.hansock.sql.SqlResult;
import io.hansock.value.Row;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a session is told when it begins, and what it is asked: that the text of all is in UTF-8 is not only wished but looked at. */
final class SessionWords {
    private static final String CHARSET = "utf8mb4";

    /** Answered by one row, which {@link Limits#of} reads. */
    static final String LIMITS =
            "select @@character_set_client, @@character_set_connection, @@character_set_results, @@max_allowed_packet,"
                    + " @@wait_timeout, " + KillRun.IDENTITY;

    private static final String TRACKED = ", session_track_schema = 1, session_track_state_change = 1,"
            + " session_track_system_variables = 'character_set_client,character_set_connection,character_set_results' */";

    /** In comments that a server executes if it is new enough: which it is is not known before the login. */
    private static final String TRACKING = " /*!50700 " + TRACKED + " /*M!100202 " + TRACKED;

    /**
     * What a server allows a session, and which server it is.
     *
     * @param maxAllowedPacket the longest message that it takes, in bytes
     * @param waitTimeoutSeconds after so long without a command it hangs up
     * @param identity tells the server from others behind the same address; null if it does not say
     */
    record Limits(
            long maxAllowedPacket,
            long waitTimeoutSeconds,
            @Nullable String identity) {
        /** Nothing was told. */
        static final Limits UNKNOWN = new Limits(Long.MAX_VALUE, Long.MAX_VALUE, null);

        /** Out of the answer to {@link #LIMITS}. */
        static Limits of(String server, SqlResult answer) {
            if (!(answer instanceof QueryResult query) || query.size() != 1) {
                throw new ConfigurationException(server, "the server does not tell its own settings");
            }
            Row row = query.rows().row(0);
            for (int variable = 1; variable <= 3; variable++) {
                if (!CHARSET.equals(row.getString(variable))) {
                    throw new ConfigurationException(
                            server, "the server does not speak " + CHARSET + " on this connection");
                }
            }
            return new Limits(row.getLong(4), row.getLong(5), row.getString(6));
        }
    }

    private SessionWords() {}

    /**
     * Makes the session what the settings want.
     *
     * @param more further assignments, each behind a comma
     */
    static String settings(ConnectionSettings settings, String more) {
        StringBuilder sql = new StringBuilder("set names ").append(CHARSET).append(", autocommit = 1");
        sql.append(more);
        String timeZone = settings.timeZone();
        if (timeZone != null) {
            sql.append(", time_zone = '").append(timeZone.replace("'", "''")).append('\'');
        }
        for (Map.Entry<String, String> variable : settings.variables().entrySet()) {
            sql.append(", session ").append(variable.getKey()).append(" = ").append(variable.getValue());
        }
        Isolation isolation = settings.isolation();
        if (isolation != null) {
            String level = isolation.sql().replace(' ', '-').toUpperCase(Locale.ROOT);
            sql.append(" /*!50720 , session transaction_isolation = '")
                    .append(level)
                    .append("' */");
            sql.append(" /*M!100000 , session tx_isolation = '").append(level).append("' */");
        }
        return sql.append(TRACKING).toString();
    }
}

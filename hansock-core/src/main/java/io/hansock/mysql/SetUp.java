package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.Capability;
import io.hansock.sql.QueryResult;
import io.hansock.sql.SqlResult;
import io.hansock.value.Row;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a session what every session of a client is: behind the login, and again when one goes back that has changed itself. All in one
 * write; that the text of all is in UTF-8 is not only asked for but looked at.
 */
final class SetUp implements Conversation<Boolean> {
    private static final String CHARSET = "utf8mb4";
    private static final String LIMITS =
            "select @@character_set_client, @@character_set_connection, @@character_set_results, @@max_allowed_packet,"
                    + " @@wait_timeout, " + KillRun.IDENTITY;

    private static final String TRACKED = ", session_track_schema = 1, session_track_state_change = 1,"
            + " session_track_system_variables = 'character_set_client,character_set_connection,character_set_results' */";

    /** In comments that a server executes if it is new enough: which it is is not known before the login. */
    private static final String TRACKING = " /*!50700 " + TRACKED + " /*M!100202 " + TRACKED;

    /** What has gone before. */
    private enum After {
        /** Nothing: what was agreed on is not known yet. */
        CONNECTING,
        /** A login as somebody else. */
        CHANGE_OF_USER,
        /** Statements of somebody who has changed the session. */
        USE
    }

    private final MysqlConnection connection;
    private final After after;
    private final int[] sequences = new int[5];
    private int commands;
    private boolean known;

    private SetUp(MysqlConnection connection, After after) {
        this.connection = connection;
        this.after = after;
    }

    /** For a connection that has just logged in. */
    static SetUp ofNew(MysqlConnection connection) {
        return new SetUp(connection, After.CONNECTING);
    }

    /** For one that has become somebody else's. */
    static SetUp ofChangedUser(MysqlConnection connection) {
        return new SetUp(connection, After.CHANGE_OF_USER);
    }

    /** For one that was used. Its prepared statements are gone afterwards. */
    static SetUp ofUsed(MysqlConnection connection) {
        return new SetUp(connection, After.USE);
    }

    @Override
    public CommandExchange begin() {
        ByteWriter out = connection.request();
        ReplyFramer framer = connection.framer();
        if (after == After.USE) {
            connection.statements().forgetAll();
            framer.await(Expected.OK, add(Command.resetConnection(out)));
            if (connection.state().isOptionSet()) {
                boolean allowed = connection.agreed().has(Capability.MULTI_STATEMENTS);
                framer.andThen(Expected.END, add(Command.multiStatements(out, allowed)));
            }
            String database = connection.state().loginDatabase();
            if (database != null) {
                framer.andThen(Expected.OK, add(Command.initDb(out, database)));
            }
            framer.andThen(Expected.QUERY, add(Command.query(out, settings())));
        } else {
            framer.await(Expected.QUERY, add(Command.query(out, settings())));
        }
        framer.andThen(Expected.QUERY, add(Command.query(out, LIMITS)));
        return connection.exchange();
    }

    private int add(int sequence) {
        sequences[commands++] = sequence;
        return sequence;
    }

    private String settings() {
        StringBuilder sql = new StringBuilder("set names ").append(CHARSET).append(", autocommit = 1");
        if (after != After.CONNECTING) {
            sql.append(effects());
        }
        String timeZone = connection.settings().timeZone();
        if (timeZone != null) {
            sql.append(", time_zone = '").append(timeZone.replace("'", "''")).append('\'');
        }
        for (Map.Entry<String, String> variable :
                connection.settings().variables().entrySet()) {
            sql.append(", session ").append(variable.getKey()).append(" = ").append(variable.getValue());
        }
        return sql.append(TRACKING).toString();
    }

    /** Of capabilities that servers turn into variables at the login, and may lose afterwards, as MariaDB does at a reset. */
    private String effects() {
        String interactive = connection.agreed().has(Capability.INTERACTIVE)
                ? ", session wait_timeout = @@global.interactive_timeout"
                : "";
        return connection.agreed().has(Capability.IGNORE_SPACE)
                ? interactive + ", session sql_mode = concat(@@sql_mode, ',IGNORE_SPACE')"
                : interactive;
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        ReplyReader reader = connection.reader();
        reader.start(answered, sequences[0]);
        for (int command = 0; command < commands - 1; command++) {
            reader.end();
            reader.nextAnswer(sequences[command + 1]);
        }
        SqlResult result = reader.result(null);
        if (result instanceof QueryResult query && query.size() == 1) {
            check(query.rows().row(0));
        }
        connection.state().reset();
        return null;
    }

    private void check(Row row) {
        for (int variable = 1; variable <= 3; variable++) {
            if (!CHARSET.equals(row.getString(variable))) {
                throw new ConfigurationException(
                        connection.server(), "the server does not speak " + CHARSET + " on this connection");
            }
        }
        connection.limits(row.getLong(4), row.getLong(5), row.getString(6));
        known = true;
    }

    @Override
    public Boolean result() {
        if (!known) {
            throw new ConfigurationException(connection.server(), "the server does not tell its own settings");
        }
        return true;
    }
}

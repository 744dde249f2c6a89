package io.hansock.mysql;

import io.hansock.sql.QueryResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Has the server give up what another connection waits for, or that connection, if this is the server that the other connection is to: behind one address
 * there can be several, each of which numbers its connections by itself, and the same number is somebody else's there.
 */
final class KillRun implements Conversation<Boolean> {
    /** What tells servers apart, in SQL. */
    static final String IDENTITY = "concat_ws('/', @@hostname, @@port, @@server_id)";

    private final MysqlConnection connection;
    private final long victim;
    private final @Nullable String victimsServer;
    private final String words;
    private int sequence;
    private boolean asked;
    private boolean killed;

    /**
     * Creates one.
     *
     * @param victim the number of the other connection
     * @param victimsServer what {@link #IDENTITY} was there; null if it was not told
     * @param words what is said in front of the number
     */
    KillRun(MysqlConnection connection, long victim, @Nullable String victimsServer, String words) {
        this.connection = connection;
        this.victim = victim;
        this.victimsServer = victimsServer;
        this.words = words;
    }

    @Override
    public CommandExchange begin() {
        return say("select " + IDENTITY);
    }

    private CommandExchange say(String sql) {
        sequence = Command.query(connection.request(), sql);
        connection.framer().await(Expected.QUERY, sequence);
        return connection.exchange();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        ReplyReader reader = connection.reader();
        reader.start(answered, sequence);
        if (asked) {
            reader.ok();
            killed = true;
            return null;
        }
        asked = true;
        boolean same = reader.result(null) instanceof QueryResult query
                && query.size() == 1
                && Objects.equals(query.rows().row(0).getString(1), victimsServer);
        return same ? say(words + victim) : null;
    }

    @Override
    public Boolean result() {
        return killed;
    }
}

package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.sql.QueryResult;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has the server give up what another connection waits for, or that connection, if this is the server that the other connection is to: behind one address
 * there can be several, each of which numbers its connections by itself, and the same number is somebody else's there. So it is behind a
 * restart: a server that has not been up for as long as the other connection is another one, too.
 */
final class KillRun implements Conversation<Boolean> {
    /** What tells servers apart, in SQL. */
    static final String IDENTITY = "concat_ws('/', @@hostname, @@port, @@server_id)";

    private final MysqlConnection connection;
    private final long victim;
    private final @Nullable String victimsServer;
    private final long victimsSeconds;
    private final String words;
    private int sequence;
    private Step step = Step.NAME;
    private boolean killed;

    /** What is asked. */
    private enum Step {
        NAME,
        UPTIME,
        KILL
    }

    /**
     * Creates one.
     *
     * @param victim the other connection
     * @param words what is said in front of its number
     */
    KillRun(MysqlConnection connection, MysqlConnection victim, String words) {
        this.connection = connection;
        this.victim = victim.id();
        this.victimsServer = victim.limits().identity();
        this.victimsSeconds = TimeUnit.NANOSECONDS.toSeconds(victim.nanosSinceMade());
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
        return switch (step) {
            case NAME -> {
                step = Step.UPTIME;
                yield Objects.equals(text(reader, 1), victimsServer) ? say("show global status like 'Uptime'") : null;
            }
            case UPTIME -> {
                step = Step.KILL;
                yield hasBeenUp(text(reader, 2)) ? say(words + victim) : null;
            }
            case KILL -> {
                reader.ok();
                killed = true;
                yield null;
            }
        };
    }

    private static @Nullable String text(ReplyReader reader, int column) {
        return reader.result(null) instanceof QueryResult query && query.size() == 1
                ? query.rows().row(0).getString(column)
                : null;
    }

    /** Servers count whole seconds. */
    private boolean hasBeenUp(@Nullable String seconds) {
        try {
            return seconds != null && Long.parseLong(seconds) + 1 >= victimsSeconds;
        } catch (NumberFormatException e) {
            throw new ProtocolException(
                    connection.server(), "the server says that it has been up for no number of seconds", e);
        }
    }

    @Override
    public Boolean result() {
        return killed;
    }
}

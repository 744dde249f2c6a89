package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.sql.Capability;
import org.jspecify.annotations.Nullable;

/**
 * Makes a session what every session of a client is: behind the login, and again when one goes back that has changed itself. All in one
 * write.
 */
final class SetUp implements Conversation<Boolean> {
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
        framer.andThen(Expected.QUERY, add(Command.query(out, SessionWords.LIMITS)));
        return connection.exchange();
    }

    private int add(int sequence) {
        sequences[commands++] = sequence;
        return sequence;
    }

    private String settings() {
        return SessionWords.settings(connection.settings(), after == After.CONNECTING ? "" : effects());
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
        connection.limits(SessionWords.Limits.of(connection.server(), reader.result(null)));
        ConnectionState state = connection.state();
        if (after == After.USE && state.loginDatabase() != null) {
            state.databaseIs(state.loginDatabase());
        }
        state.reset();
        return null;
    }

    @Override
    public Boolean result() {
        return true;
    }
}

package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.sql.QueryResult;
import org.jspecify.annotations.Nullable;

/**
 * Asks the server whether a refusal has undone the transaction: a ping begins no other one, and its answer says whether one is open. If something was
 * carried out behind the refusal, what is open may be another one. Then what the refusal is has to do, and of a lock wait the server's setting.
 */
final class Doubt implements Conversation<Boolean> {
    private static final String SETTING = "select @@innodb_rollback_on_timeout";

    private final MysqlConnection connection;
    private final TransactionFate fate;
    private boolean followed;
    private boolean reading;
    private int sequence;

    Doubt(MysqlConnection connection) {
        this.connection = connection;
        this.fate = connection.state().fate();
    }

    @Override
    public CommandExchange begin() {
        followed = fate.isFollowed();
        sequence = Command.ping(connection.request());
        connection.framer().await(Expected.OK, sequence);
        return connection.exchange();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        ReplyReader reader = connection.reader();
        reader.start(answered, sequence);
        if (reading) {
            fate.settle(isOn(reader));
            return null;
        }
        var unused = reader.ok();
        ServerException doubt = fate.doubt();
        if (doubt == null) {
            return null;
        }
        if (followed && doubt.code() == ErrorCodes.LOCK_WAIT_TIMEOUT) {
            reading = true;
            sequence = Command.query(connection.request(), SETTING);
            connection.framer().await(Expected.QUERY, sequence);
            return connection.exchange();
        }
        fate.settle(followed && ErrorCodes.undoesTransaction(doubt.code()));
        return null;
    }

    /** A server that does not know the setting has none of the tables that it is for. */
    private static boolean isOn(ReplyReader reader) {
        try {
            return reader.result(null) instanceof QueryResult setting
                    && setting.size() == 1
                    && setting.rows().row(0).getLong(1) != 0;
        } catch (ServerException e) {
            return false;
        }
    }

    @Override
    public Boolean result() {
        return true;
    }
}

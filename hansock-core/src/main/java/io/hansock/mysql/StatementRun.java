package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement with parameters: prepares it if this connection has not, and executes it. A MariaDB takes both in one write where no
 * other statement can be meant, else the statement's id must be known first.
 *
 * @param <T> what is made of the answer
 */
final class StatementRun<T> implements Conversation<T> {
    private enum Stage {
        PREPARING,
        PREPARING_AND_EXECUTING,
        SENDING_LONG_DATA,
        EXECUTING,
        ASKING_WHETHER_KNOWN
    }

    private final MysqlConnection connection;
    private final String sql;
    private final Parameters parameters;
    private final AnswerReader<T> answer;
    private Stage stage = Stage.PREPARING;
    private int sequence;
    private int executionSequence;
    private @Nullable ServerStatement statement;
    private @Nullable LongData longData;
    private boolean preparedAnew;

    /** By which the server may have told that it does not know the statement; null but for while it is asked whether it does. */
    private @Nullable ServerException refusal;

    private boolean madeRoom;
    private @Nullable T result;

    StatementRun(MysqlConnection connection, String sql, Parameters parameters, AnswerReader<T> answer) {
        this.connection = connection;
        this.sql = sql;
        this.parameters = parameters;
        this.answer = answer;
    }

    @Override
    public CommandExchange begin() {
        connection.state().requireCharset(connection.server());
        ServerStatement known = isForCursor() ? null : connection.statements().find(sql, parameters);
        return known == null ? prepare() : execute(known);
    }

    private CommandExchange prepare() {
        connection.statements().makeRoom();
        boolean mayNameTheLast = connection.statements().isNoneLast();
        ByteWriter out = connection.request();
        sequence = Command.prepare(out, sql);
        ReplyFramer framer = connection.framer().await(Expected.PREPARE, sequence);
        stage = Stage.PREPARING;
        if (mayNameTheLast && connection.agreed().mariaDb() && parameters.fitWithoutAsking(sql)) {
            stage = Stage.PREPARING_AND_EXECUTING;
            executionSequence = writeExecution(out, Command.JUST_PREPARED);
            framer.andThen(Expected.EXECUTE, executionSequence).inPiecesOf(answer.pieceBytes());
        }
        return connection.exchange();
    }

    private CommandExchange execute(ServerStatement known) {
        statement = known;
        parameters.requireCount(known.parameterCount);
        if (parameters.hasStreams()) {
            longData = new LongData(known.id, parameters.values());
        }
        return sendOrExecute(known);
    }

    /** Data that needs several requests goes out in front, each with a ping: the commands themselves have no answer to wait for. */
    private CommandExchange sendOrExecute(ServerStatement known) {
        ByteWriter out = connection.request();
        if (longData != null && !sendSome(longData, known, out)) {
            stage = Stage.SENDING_LONG_DATA;
            sequence = Command.ping(out);
            connection.framer().await(Expected.OK, sequence);
        } else {
            stage = Stage.EXECUTING;
            known.settle(parameters);
            sequence = writeExecution(out, known.id);
            connection.framer().await(Expected.EXECUTE, sequence).inPiecesOf(answer.pieceBytes());
        }
        return connection.exchange();
    }

    private boolean sendSome(LongData data, ServerStatement known, ByteWriter out) {
        boolean all = false;
        try {
            all = data.write(out);
            return all;
        } finally {
            if (!all && data.hasFailed()) {
                // what the server has of it must not meet what is sent next
                connection.statements().close(known);
            }
        }
    }

    private int writeExecution(ByteWriter out, int id) {
        int start = Command.beginExecute(out, id, answer.executionFlags());
        BinaryParameters.encode(parameters.values(), out);
        return PacketWriter.end(out, start, 0);
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        ReplyReader reader = connection.reader();
        reader.start(answered, sequence);
        return switch (stage) {
            case PREPARING -> {
                ServerStatement fresh = prepared(reader);
                yield fresh == null ? prepare() : execute(fresh);
            }
            case PREPARING_AND_EXECUTING -> {
                ServerStatement fresh = prepared(reader);
                if (fresh == null) {
                    // and so nothing was executed
                    yield prepare();
                }
                statement = fresh;
                reader.nextAnswer(executionSequence);
                yield read(reader, fresh);
            }
            case SENDING_LONG_DATA -> {
                reader.ok();
                yield sendOrExecute(Conversation.present(statement));
            }
            case EXECUTING -> read(reader, Conversation.present(statement));
            case ASKING_WHETHER_KNOWN -> asked(reader, Conversation.present(statement));
        };
    }

    private boolean isForCursor() {
        return (answer.executionFlags() & Command.READ_ONLY_CURSOR) != 0;
    }

    /** The statement; null if it has to be prepared again, now that others have made room for it on the server. */
    private @Nullable ServerStatement prepared(ReplyReader reader) {
        StatementCache statements = connection.statements();
        try {
            ServerStatement fresh = reader.prepared(sql);
            if (isForCursor()) {
                statements.addForCursor(fresh);
            } else {
                statements.add(fresh);
            }
            return fresh;
        } catch (ServerException e) {
            if (madeRoom || !StatementCache.isFull(e) || !statements.giveWay()) {
                throw e;
            }
            madeRoom = true;
            return null;
        }
    }

    private @Nullable CommandExchange read(ReplyReader reader, ServerStatement executed) {
        if (executed.leavesTraces) {
            connection.state().mayHaveChanged();
        }
        try {
            result = answer.read(reader, executed);
            return null;
        } catch (ServerException e) {
            if (!StatementCache.isForgotten(e)) {
                throw e;
            }
            boolean mayGoOn = !preparedAnew && longData == null;
            if (mayGoOn && StatementCache.isUnknown(e)) {
                refusal = e;
                return ask(executed);
            }
            connection.statements().close(executed);
            if (!mayGoOn || !StatementCache.mayBeginAnew(e, sql)) {
                throw e;
            }
            preparedAnew = true;
            return prepare();
        } finally {
            if (stage != Stage.ASKING_WHETHER_KNOWN) {
                connection.statements().executed(executed);
            }
        }
    }

    private CommandExchange ask(ServerStatement executed) {
        stage = Stage.ASKING_WHETHER_KNOWN;
        sequence = Command.resetStatement(connection.request(), executed.id);
        connection.framer().await(Expected.OK, sequence);
        return connection.exchange();
    }

    private CommandExchange asked(ReplyReader reader, ServerStatement executed) {
        boolean isForgotten = StatementCache.hasForgotten(reader);
        connection.statements().close(executed);
        if (!isForgotten) {
            throw Conversation.present(refusal);
        }
        refusal = null;
        preparedAnew = true;
        return prepare();
    }

    /** Preparing it, and sending its data, does nothing. */
    @Override
    public boolean hasDoneNothing() {
        return result == null && refusal == null;
    }

    @Override
    public T result() {
        return Conversation.present(result);
    }
}

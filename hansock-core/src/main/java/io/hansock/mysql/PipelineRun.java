package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one behind the other, in their order, without waiting for answers in between. Those that are not prepared yet are, all
 * at the same time, before the first is executed. Requests are bounded: behind so many bytes it waits for the answers.
 *
 * <p>In a transaction, autocommit is switched off before: if the server undoes the transaction at one statement (a deadlock), those that
 * are on their way already would otherwise be committed one by one, outside of it.
 */
final class PipelineRun implements Conversation<Boolean> {
    private static final int REQUEST_BYTES = 1 << 20;
    private static final int MOST_COMMANDS = 4096;
    private static final int NO_FLAGS = 0;

    private enum Stage {
        SWITCHING_AUTOCOMMIT_OFF,
        PREPARING,
        EXECUTING,
        ASKING_WHETHER_KNOWN
    }

    private final MysqlConnection connection;
    private final List<? extends PipelinedStatement<?>> statements;

    private final PipelinePreparations preparations;
    private final Sequences sequences = new Sequences();
    private Stage stage = Stage.EXECUTING;
    private boolean executed;
    private int sent;
    private int answered;

    /** The last of those that were answered, one behind the other, as far as they may be executed once more. */
    private final List<PipelinedStatement<?>> open = new ArrayList<>();

    PipelineRun(MysqlConnection connection, List<? extends PipelinedStatement<?>> statements) {
        this.connection = connection;
        this.statements = statements;
        this.preparations = new PipelinePreparations(connection, statements);
    }

    @Override
    public CommandExchange begin() {
        connection.state().requireCharset(connection.server());
        // before statements are marked as in use
        connection.requireUsable();
        requireTakeable();
        preparations.begin();
        ConnectionState state = connection.state();
        if (state.isInTransaction() && state.isAutocommit()) {
            stage = Stage.SWITCHING_AUTOCOMMIT_OFF;
            sequences.clear();
            connection.framer().await(Expected.OK, sequences.add(TransactionWords.autocommitOff(connection.request())));
            return connection.exchange();
        }
        CommandExchange first = prepareOrExecute();
        return first == null ? nothing() : first;
    }

    /** All of them before the first is sent. */
    private void requireTakeable() {
        for (PipelinedStatement<?> statement : statements) {
            List<@Nullable Object> values = statement.parameters.values();
            if (MessageLength.atMost(statement.sql, values)
                    > connection.limits().maxAllowedPacket()) {
                connection.requireTakeable(MessageLength.of(statement.sql, values));
            }
        }
    }

    /** Every statement was refused before anything was sent. */
    private CommandExchange nothing() {
        ByteWriter out = connection.request();
        sequences.clear();
        expect(Expected.OK, Command.ping(out));
        return connection.exchange();
    }

    private @Nullable CommandExchange prepareOrExecute() {
        List<String> preparing = preparations.ask(MOST_COMMANDS);
        if (preparing.isEmpty()) {
            return execute();
        }
        stage = Stage.PREPARING;
        ByteWriter out = connection.request();
        sequences.clear();
        for (String sql : preparing) {
            expect(Expected.PREPARE, Command.prepare(out, sql));
        }
        return connection.exchange();
    }

    private @Nullable CommandExchange execute() {
        skipEnded();
        if (sent < statements.size() && !preparations.takes(statements.get(sent))) {
            // behind the answers to all that was sent
            preparations.forget(statements.get(sent).sql);
            return prepareOrExecute();
        }
        stage = Stage.EXECUTING;
        ByteWriter out = connection.request();
        sequences.clear();
        answered = sent;
        while (sent < statements.size()
                && out.size() < REQUEST_BYTES
                && sequences.count() < MOST_COMMANDS
                && preparations.takes(statements.get(sent))) {
            write(statements.get(sent), out);
            sent++;
            skipEnded();
        }
        if (sequences.count() > 0) {
            return connection.exchange();
        }
        preparations.end();
        return null;
    }

    private void skipEnded() {
        while (sent < statements.size() && statements.get(sent).hasEnded()) {
            sent++;
        }
    }

    private void write(PipelinedStatement<?> statement, ByteWriter out) {
        if (!statement.isPrepared()) {
            expect(Expected.QUERY, Command.query(out, statement.sql));
            return;
        }
        ServerStatement known = preparations.of(statement);
        if (known == null) {
            throw new IllegalStateException("executed before it was prepared");
        }
        known.settle(statement.parameters);
        int start = Command.beginExecute(out, known.id, NO_FLAGS);
        BinaryParameters.encode(statement.parameters.values(), out);
        expect(Expected.EXECUTE, PacketWriter.end(out, start, 0));
    }

    private void expect(Expected answer, int sequence) {
        if (sequences.count() == 0) {
            connection.framer().await(answer, sequence);
        } else {
            connection.framer().andThen(answer, sequence);
        }
        sequences.add(sequence);
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange exchange) {
        if (connection.framer().awaitsFile()) {
            throw new ProtocolException(connection.server(), "a file is asked for in a pipeline", null);
        }
        ReplyReader reader = connection.reader();
        reader.start(exchange, sequences.next());
        switch (stage) {
            case SWITCHING_AUTOCOMMIT_OFF -> connection.state().unchangedBy(reader::ok);
            case PREPARING -> preparations.read(reader, sequences);
            case EXECUTING -> {
                readAnswers(reader);
                List<ServerStatement> unknown = open.isEmpty() ? List.of() : preparations.askWhetherKnown(open);
                if (!unknown.isEmpty()) {
                    return ask(unknown);
                }
                tryAgain();
            }
            case ASKING_WHETHER_KNOWN -> {
                preparations.readWhetherKnown(reader, sequences);
                tryAgain();
            }
        }
        return stage == Stage.EXECUTING && preparations.isComplete() ? execute() : prepareOrExecute();
    }

    private CommandExchange ask(List<ServerStatement> unknown) {
        stage = Stage.ASKING_WHETHER_KNOWN;
        ByteWriter out = connection.request();
        sequences.clear();
        for (ServerStatement statement : unknown) {
            expect(Expected.OK, Command.resetStatement(out, statement.id));
        }
        return connection.exchange();
    }

    private void readAnswers(ReplyReader reader) {
        executed = true;
        boolean first = true;
        open.clear();
        for (; answered < sent; answered++) {
            PipelinedStatement<?> statement = statements.get(answered);
            if (statement.hasEnded()) {
                continue;
            }
            if (!first) {
                reader.nextAnswer(sequences.next());
            }
            first = false;
            ServerStatement known = preparations.of(statement);
            if (known == null ? Traces.mayStay(statement.sql) : known.leavesTraces) {
                connection.state().mayHaveChanged();
            }
            statement.read(reader, known);
            if (known != null
                    && statement.failure() instanceof ServerException e
                    && preparations.noteForgotten(e, known.sql)) {
                open.add(statement);
            } else {
                open.clear();
            }
        }
    }

    /** To be carried out behind what was to follow is not what was asked for: all others that were forgotten are refused. */
    private void tryAgain() {
        int from = open.size();
        while (from > 0 && !preparations.isStillKnown(open.get(from - 1))) {
            from--;
            open.get(from).tryAgain();
        }
        if (from < open.size()) {
            sent = statements.indexOf(open.get(from));
        }
        preparations.forget();
    }

    @Override
    public boolean hasDoneNothing() {
        return !executed;
    }

    @Override
    public Boolean result() {
        return true;
    }
}

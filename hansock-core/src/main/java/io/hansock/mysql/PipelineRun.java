package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements one behind the other without waiting for answers in between. Those that are not prepared yet are, all at the same
 * time, before the first is executed. Requests are bounded: behind so many bytes it waits for the answers.
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
        EXECUTING
    }

    private final MysqlConnection connection;
    private final List<? extends PipelinedStatement<?>> statements;

    /** By their text; null for what is still to be prepared, and for good if that failed. */
    private final Map<String, @Nullable ServerStatement> prepared = new LinkedHashMap<>();

    private final List<String> preparing = new ArrayList<>();
    private final Sequences sequences = new Sequences();
    private Stage stage = Stage.EXECUTING;
    private int sent;
    private int answered;

    PipelineRun(MysqlConnection connection, List<? extends PipelinedStatement<?>> statements) {
        this.connection = connection;
        this.statements = statements;
    }

    @Override
    public CommandExchange begin() {
        connection.state().requireCharset(connection.server());
        // before statements are marked as in use
        connection.requireUsable();
        for (PipelinedStatement<?> statement : statements) {
            if (statement.isPrepared() && !prepared.containsKey(statement.sql)) {
                ServerStatement known = connection.statements().find(statement.sql, statement.parameters);
                prepared.put(statement.sql, known);
                if (known != null) {
                    known.uses++;
                    refuseOthersThan(known);
                }
            }
        }
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

    /** Every statement was refused before anything was sent. */
    private CommandExchange nothing() {
        ByteWriter out = connection.request();
        sequences.clear();
        expect(Expected.OK, Command.ping(out));
        return connection.exchange();
    }

    private @Nullable CommandExchange prepareOrExecute() {
        preparing.clear();
        prepared.forEach((sql, statement) -> {
            if (statement == null && preparing.size() < MOST_COMMANDS) {
                preparing.add(sql);
            }
        });
        if (preparing.isEmpty()) {
            return execute();
        }
        stage = Stage.PREPARING;
        connection.statements().makeRoom(preparing.size());
        ByteWriter out = connection.request();
        sequences.clear();
        for (String sql : preparing) {
            expect(Expected.PREPARE, Command.prepare(out, sql));
        }
        return connection.exchange();
    }

    private @Nullable CommandExchange execute() {
        skipEnded();
        if (sent < statements.size() && !isTaken(statements.get(sent))) {
            return prepareAnew(statements.get(sent).sql);
        }
        stage = Stage.EXECUTING;
        ByteWriter out = connection.request();
        sequences.clear();
        answered = sent;
        while (sent < statements.size()
                && out.size() < REQUEST_BYTES
                && sequences.count() < MOST_COMMANDS
                && isTaken(statements.get(sent))) {
            write(statements.get(sent), out);
            sent++;
            skipEnded();
        }
        if (sequences.count() > 0) {
            return connection.exchange();
        }
        unpin();
        return null;
    }

    private void skipEnded() {
        while (sent < statements.size() && statements.get(sent).hasEnded()) {
            sent++;
        }
    }

    /** Whether what was prepared takes its parameters for what they are. */
    private boolean isTaken(PipelinedStatement<?> statement) {
        ServerStatement known = statement.isPrepared() ? prepared.get(statement.sql) : null;
        return known == null || known.takes(statement.parameters);
    }

    /** Behind the answers to all that was sent. */
    private @Nullable CommandExchange prepareAnew(String sql) {
        ServerStatement former = prepared.put(sql, null);
        if (former != null) {
            former.uses--;
            connection.statements().close(former);
        }
        return prepareOrExecute();
    }

    private void write(PipelinedStatement<?> statement, ByteWriter out) {
        if (!statement.isPrepared()) {
            expect(Expected.QUERY, Command.query(out, statement.sql));
            return;
        }
        ServerStatement known = prepared.get(statement.sql);
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
            case PREPARING -> readPrepared(reader);
            case EXECUTING -> readAnswers(reader);
        }
        return stage == Stage.EXECUTING ? execute() : prepareOrExecute();
    }

    private void readPrepared(ReplyReader reader) {
        for (String sql : preparing) {
            if (!sql.equals(preparing.get(0))) {
                reader.nextAnswer(sequences.next());
            }
            try {
                ServerStatement fresh = reader.prepared(sql);
                connection.statements().add(fresh);
                fresh.uses++;
                prepared.put(sql, fresh);
                refuseOthersThan(fresh);
            } catch (ServerException e) {
                prepared.remove(sql);
                fail(sql, e);
            }
        }
    }

    /** Ends what has another number of parameters than its statement. */
    private void refuseOthersThan(ServerStatement known) {
        for (PipelinedStatement<?> statement : statements) {
            int given = statement.parameters.count();
            if (statement.isPrepared() && statement.sql.equals(known.sql) && given != known.parameterCount) {
                statement.fail(Parameters.wrongCount(known.parameterCount, given));
            }
        }
    }

    private void fail(String sql, ServerException why) {
        for (PipelinedStatement<?> statement : statements) {
            if (statement.isPrepared() && statement.sql.equals(sql) && !statement.hasEnded()) {
                statement.fail(why);
            }
        }
    }

    private void readAnswers(ReplyReader reader) {
        boolean first = true;
        for (; answered < sent; answered++) {
            PipelinedStatement<?> statement = statements.get(answered);
            if (statement.hasEnded()) {
                continue;
            }
            if (!first) {
                reader.nextAnswer(sequences.next());
            }
            first = false;
            ServerStatement known = statement.isPrepared() ? prepared.get(statement.sql) : null;
            if (known == null ? Traces.mayStay(statement.sql) : known.leavesTraces) {
                connection.state().mayHaveChanged();
            }
            statement.read(reader, known);
        }
    }

    private void unpin() {
        for (ServerStatement statement : prepared.values()) {
            if (statement != null) {
                statement.uses--;
                connection.statements().executed(statement);
            }
        }
        connection.statements().makeRoom(0);
    }

    @Override
    public Boolean result() {
        return true;
    }
}

package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.BatchResult;
import io.hansock.sql.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement with many sets of parameters as MariaDB takes them: as few messages as their size and their types let. Statements
 * that it does not take so go as a pipeline. Protocol text: "COM_STMT_BULK_EXECUTE".
 */
final class BulkRun implements Conversation<BatchResult> {
    /** So much is in memory at a time, and less if the server takes less. */
    private static final int MESSAGE_BYTES = 4 << 20;

    private static final int SEND_TYPES = 0x80;

    /** The statement is none that can be run so. */
    private static final int UNSUPPORTED = 1295;

    private final MysqlConnection connection;
    private final String sql;
    private final List<Parameters> sets;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private @Nullable ServerStatement statement;
    private @Nullable BatchRun pipeline;
    private int sequence;
    private int sent;
    private long affected;
    private int warnings;

    BulkRun(MysqlConnection connection, String sql, List<Parameters> sets) {
        this.connection = connection;
        this.sql = sql;
        this.sets = sets;
        for (Parameters set : sets) {
            rows.add(set.values());
        }
    }

    @Override
    public CommandExchange begin() {
        connection.state().requireCharset(connection.server());
        ServerStatement known = connection.statements().find(sql);
        if (known != null) {
            return execute(known);
        }
        connection.statements().makeRoom();
        sequence = Command.prepare(connection.request(), sql);
        connection.framer().await(Expected.PREPARE, sequence);
        return connection.exchange();
    }

    private CommandExchange execute(ServerStatement known) {
        statement = known;
        sets.get(0).requireCount(known.parameterCount);
        ByteWriter out = connection.request();
        int start = Command.beginBulkExecute(out, known.id, SEND_TYPES);
        int limit = (int) Math.min(MESSAGE_BYTES, connection.maxAllowedPacket() / 2) + start;
        sent = BulkParameters.encode(rows, sent, limit, out);
        sequence = PacketWriter.end(out, start, 0);
        connection.framer().await(Expected.EXECUTE, sequence);
        return connection.exchange();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        if (pipeline != null) {
            return pipeline.next(answered);
        }
        ReplyReader reader = connection.reader();
        reader.start(answered, sequence);
        ServerStatement known = statement;
        if (known == null) {
            ServerStatement fresh = reader.prepared(sql);
            connection.statements().add(fresh);
            return execute(fresh);
        }
        try {
            read(reader, known);
        } catch (ServerException e) {
            if (e.code() != UNSUPPORTED) {
                throw e;
            }
            // refused for what it is, so nothing was done
            pipeline = new BatchRun(connection, sql, sets);
            return pipeline.begin();
        } finally {
            connection.statements().executed(known);
        }
        return sent < rows.size() ? execute(known) : null;
    }

    private void read(ReplyReader reader, ServerStatement known) {
        if (known.leavesTraces) {
            connection.state().mayHaveChanged();
        }
        UpdateResult result = AnswerReader.UPDATE.read(reader, known);
        affected += result.affectedRows();
        warnings = result.warnings();
    }

    @Override
    public BatchResult result() {
        return pipeline != null ? pipeline.result() : new BatchResult(affected, warnings, List.of());
    }
}

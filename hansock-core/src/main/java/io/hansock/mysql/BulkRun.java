package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.BatchResult;
import io.hansock.sql.Capability;
import io.hansock.sql.QueryResult;
import io.hansock.sql.Results;
import io.hansock.sql.UpdateResult;
import io.hansock.value.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs one statement with many sets of parameters as MariaDB takes them: as few messages as their size and their types let. Statements
 * that it does not take so go as a pipeline. Protocol text: "COM_STMT_BULK_EXECUTE".
 */
final class BulkRun implements Conversation<BatchResult> {
    /** So much is in memory at a time, and less if the server takes less. */
    private static final int MESSAGE_BYTES = 4 << 20;

    private static final int SEND_TYPES = 0x80;

    /** Asks for the result of each row, which comes as rows of these columns. */
    private static final int UNIT_RESULTS = 0x40;

    private static final List<String> UNIT_COLUMNS = List.of("Id", "Affected_rows");

    /** So many results are in memory at a time: they count as a reply, which is bounded. */
    private static final int UNIT_BYTES = 32;

    /** The statement is none that can be run so. */
    private static final int UNSUPPORTED = 1295;

    private final MysqlConnection connection;
    private final String sql;
    private final List<Parameters> sets;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private final List<UpdateResult> each = new ArrayList<>();
    private final boolean units;
    private @Nullable ServerStatement statement;
    private @Nullable BatchRun pipeline;
    private int sequence;

    /** The first row of the message that is on its way, and the one behind its last. */
    private int first;

    private int sent;
    private boolean madeRoom;
    private boolean preparedAnew;

    /** By which the server may have told that it does not know the statement; null but for while it is asked whether it does. */
    private @Nullable ServerException refusal;

    private long affected;
    private int warnings;

    BulkRun(MysqlConnection connection, String sql, List<Parameters> sets) {
        this.connection = connection;
        this.sql = sql;
        this.sets = sets;
        this.units = connection.agreed().has(Capability.BULK_UNIT_RESULTS);
        for (Parameters set : sets) {
            rows.add(set.values());
        }
    }

    @Override
    public CommandExchange begin() {
        connection.state().requireCharset(connection.server());
        requireTakeable();
        ServerStatement known = connection.statements().find(sql, sets.get(0));
        if (known != null) {
            return execute(known);
        }
        return prepare();
    }

    /** Each row alone, before the first is sent. */
    private void requireTakeable() {
        for (List<@Nullable Object> row : rows) {
            if (MessageLength.atMost(sql, row) > connection.limits().maxAllowedPacket()) {
                connection.requireTakeable(MessageLength.ofBulk(sql, row));
            }
        }
    }

    private CommandExchange prepare() {
        statement = null;
        connection.statements().makeRoom();
        sequence = Command.prepare(connection.request(), sql);
        connection.framer().await(Expected.PREPARE, sequence);
        return connection.exchange();
    }

    private CommandExchange execute(ServerStatement known) {
        statement = known;
        first = sent;
        sets.get(0).requireCount(known.parameterCount);
        ByteWriter out = connection.request();
        int start = Command.beginBulkExecute(out, known.id, units ? SEND_TYPES | UNIT_RESULTS : SEND_TYPES);
        int limit = (int) Math.min(MESSAGE_BYTES, connection.limits().maxAllowedPacket() / 2) + start;
        int most = units ? connection.settings().maxReplyBytes() / UNIT_BYTES : Integer.MAX_VALUE;
        sent = BulkParameters.encode(rows.subList(0, sent + Math.min(most, rows.size() - sent)), sent, limit, out);
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
            ServerStatement fresh = prepared(reader);
            return fresh == null ? prepare() : execute(fresh);
        }
        if (refusal != null) {
            return asked(reader, known, refusal);
        }
        boolean isOver = true;
        try {
            read(reader, known);
            isOver = sent == rows.size();
            return isOver ? null : execute(known);
        } catch (ServerException e) {
            isOver = preparedAnew || !StatementCache.isUnknown(e);
            return isOver ? refused(known, e) : ask(known, e);
        } finally {
            if (isOver) {
                connection.statements().executed(known);
            }
        }
    }

    private CommandExchange refused(ServerStatement known, ServerException e) {
        if (StatementCache.isForgotten(e)) {
            connection.statements().close(known);
        }
        if (e.code() != UNSUPPORTED || first > 0) {
            throw e;
        }
        // refused for what it is, so nothing was done
        pipeline = new BatchRun(connection, sql, sets);
        return pipeline.begin();
    }

    private CommandExchange ask(ServerStatement known, ServerException e) {
        refusal = e;
        sequence = Command.resetStatement(connection.request(), known.id);
        connection.framer().await(Expected.OK, sequence);
        return connection.exchange();
    }

    /** Where the server knew no such statement, nothing of this message was executed. */
    private CommandExchange asked(ReplyReader reader, ServerStatement known, ServerException refused) {
        boolean isForgotten = StatementCache.hasForgotten(reader);
        connection.statements().close(known);
        if (!isForgotten) {
            throw refused;
        }
        refusal = null;
        preparedAnew = true;
        sent = first;
        return prepare();
    }

    /** The statement; null if it has to be prepared again, now that others have made room for it on the server. */
    private @Nullable ServerStatement prepared(ReplyReader reader) {
        try {
            ServerStatement fresh = reader.prepared(sql);
            connection.statements().add(fresh);
            return fresh;
        } catch (ServerException e) {
            if (madeRoom
                    || !StatementCache.isFull(e)
                    || !connection.statements().giveWay()) {
                throw e;
            }
            madeRoom = true;
            return null;
        }
    }

    private void read(ReplyReader reader, ServerStatement known) {
        if (known.leavesTraces) {
            connection.state().mayHaveChanged();
        }
        Results answer = AnswerReader.ALL.read(reader, known);
        if (answer.all().size() == 1 && answer.all().get(0) instanceof QueryResult query && isOfUnits(query)) {
            warnings = query.warnings();
            for (Row unit : query) {
                add(unit.getUnsignedLong(1), unit.getUnsignedLong(2));
            }
        } else {
            UpdateResult whole = answer.onlyUpdate();
            affected += whole.affectedRows();
            warnings = whole.warnings();
        }
    }

    /** What a statement answers of itself, by RETURNING, is something else. */
    private static boolean isOfUnits(QueryResult result) {
        return result.columns().names().equals(UNIT_COLUMNS);
    }

    private void add(long key, long count) {
        affected += count;
        each.add(new UpdateResult(count, key == 0 ? OptionalLong.empty() : OptionalLong.of(key), 0, ""));
    }

    @Override
    public boolean hasDoneNothing() {
        return pipeline != null ? pipeline.hasDoneNothing() : first == 0 && refusal == null;
    }

    @Override
    public BatchResult result() {
        return pipeline != null
                ? pipeline.result()
                : new BatchResult(affected, warnings, each.size() == rows.size() ? each : List.of());
    }
}

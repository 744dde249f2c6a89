package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.value.Rows;
import org.jspecify.annotations.Nullable;

/** What a server has answered to an {@link Execution}. */
final class ExecutionAnswer {
    private final @Nullable Rows rows;
    private final int @Nullable [] ends;
    private final long number;

    private ExecutionAnswer(@Nullable Rows rows, int @Nullable [] ends, long number) {
        this.rows = rows;
        this.ends = ends;
        this.number = number;
    }

    /** Rows, of which {@code ends[i]} belong to the finds up to and including number {@code i}. */
    static ExecutionAnswer ofRows(Rows rows, int[] ends) {
        return new ExecutionAnswer(rows, ends, rows.size());
    }

    /** Rows of one find. */
    static ExecutionAnswer ofRows(Rows rows) {
        return new ExecutionAnswer(rows, null, rows.size());
    }

    /** The rows of all executions; null if it is one of those that answer none. */
    @Nullable
    Rows rows() {
        return rows;
    }

    /** How many of the rows belong to the executions up to and including number {@code execution}, from 0. */
    int rowsUpTo(int execution) {
        return ends == null ? (int) number : ends[execution];
    }

    /** How many rows there are or were met, or an id. */
    long number() {
        return number;
    }

    /**
     * Reads it; null where the table was changed between one execution and the next, so that their rows are of different shapes.
     *
     * @param reader stands at the beginning of the first answer
     * @throws io.hansock.ServerException if one of the executions was refused
     */
    static @Nullable ExecutionAnswer read(ReplyReader reader, Execution execution, ServerStatement statement) {
        return execution.answer == Execution.Answer.ROWS
                ? readRows(reader, execution, statement)
                : readNumber(reader, execution, statement);
    }

    private static @Nullable ExecutionAnswer readRows(
            ReplyReader reader, Execution execution, ServerStatement statement) {
        RowDecoder decoder = new RowDecoder(rowsHead(reader, statement));
        readRows(reader, decoder);
        if (execution.count == 1) {
            return answer(reader, decoder, null);
        }
        int[] ends = new int[execution.count];
        ends[0] = decoder.size();
        for (int i = 1; i < execution.count; i++) {
            reader.nextAnswer(execution.sequence(i));
            if (!decoder.columns().isSameAs(rowsHead(reader, statement))) {
                return null;
            }
            readRows(reader, decoder);
            ends[i] = decoder.size();
        }
        return answer(reader, decoder, ends);
    }

    private static ExecutionAnswer answer(ReplyReader reader, RowDecoder decoder, int @Nullable [] ends) {
        int size = decoder.size();
        return new ExecutionAnswer(reader.take(decoder), ends, size);
    }

    private static ResultColumns rowsHead(ReplyReader reader, ServerStatement statement) {
        ResultColumns columns = reader.resultHead(statement);
        if (columns == null) {
            throw new ProtocolException("an OK where rows must come");
        }
        return columns;
    }

    private static void readRows(ReplyReader reader, RowDecoder decoder) {
        reader.requireRowsEnd(decoder);
        requireLast(reader);
    }

    private static ExecutionAnswer readNumber(ReplyReader reader, Execution execution, ServerStatement statement) {
        if (reader.resultHead(statement) != null) {
            throw new ProtocolException("rows where an OK must come");
        }
        OkPacket ok = reader.okPacket();
        requireLast(reader);
        return new ExecutionAnswer(
                null, null, execution.answer == Execution.Answer.ID ? ok.lastInsertId() : ok.affectedRows());
    }

    private static void requireLast(ReplyReader reader) {
        if (reader.hasMore()) {
            throw new ProtocolException("more results than one");
        }
    }
}

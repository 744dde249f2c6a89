package io.hansock.mysql;

import io.hansock.RefusedException;
import io.hansock.buffer.ByteWriter;
import org.jspecify.annotations.Nullable;

/**
 * Runs SQL as it is, without parameters.
 *
 * @param <T> what is made of the answer
 */
final class TextRun<T> implements Conversation<T> {
    private final MysqlConnection connection;
    private final String sql;
    private final AnswerReader<T> answer;
    private int sequence;
    private boolean refusing;
    private @Nullable T result;

    TextRun(MysqlConnection connection, String sql, AnswerReader<T> answer) {
        this.connection = connection;
        this.sql = sql;
        this.answer = answer;
    }

    @Override
    public CommandExchange begin() {
        connection.state().requireCharset(connection.server());
        ConnectionState state = connection.state();
        if (Traces.mayStay(sql)) {
            state.mayHaveChanged();
        }
        if (state.fate().isKnown() && TransactionWords.areIn(sql)) {
            state.fate().endsByWords();
        }
        sequence = Command.query(connection.request(), sql);
        connection.framer().await(Expected.QUERY, sequence).inPiecesOf(answer.pieceBytes());
        return connection.exchange();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        ReplyReader reader = connection.reader();
        reader.start(answered, sequence);
        if (connection.framer().awaitsFile()) {
            return refuseFile();
        }
        if (refusing) {
            connection.health().endedTransfer();
            reader.ok();
            throw new RefusedException(
                    connection.server(),
                    "local-infile",
                    "the server asks for a file, which only localInfile(…) gives it; it got nothing");
        }
        result = answer.read(reader, null);
        return null;
    }

    /** An empty packet is a file without content; after it the connection is as before (section 6.4). */
    private CommandExchange refuseFile() {
        refusing = true;
        connection.health().beginsTransfer();
        ByteWriter out = connection.furtherRequest();
        // results may stand in front of what asks for the file
        sequence = PacketWriter.end(
                out, PacketWriter.begin(out), connection.framer().sequence());
        connection.framer().contentSent(sequence);
        return connection.exchange();
    }

    @Override
    public T result() {
        return Conversation.present(result);
    }
}

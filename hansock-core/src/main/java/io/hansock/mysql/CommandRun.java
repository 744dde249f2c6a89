package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One command that is not a statement, and its answer.
 *
 * @param <T> what is made of the answer
 */
final class CommandRun<T> implements Conversation<T> {
    private final MysqlConnection connection;
    private final ToIntFunction<ByteWriter> command;
    private final Expected expected;
    private final Function<ReplyReader, T> answer;
    private final Runnable abandoned;
    private int sequence;
    private @Nullable T result;

    /**
     * Creates one.
     *
     * @param command writes the command and returns the id that the first packet of the answer has
     * @param expected what the answer looks like
     * @param answer reads it
     */
    CommandRun(
            MysqlConnection connection,
            ToIntFunction<ByteWriter> command,
            Expected expected,
            Function<ReplyReader, T> answer) {
        this(connection, command, expected, answer, () -> {});
    }

    /**
     * As the other.
     *
     * @param abandoned run by the connection's owner if there is no result
     */
    CommandRun(
            MysqlConnection connection,
            ToIntFunction<ByteWriter> command,
            Expected expected,
            Function<ReplyReader, T> answer,
            Runnable abandoned) {
        this.connection = connection;
        this.command = command;
        this.expected = expected;
        this.answer = answer;
        this.abandoned = abandoned;
    }

    @Override
    public CommandExchange begin() {
        sequence = command.applyAsInt(connection.request());
        connection.framer().await(expected, sequence);
        return connection.exchange();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        ReplyReader reader = connection.reader();
        reader.start(answered, sequence);
        result = answer.apply(reader);
        return null;
    }

    @Override
    public void abandon() {
        abandoned.run();
    }

    @Override
    public T result() {
        return Conversation.present(result);
    }
}

package io.hansock.mysql;

import io.hansock.sql.SqlResult;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script in a transaction of its own. If the server refuses anything, or the script throws, nothing of it is committed: whoever takes
 * the connection back has it undone.
 *
 * @param <T> the script's result
 */
public final class ScriptRun<T> implements Conversation<T> {
    private static final String BEGIN = "start transaction";
    private static final AnswerReader<SqlResult> ANSWER = (reader, statement) -> reader.result(statement);

    private enum Stage {
        BEGINNING,
        RUNNING,
        ENDING
    }

    private final MysqlConnection connection;
    private final Script<T> script;
    private Stage stage = Stage.BEGINNING;
    private int sequence;
    private @Nullable StatementRun<SqlResult> line;

    private ScriptRun(MysqlConnection connection, Script<T> script) {
        this.connection = connection;
        this.script = script;
    }

    /** A request that runs what {@code scripts} gives, which is asked once for each attempt. */
    public static <T> Request<T> of(Supplier<? extends Script<T>> scripts) {
        return connection -> new ScriptRun<>(connection, scripts.get());
    }

    @Override
    public CommandExchange begin() {
        return say(BEGIN);
    }

    private CommandExchange say(String sql) {
        sequence = Command.query(connection.request(), sql);
        connection.framer().await(Expected.QUERY, sequence);
        return connection.exchange();
    }

    @Override
    public @Nullable CommandExchange next(CommandExchange answered) {
        StatementRun<SqlResult> present = line;
        if (stage == Stage.RUNNING && present != null) {
            CommandExchange more = present.next(answered);
            return more == null ? go(present.result()) : more;
        }
        ReplyReader reader = connection.reader();
        reader.start(answered, sequence);
        reader.ok();
        return stage == Stage.BEGINNING ? go(null) : null;
    }

    private CommandExchange go(@Nullable SqlResult answer) {
        Script.Line next = script.next(answer);
        if (next == null) {
            stage = Stage.ENDING;
            return say(TransactionWords.COMMIT);
        }
        stage = Stage.RUNNING;
        StatementRun<SqlResult> run =
                new StatementRun<>(connection, next.sql(), Parameters.of(next.parameters()), ANSWER);
        line = run;
        return run.begin();
    }

    @Override
    public T result() {
        return script.result();
    }
}

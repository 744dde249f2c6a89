package io.hansock.mysql;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.HansockException;
import io.hansock.HansockInterruptedException;
import io.hansock.Outcome;
import io.hansock.sql.SqlResult;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a script in a transaction of its own. If the server refuses anything, or the script throws, nothing of it is committed: whoever takes
 * the connection back has it undone. All that it changes has to be of engines that have transactions.
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

    /** A request that runs what {@code scripts} gives, which is asked once for each attempt, in one transaction. */
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
            return more == null ? run(script.next(present.result())) : more;
        }
        ReplyReader reader = connection.reader();
        reader.start(answered, sequence);
        reader.ok();
        return stage == Stage.BEGINNING ? run(script.next(null)) : null;
    }

    private @Nullable CommandExchange run(Script.@Nullable Line next) {
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

    /** Before it is told to commit, a server undoes what it was told on a connection that is gone or taken back. */
    @Override
    public HansockException told(HansockException problem) {
        if (stage == Stage.ENDING) {
            return problem;
        }
        String server = connection.server();
        if (problem instanceof ChannelLostException lost && lost.outcome() == Outcome.UNKNOWN) {
            return new ChannelLostException(server, Outcome.NOTHING_SENT, "lost before the change was committed", lost);
        }
        if (problem instanceof DeadlineException late && late.outcome() == Outcome.UNKNOWN) {
            return new DeadlineException(
                    server, Outcome.NOTHING_SENT, "no answer in time, before the change was committed");
        }
        return problem instanceof HansockInterruptedException
                ? new HansockInterruptedException(server, Outcome.NOTHING_SENT)
                : problem;
    }

    @Override
    public boolean hasDoneNothing() {
        return true;
    }

    @Override
    public T result() {
        return script.result();
    }
}

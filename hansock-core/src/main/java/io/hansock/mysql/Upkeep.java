package io.hansock.mysql;

import io.hansock.ServerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a pool asks of connections on its own account. Stateless. */
public final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final String NOTHING = "do 0";

    private Upkeep() {}

    /** Makes a connection that is new ready for use: the first to ask of it. Answers whether that went well. */
    public static Request<Boolean> setUp() {
        return SetUp::ofNew;
    }

    /** Undoes what is left of a transaction. */
    static Request<Boolean> rollback() {
        return TransactionWords.rollback();
    }

    /** Makes a session what it was behind the login. Prepared statements go, too. */
    public static Request<Boolean> reset() {
        return SetUp::ofUsed;
    }

    /** Has the server give up what {@code victim} waits for; answers whether it has, which it has not if it is another server. */
    public static Request<Boolean> killQuery(MysqlConnection victim) {
        return killing(victim, "kill query ");
    }

    /** Has the server end {@code victim}, and undo its transaction; answers whether it has, which it has not if it is another server. */
    public static Request<Boolean> kill(MysqlConnection victim) {
        return killing(victim, "kill ");
    }

    private static Request<Boolean> killing(MysqlConnection victim, String words) {
        return connection -> new KillRun(connection, victim, words);
    }

    /**
     * Waits for all that the server still owes to a conversation that was broken off, and drops it. The statement behind it does
     * nothing; it is there to be hit by a KILL QUERY that comes late (trap B24).
     */
    public static Request<Boolean> recover() {
        return connection -> new Conversation<>() {
            @Override
            public CommandExchange begin() {
                return connection.recoveringExchange(out -> Command.query(out, NOTHING));
            }

            @Override
            public @Nullable CommandExchange next(CommandExchange answered) {
                connection.state().mayHaveChanged();
                connection.recovered();
                return null;
            }

            @Override
            public Boolean result() {
                return true;
            }
        };
    }

    /** Runs a statement that does nothing, to be hit by a KILL QUERY that comes late (trap B24). */
    static Request<Boolean> absorb() {
        return connection ->
                new CommandRun<>(connection, out -> Command.query(out, NOTHING), Expected.QUERY, reader -> {
                    try {
                        reader.ok();
                    } catch (ServerException e) {
                        LOG.debug("{}: what was meant for an earlier statement came late", connection.server(), e);
                    }
                    return true;
                });
    }

    /** Says goodbye, which has no answer: the server hangs up. */
    public static Request<Boolean> quit() {
        return connection -> new Conversation<>() {
            @Override
            public CommandExchange begin() {
                Command.quit(connection.request());
                return connection.unansweredExchange();
            }

            @Override
            public @Nullable CommandExchange next(CommandExchange answered) {
                return null;
            }

            @Override
            public Boolean result() {
                return true;
            }
        };
    }
}

package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.TransactionOptions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The SQL that begins and ends transactions. Stateless. */
final class TransactionWords {
    private static final Logger LOG = LoggerFactory.getLogger(TransactionWords.class);

    static final String COMMIT = "commit";
    private static final String ROLLBACK = "rollback";

    private static final Set<String> BOUNDS = Set.of("start", "begin", COMMIT, ROLLBACK);

    private TransactionWords() {}

    /**
     * What begins a transaction of Hansock's own, each to be asked once the one before was answered. Fails by an {@link IllegalStateException}
     * where one is open, which that would commit. To be asked as statements of the session are: that settles first what became of the one
     * before.
     */
    static List<Request<Boolean>> begin(TransactionOptions options) {
        return options.begin().stream().map(TransactionWords::beginBy).toList();
    }

    private static Request<Boolean> beginBy(String words) {
        return connection -> {
            ConnectionState state = connection.state();
            if (state.isInTransaction()) {
                throw new IllegalStateException("this session is in a transaction already; use its savepoints");
            }
            return new CommandRun<>(connection, out -> Command.query(out, words), Expected.OK, reader -> {
                reader.ok();
                if (state.isInTransaction()) {
                    state.transactionBegun();
                }
                return true;
            });
        };
    }

    /** Whether a user's statement ends a transaction, or begins another one. */
    static boolean areIn(String sql) {
        return BOUNDS.contains(SqlText.firstWord(sql));
    }

    /** Says COMMIT, behind which there is to be a {@link #rollback} if that is not answered. */
    static Request<Boolean> commit() {
        return new End(COMMIT, connection -> {});
    }

    /** Says ROLLBACK. Who has asked for that goes on outside of the transaction, or not at all on that connection. */
    static Request<Boolean> rollback() {
        return new End(ROLLBACK, connection -> connection.health().leavesBehind());
    }

    private record End(String sql, Consumer<MysqlConnection> abandoned) implements Request<Boolean> {
        @Override
        public Conversation<Boolean> on(MysqlConnection connection) {
            return new CommandRun<>(
                    connection,
                    out -> Command.query(out, sql),
                    Expected.OK,
                    reader -> {
                        reader.ok();
                        connection.state().transactionEnded();
                        return true;
                    },
                    () -> abandoned.accept(connection));
        }

        @Override
        public boolean endsTransaction() {
            return true;
        }
    }

    /**
     * The session of a transaction in which another statement is asked for.
     *
     * @throws IllegalStateException if it has {@code ended}, or the server has ended it
     */
    static Leased goingOn(Leased leased, boolean ended) {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
        ServerException undoneBy = leased.known().state().fate().refusesFor();
        if (undoneBy != null) {
            throw undone(undoneBy);
        }
        return leased;
    }

    /** What is to be thrown where another statement is asked for in a transaction that {@code undoneBy} has ended. */
    static IllegalStateException undone(ServerException undoneBy) {
        return new IllegalStateException(
                "the server has ended this transaction, so nothing more is done in it: have its body throw, and run all of it again",
                undoneBy);
    }

    /**
     * Switches autocommit off, which changes nothing in a transaction, but has what follows it be another one instead of statements each
     * for itself.
     */
    static int autocommitOff(ByteWriter out) {
        return Command.query(out, "set autocommit = 0");
    }

    /**
     * Switches it on again, which commits what is open: to be said behind COMMIT or ROLLBACK alone. Whatever becomes of it, those were answered:
     * the transaction's caller hears nothing of it, and without it no statement of his meets this session, in which it would be left
     * uncommitted.
     */
    static Request<Boolean> autocommitOn() {
        return connection -> new CommandRun<>(
                connection,
                out -> Command.query(out, "set autocommit = 1"),
                Expected.OK,
                reader -> {
                    connection.state().unchangedBy(reader::ok);
                    return true;
                },
                () -> connection.health().leavesBehind());
    }

    /** Tells that {@link #autocommitOn} has failed. */
    static void noteAutocommitOff(String server, Throwable because) {
        LOG.debug("{}: a transaction has ended, and autocommit could not be switched on behind it", server, because);
    }
}

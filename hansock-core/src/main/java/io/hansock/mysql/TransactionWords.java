package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.TransactionOptions;
import java.util.List;
import java.util.Set;

/** The SQL that begins and ends transactions. Stateless. */
final class TransactionWords {
    static final String COMMIT = "commit";
    static final String ROLLBACK = "rollback";

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

    /** Says COMMIT or ROLLBACK. */
    static Request<Boolean> end(String sql) {
        return new End(sql);
    }

    private record End(String sql) implements Request<Boolean> {
        @Override
        public Conversation<Boolean> on(MysqlConnection connection) {
            return new CommandRun<>(connection, out -> Command.query(out, sql), Expected.OK, reader -> {
                reader.ok();
                connection.state().transactionEnded();
                return true;
            });
        }

        @Override
        public boolean endsTransaction() {
            return true;
        }
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

    /** Switches it on again, which commits what is open: to be said behind COMMIT or ROLLBACK alone. */
    static Request<Boolean> autocommitOn() {
        return connection ->
                new CommandRun<>(connection, out -> Command.query(out, "set autocommit = 1"), Expected.OK, reader -> {
                    connection.state().unchangedBy(reader::ok);
                    return true;
                });
    }
}

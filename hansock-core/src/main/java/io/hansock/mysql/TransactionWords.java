package io.hansock.mysql;

import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.TransactionOptions;
import java.util.List;

/** The SQL that begins and ends transactions. Stateless. */
final class TransactionWords {
    static final String COMMIT = "commit";
    static final String ROLLBACK = "rollback";

    private TransactionWords() {}

    /** What begins one, each to be said once the one before was answered. */
    static List<String> begin(TransactionOptions options) {
        String start = options.readOnly() ? "start transaction read only" : "start transaction";
        return options.isolation() == null
                ? List.of(start)
                : List.of(
                        "set transaction isolation level " + options.isolation().sql(), start);
    }

    /** Says COMMIT or ROLLBACK. */
    static Request<Boolean> end(String sql) {
        return connection -> new CommandRun<>(connection, out -> Command.query(out, sql), Expected.OK, reader -> {
            reader.ok();
            connection.state().transactionEnded();
            return true;
        });
    }

    /** What is to be thrown where another statement is asked for in a transaction that {@code undoneBy} has ended. */
    static IllegalStateException undone(ServerException undoneBy) {
        return new IllegalStateException(
                "the server has undone this transaction, so nothing more is done in it: have its body throw, and run all of it again",
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

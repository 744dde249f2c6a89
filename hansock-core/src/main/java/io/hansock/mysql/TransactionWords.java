package io.hansock.mysql;

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

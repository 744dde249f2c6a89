package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.ServerException;
import io.hansock.ServerException.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state that a connection's server is in, as far as its answers tell. For the connection's owner. */
final class ConnectionState {
    private static final String CHARSET = "utf8mb4";

    private final @Nullable String loginDatabase;
    private @Nullable String database;
    private int status = ServerStatus.AUTOCOMMIT;

    /** An error says nothing of the transaction that it happened in. */
    private boolean uncertain;

    /**
     * An error has come in a transaction, and may have undone it. Then the server begins another one with the next statement, without a word and
     * also with autocommit: what this connection does next is not committed until somebody says so, whatever the server's answers tell.
     */
    private boolean unended;

    private final TransactionFate fate = new TransactionFate();

    private boolean changed;

    /** Whether several statements may be in one text was said anew. A reset of the session leaves that as it is. */
    private boolean optionSet;

    private @Nullable String foreignCharset;

    ConnectionState(@Nullable String database) {
        this.loginDatabase = database;
        this.database = database;
    }

    /** A statement, or one of its results, has ended well. */
    void ended(OkPacket end) {
        status = end.status();
        uncertain = false;
        fate.answered(isInTransaction());
        SessionChanges changes = end.changes();
        if (!changes.isEmpty()) {
            noteChanges(changes);
        }
    }

    private void noteChanges(SessionChanges changes) {
        changed |= changes.stateChanged() || !changes.variables().isEmpty();
        if (changes.schema() != null) {
            database = changes.schema();
            changed = true;
        }
        for (Map.Entry<String, String> variable : changes.variables().entrySet()) {
            if (variable.getKey().startsWith("character_set_")
                    && !variable.getValue().equals(CHARSET)) {
                foreignCharset = variable.getKey();
            }
        }
    }

    /** The server has answered with an error. */
    void failed() {
        uncertain = true;
        unended |= isInTransaction();
    }

    /** The same, and which. */
    void failed(ServerException refusal) {
        failed();
        fate.refused(refusal, isInTransaction());
    }

    /** Nobody looks at how a statement ends. */
    void unread(String server) {
        failed();
        if (isInTransaction()) {
            fate.refused(
                    new ServerException(
                            server,
                            0,
                            null,
                            Kind.OTHER,
                            "the transaction was undone while rows came that nobody has read",
                            ""),
                    true);
        }
    }

    /** Hansock itself has begun a transaction, of which all is to be done or nothing. */
    void transactionBegun() {
        unended = false;
        fate.begins();
    }

    /** Hansock itself has said COMMIT or ROLLBACK. */
    void transactionEnded() {
        unended = false;
        fate.ends();
    }

    /** Whether the server has undone the transaction by itself. */
    TransactionFate fate() {
        return fate;
    }

    /** A statement was run of whose effects the server may tell nothing. */
    void mayHaveChanged() {
        changed = true;
    }

    void optionWasSet() {
        optionSet = true;
        changed = true;
    }

    boolean isOptionSet() {
        return optionSet;
    }

    /** Runs what changes the session only for as long as its caller does. */
    void unchangedBy(Runnable change) {
        boolean before = changed;
        change.run();
        changed = before;
    }

    void databaseIs(@Nullable String name) {
        database = name;
        changed = true;
    }

    /** The server was reset, and after that made as it was behind the login. */
    void reset() {
        status = ServerStatus.AUTOCOMMIT;
        uncertain = false;
        transactionEnded();
        changed = false;
        optionSet = false;
        foreignCharset = null;
    }

    /** Refuses to go on where texts would be read and written wrongly. */
    void requireCharset(String server) {
        if (foreignCharset != null) {
            throw new ConfigurationException(
                    server,
                    foreignCharset + " of this session was changed, and Hansock reads and writes " + CHARSET
                            + " alone; reset the session");
        }
    }

    boolean isInTransaction() {
        return (status & ServerStatus.IN_TRANSACTION) != 0;
    }

    /** Whether a transaction may be open. */
    boolean mayBeInTransaction() {
        return uncertain || unended || isInTransaction();
    }

    boolean isAutocommit() {
        return (status & ServerStatus.AUTOCOMMIT) != 0;
    }

    boolean hasChanged() {
        return changed;
    }

    @Nullable
    String database() {
        return database;
    }

    /** The database of the login. */
    @Nullable
    String loginDatabase() {
        return loginDatabase;
    }
}

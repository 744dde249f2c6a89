package io.hansock.mysql;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection for as long as somebody has it for himself. For one thread at a time; {@link #giveBack} is for any, and may come twice:
 * a connection that came back a second time could be somebody else's by then.
 */
public final class Leased {
    private final MysqlConnection connection;
    private final Lessor lessor;
    private final SessionTurns turns;
    private final AtomicBoolean returned = new AtomicBoolean();

    /** Takes a connection that {@code lessor} has handed out. */
    public Leased(MysqlConnection connection, Lessor lessor) {
        this.connection = connection;
        this.lessor = lessor;
        this.turns = new SessionTurns(connection, lessor);
    }

    /**
     * The connection, for a call that blocks.
     *
     * @throws IllegalStateException if it was given back, or asynchronous calls are under way
     */
    MysqlConnection connection() {
        requireLeased();
        if (turns.isTaken()) {
            throw new IllegalStateException("asynchronous calls of this session have not ended");
        }
        return connection;
    }

    /** The connection, for a look at what is known of it. */
    MysqlConnection known() {
        requireLeased();
        return connection;
    }

    /** The connection's asynchronous calls. */
    SessionTurns turns() {
        requireLeased();
        return turns;
    }

    private void requireLeased() {
        if (returned.get()) {
            throw new IllegalStateException("the session was closed");
        }
    }

    String server() {
        return connection.server();
    }

    boolean isAutocommit() {
        return connection.state().isAutocommit();
    }

    boolean isSound() {
        return connection.isSound();
    }

    /** Whether something is left of rows that were being streamed. */
    boolean hasRows() {
        return !returned.get() && connection.isMidRows() && connection.isOpen();
    }

    /** Where the connection goes back to. */
    Lessor lessor() {
        return lessor;
    }

    /** Makes the connection free for other statements, whatever is left of the rows that were being streamed. */
    void giveUpRows(long timeoutNanos) {
        if (hasRows()) {
            RestOfRows.giveUp(connection, lessor, timeoutNanos);
        }
    }

    /** Gives it back, once. */
    public void giveBack() {
        if (returned.compareAndSet(false, true)) {
            turns.whenIdle(() -> {
                connection.statements().closeCursors();
                connection.health().returned();
                lessor.takeBack(connection);
            });
        }
    }
}

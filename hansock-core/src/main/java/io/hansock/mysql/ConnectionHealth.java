package io.hansock.mysql;

import io.hansock.HansockException;

/**
 * Whether a connection can carry another conversation, and whose it can be, as far as the conversations before tell. For the
 * connection's owner.
 */
final class ConnectionHealth {
    /** A conversation was broken off: what the server says next belongs to nobody. */
    private boolean unsound;

    /** A transaction has ended and the session is not what its user takes it for: still in it, or without autocommit. */
    private boolean leftBehind;

    private boolean foreignUser;

    /** The server may wait for something that is no command: it would take the next one for that. */
    private boolean inTransfer;

    /** An exchange of the present conversation was answered. */
    private boolean answered;

    /** Nothing of the last conversation has reached the server, which is gone. */
    private boolean movable;

    /** A conversation begins. */
    void begins() {
        answered = false;
    }

    /** An exchange of it was answered. */
    void answered() {
        answered = true;
    }

    boolean isAnswered() {
        return answered;
    }

    /**
     * An exchange ended without an answer. A request of which nothing was sent leaves the server as it was, unless it was one of several
     * that belong together.
     */
    void brokeOff(HansockException problem, boolean first) {
        unsound |= !first || !Unsent.is(problem);
        movable = first && Unsent.mayMove(problem);
    }

    /** What was heard makes no sense. */
    void broke() {
        unsound = true;
    }

    void recovered() {
        unsound = false;
    }

    boolean isUnsound() {
        return unsound || leftBehind;
    }

    /** What a transaction leaves in the session could not be cleared away: no statement of its present user's may meet that. */
    void leavesBehind() {
        leftBehind = true;
    }

    /** Its user has no more to do with it: whoever has it from now on looks at the session's state. */
    void returned() {
        leftBehind = false;
    }

    /** Whether what failed last can be asked on another connection. */
    boolean isMovable() {
        return movable;
    }

    /** The session is about to be somebody else's. It is never made what it was before, however far that comes. */
    void changesUser() {
        foreignUser = true;
    }

    /** A conversation begins in which the server waits for what is no command. */
    void beginsTransfer() {
        inTransfer = true;
    }

    /** The server waits for commands again. */
    void endedTransfer() {
        inTransfer = false;
    }

    /** Whether nobody else may ever have it. */
    boolean isBeyondRecovery() {
        return foreignUser || inTransfer;
    }
}

package io.hansock.sql;

import io.hansock.ServerException;
import java.util.Optional;

/** What is known of a leased session without asking its server: what that said at the login, and in its answers since. */
public interface SessionFacts {
    /** {@return the database that names without one mean; empty if there is none} */
    Optional<String> database();

    /** {@return whether a transaction is open, as the server's last answer says} */
    boolean inTransaction();

    /**
     * {@return the refusal by which the server has undone a transaction as a whole; empty if it has undone none since one was begun or ended}
     *
     * <p>Some refusals do that (a deadlock), most undo their own statement alone, and of some only the server knows. So it is asked before the
     * next statement of the session is sent, or by {@code ping()}. Whoever goes on behind such a refusal goes on in another transaction, which the
     * server begins by itself: say {@code ROLLBACK}, and do all of it again. {@link SqlSession#transaction} sees to that by itself.
     */
    Optional<ServerException> undoneBy();

    /** {@return the server's number of this connection, as {@code KILL} wants it} */
    long connectionId();

    /** {@return the server's version in its own words} */
    String serverVersion();

    /** {@return what client and server have agreed on} */
    Capabilities capabilities();
}

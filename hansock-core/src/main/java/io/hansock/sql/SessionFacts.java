package io.hansock.sql;

import java.util.Optional;

/** What is known of a leased session without asking its server: what that said at the login, and in its answers since. */
public interface SessionFacts {
    /** {@return the database that names without one mean; empty if there is none} */
    Optional<String> database();

    /** {@return whether a transaction is open, as the server's last answer says} */
    boolean inTransaction();

    /** {@return the server's number of this connection, as {@code KILL} wants it} */
    long connectionId();

    /** {@return the server's version in its own words} */
    String serverVersion();

    /** {@return what client and server have agreed on} */
    Capabilities capabilities();
}

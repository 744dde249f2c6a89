package io.hansock.cluster;

/** Where a session was leased, for the log: nothing has gone wrong there. */
final class LeasePlace extends Exception {
    private static final long serialVersionUID = 1L;

    LeasePlace() {
        super("the session was leased here");
    }
}

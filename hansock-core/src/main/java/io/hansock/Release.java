package io.hansock;

/**
 * Keeps every Hansock client of the servers off HandlerSocket, so that tables can be changed; see {@link Hansock#release}. To be closed by
 * whoever has it. If its process ends before, the servers end it; of a process that is silent they hear nothing for half a minute, and
 * then do so, too. Safe for any thread.
 */
public interface Release extends AutoCloseable {
    /**
     * {@return whether it keeps clients off on every server, as far as is known: not once it or its client is closed, nor when a server has
     * ended the session that it is held by, or does not answer on it any more} That is found out beside the callers, within 5 s, or 15 s of
     * a server that is silent, and is in the log. What was lost is not had back: close it, and take another.
     */
    boolean isHeld();

    /** Lets all clients go on over HandlerSocket. Does nothing the second time. */
    @Override
    void close();
}

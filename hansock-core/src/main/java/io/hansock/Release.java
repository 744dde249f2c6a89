package io.hansock;

/**
 * Keeps every Hansock client of the servers off HandlerSocket, so that tables can be changed; see {@link Hansock#release}. To be closed by
 * whoever has it, on any thread; if the process ends before, the servers end it.
 */
public interface Release extends AutoCloseable {
    /** Lets all clients go on over HandlerSocket. Does nothing the second time. */
    @Override
    void close();
}

package io.hansock.testing;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A search for a server program, made once a JVM, by the first thread that asks. A failure is remembered like a success, lest every test class
 * waits for the same download to fail.
 */
final class InstallationSearch {
    private final FutureTask<ServerInstallation> search;

    InstallationSearch(Callable<ServerInstallation> search) {
        this.search = new FutureTask<>(search);
    }

    /**
     * What was found.
     *
     * @throws IllegalStateException if nothing was; its message is the search's
     */
    ServerInstallation result() {
        search.run();
        try {
            return search.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IllegalStateException(cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a server was searched for", e);
        }
    }
}

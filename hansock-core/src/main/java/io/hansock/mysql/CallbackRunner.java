package io.hansock.mysql;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what is to be run on an application's executor, and here if that takes nothing more: it has to be run. Stateless. */
public final class CallbackRunner {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackRunner.class);

    private CallbackRunner() {}

    /** Runs {@code what} once, on the executor if that takes it. */
    public static void run(Executor callbacks, Runnable what) {
        try {
            callbacks.execute(what);
        } catch (RejectedExecutionException e) {
            LOG.debug("the callback executor takes no more; going on in this thread", e);
            what.run();
        }
    }
}

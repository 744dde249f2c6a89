package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * The clients that were made, which it ends after all other beans of the application: tasks of executors and schedulers, and what beans do
 * at their own end, may need them to the last. Safe for any thread.
 *
 * <p>It is a {@link BeanPostProcessor} only because those are made before all other beans, and what was made first is ended last. An
 * executor that lets its tasks end does so when it is destroyed, after all phases of the lifecycle, and does not depend on the client that
 * these use: neither a phase nor a dependency would put it before the client.
 */
final class OpenClients implements BeanPostProcessor, DisposableBean {
    private final List<Made> made = new CopyOnWriteArrayList<>();

    /** A client that was made, and by what. */
    record Made(String name, Hansock client, HansockProperties properties) {}

    void add(Made client) {
        made.add(client);
    }

    /** The clients made so far. */
    List<Made> all() {
        return made;
    }

    /** The time of each counts from the same moment. */
    @Override
    public void destroy() {
        long begun = System.nanoTime();
        for (Made each : made) {
            each.client().close(each.properties().shutdownTimeout().minusNanos(System.nanoTime() - begun));
        }
    }
}

package io.hansock.spring.boot.autoconfigure;

import io.hansock.HansockListener;

/**
 * Makes what each auto-configured client tells of its doings. Beans of this type are asked once for each client; all that they make are
 * told. A listener that a {@link HansockBuilderCustomizer} sets is told instead of them.
 */
@FunctionalInterface
public interface HansockListenerFactory {
    /**
     * Makes one.
     *
     * @param client what the client is called, as in {@link HansockClients}
     * @return its listener
     */
    HansockListener create(String client);
}

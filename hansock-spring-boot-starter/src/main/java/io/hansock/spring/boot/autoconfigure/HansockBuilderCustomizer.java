package io.hansock.spring.boot.autoconfigure;

import io.hansock.HansockBuilder;

/**
 * Changes how the auto-configured {@link io.hansock.Hansock} is built. Beans of this type are called in their order, after the
 * properties have been applied, so they win.
 */
@FunctionalInterface
public interface HansockBuilderCustomizer {
    /**
     * Changes the builder.
     *
     * @param builder holds what the properties say
     */
    void customize(HansockBuilder builder);
}

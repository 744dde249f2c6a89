package io.hansock.spring.boot.autoconfigure;

import io.hansock.HansockBuilder;

/**
 * Changes how an auto-configured {@link io.hansock.Hansock} is built. Beans of this type are called in their order, after the
 * properties have been applied, so they win. They are about the client without a name; those that are
 * {@code @Bean(defaultCandidate = false)} and qualified by the name of a further client are about that.
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

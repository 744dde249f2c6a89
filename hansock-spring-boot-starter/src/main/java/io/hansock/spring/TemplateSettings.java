package io.hansock.spring;

import io.hansock.spring.observation.DefaultHansockObservationConvention;
import io.hansock.spring.observation.HansockObservationConvention;
import io.micrometer.observation.ObservationRegistry;

/**
 * What a {@link HansockTemplate} does around each call. Immutable: each method returns a changed copy.
 *
 * @param translator translates what the client throws
 * @param transactions what is done about index commands inside a transaction of Spring's
 * @param observations where calls are observed
 * @param convention how observations are named
 */
public record TemplateSettings(
        HansockExceptionTranslator translator,
        TransactionPolicy transactions,
        ObservationRegistry observations,
        HansockObservationConvention convention) {
    /** Warns of index commands inside transactions, and observes nothing. */
    public static final TemplateSettings DEFAULTS = new TemplateSettings(
            new HansockExceptionTranslator(),
            TransactionPolicy.WARN,
            ObservationRegistry.NOOP,
            new DefaultHansockObservationConvention());

    /**
     * {@return the same with another translator}
     *
     * @param other translates what the client throws
     */
    public TemplateSettings translator(HansockExceptionTranslator other) {
        return new TemplateSettings(other, transactions, observations, convention);
    }

    /**
     * {@return the same with another policy}
     *
     * @param policy about index commands inside transactions
     */
    public TemplateSettings transactions(TransactionPolicy policy) {
        return new TemplateSettings(translator, policy, observations, convention);
    }

    /**
     * {@return the same, observed}
     *
     * @param registry where calls are observed
     * @param names how observations are named
     */
    public TemplateSettings observations(ObservationRegistry registry, HansockObservationConvention names) {
        return new TemplateSettings(translator, transactions, registry, names);
    }
}

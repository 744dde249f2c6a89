package io.hansock.spring;

import io.hansock.spring.observation.DefaultHansockObservationConvention;
import io.hansock.spring.observation.HansockObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.util.ClassUtils;

/**
 * What a {@link HansockTemplate} does around each call. Immutable: each method returns a changed copy.
 *
 * @param client what the client is called in observations
 * @param translation translates what the client throws
 * @param transactions what is done about calls inside a transaction of Spring's that take no part in it
 * @param observations where calls are observed
 * @param convention how observations are named
 */
public record TemplateSettings(
        String client,
        ExceptionTranslation translation,
        TransactionPolicy transactions,
        ObservationRegistry observations,
        HansockObservationConvention convention) {
    /**
     * Throws Spring's exceptions where these are present, warns of calls that take no part in a transaction, and observes nothing. The
     * client is called {@code hansock}, as the one without a name is.
     */
    public static final TemplateSettings DEFAULTS = new TemplateSettings(
            "hansock",
            translationHere(),
            TransactionPolicy.WARN,
            ObservationRegistry.NOOP,
            new DefaultHansockObservationConvention());

    /**
     * {@return the same for a client of another name}
     *
     * @param name what it is called in observations
     */
    public TemplateSettings client(String name) {
        return new TemplateSettings(name, translation, transactions, observations, convention);
    }

    /**
     * {@return the same with another translation}
     *
     * @param other translates what the client throws
     */
    public TemplateSettings translation(ExceptionTranslation other) {
        return new TemplateSettings(client, other, transactions, observations, convention);
    }

    /**
     * {@return the same with another policy}
     *
     * @param policy about calls that take no part in a transaction
     */
    public TemplateSettings transactions(TransactionPolicy policy) {
        return new TemplateSettings(client, translation, policy, observations, convention);
    }

    /**
     * {@return the same, observed}
     *
     * @param registry where calls are observed
     * @param names how observations are named
     */
    public TemplateSettings observations(ObservationRegistry registry, HansockObservationConvention names) {
        return new TemplateSettings(client, translation, transactions, registry, names);
    }

    private static ExceptionTranslation translationHere() {
        return ClassUtils.isPresent(
                        "org.springframework.dao.DataAccessException", TemplateSettings.class.getClassLoader())
                ? new HansockExceptionTranslator()
                : ExceptionTranslation.NONE;
    }
}

package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import io.hansock.spring.ExceptionTranslation;
import io.hansock.spring.HansockExceptionTranslator;
import io.hansock.spring.HansockOperations;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.TemplateSettings;
import io.hansock.spring.observation.DefaultHansockObservationConvention;
import io.hansock.spring.observation.HansockObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;

/**
 * Configures a {@link HansockTemplate} for the client, one for each further client, to be asked for by {@code @Qualifier} with its name,
 * the translation of exceptions, and observations where there is an
 * {@link ObservationRegistry} ({@code hansock.observations.enabled=false} turns these off). Each gives way to a bean of the application's own. Without
 * Spring's data access exceptions the template throws those of the client.
 */
@AutoConfiguration(
        after = HansockAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnHansock
@Import(FurtherTemplatesRegistrar.class)
public final class HansockTemplateAutoConfiguration {
    HansockTemplateAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    TemplateSettings hansockTemplateSettings(
            ObjectProvider<ExceptionTranslation> translations,
            ObjectProvider<ObservationRegistry> observations,
            ObjectProvider<HansockObservationConvention> conventions,
            Environment environment) {
        TemplateSettings settings =
                TemplateSettings.DEFAULTS.translation(translations.getIfAvailable(() -> ExceptionTranslation.NONE));
        return environment.getProperty("hansock.observations.enabled", Boolean.class, true)
                ? settings.observations(
                        observations.getIfUnique(() -> ObservationRegistry.NOOP),
                        conventions.getIfAvailable(DefaultHansockObservationConvention::new))
                : settings;
    }

    @Bean
    @ConditionalOnMissingBean(HansockOperations.class)
    @ConditionalOnSingleCandidate(Hansock.class)
    HansockTemplate hansockTemplate(
            Hansock hansock, ObjectProvider<TemplateSettings> settings, HansockProperties properties) {
        return HansockTemplates.of(HansockClients.DEFAULT, hansock, settings, properties);
    }

    /** Where Spring's data access exceptions are. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataAccessException.class)
    static class TranslationConfiguration {
        @Bean
        @ConditionalOnMissingBean(ExceptionTranslation.class)
        HansockExceptionTranslator hansockExceptionTranslator() {
            return new HansockExceptionTranslator();
        }
    }
}

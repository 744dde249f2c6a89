package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.spring.HansockExceptionTranslator;
import io.hansock.spring.HansockOperations;
import io.hansock.spring.HansockTemplate;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;

/**
 * Configures a {@link Hansock}, a {@link HansockTemplate} and the translation of exceptions. Each gives way to a bean of the
 * application's own; {@code hansock.enabled=false} turns all of it off.
 *
 * <p>No connection is made before the first command, so an application starts while its servers are down. One that configures no
 * server at all does not start: neither by {@code hansock.servers}, nor by a {@link HansockBuilderCustomizer}, nor by a
 * {@link Hansock} bean.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "hansock.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HansockProperties.class)
public final class HansockAutoConfiguration {
    HansockAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    Hansock hansock(
            HansockProperties properties,
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<HansockBuilderCustomizer> customizers) {
        List<HansockBuilderCustomizer> ordered = customizers.orderedStream().toList();
        if (properties.servers().isEmpty() && ordered.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    "hansock.servers",
                    null,
                    "no server is configured; set hansock.servers.<name>.host, or hansock.enabled=false");
        }
        HansockBuilder builder =
                new HansockBuilderConfigurer(properties, bundles.getIfAvailable()).configure(Hansock.builder());
        ordered.forEach(customizer -> customizer.customize(builder));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean(HansockOperations.class)
    @ConditionalOnSingleCandidate(Hansock.class)
    HansockTemplate hansockTemplate(Hansock hansock, HansockExceptionTranslator translator) {
        return new HansockTemplate(hansock, translator);
    }

    @Bean
    @ConditionalOnMissingBean
    HansockExceptionTranslator hansockExceptionTranslator() {
        return new HansockExceptionTranslator();
    }
}

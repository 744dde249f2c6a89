package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import io.hansock.HansockListener;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/**
 * Configures a {@link Hansock}, which gives way to one of the application's own; {@code hansock.enabled=false} turns all of it off. For
 * each name in {@code hansock.clients} there is one more, to be asked for by {@code @Qualifier} with that name.
 *
 * <p>No connection is made before the first command unless {@code hansock.startup} says so, so an application starts while its servers
 * are down. One that configures no server at all does not start: neither by {@code hansock.servers}, nor by
 * {@link HansockConnectionDetails}, nor by a {@link HansockBuilderCustomizer}, nor by a {@link Hansock} bean, nor for a client of
 * another name.
 */
@AutoConfiguration(afterName = "org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration")
@ConditionalOnHansock
@EnableConfigurationProperties({HansockProperties.class, HansockClientsProperties.class})
@Import(FurtherClientsRegistrar.class)
public final class HansockAutoConfiguration {
    HansockAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    HansockFactory hansockFactory(
            ObjectProvider<SslBundles> bundles,
            ObjectProvider<HansockListenerFactory> listenerFactories,
            ObjectProvider<HansockListener> listeners,
            Environment environment,
            OpenClients open) {
        return new HansockFactory(bundles, listenerFactories, listeners, environment, open);
    }

    @Bean
    @ConditionalOnMissingBean
    static OpenClients hansockOpenClients() {
        return new OpenClients();
    }

    @Bean
    @ConditionalOnMissingBean
    HansockLifecycle hansockLifecycle(
            OpenClients open,
            ObjectProvider<HansockClients> clients,
            HansockProperties properties,
            HansockClientsProperties further) {
        return new HansockLifecycle(
                open,
                clients,
                Stream.concat(Stream.of(properties), further.clients().values().stream())
                        .toList());
    }

    @Bean
    @ConditionalOnMissingBean
    HansockClients hansockClients(ListableBeanFactory beans, HansockClientsProperties further) {
        return new HansockClients(beans, further.clients().keySet());
    }

    /** The client without a name. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(OnDefaultClientCondition.class)
    static class DefaultClientConfiguration {
        @Bean
        @ConditionalOnMissingBean({HansockConnectionDetails.class, Hansock.class})
        PropertiesHansockConnectionDetails hansockConnectionDetails(HansockProperties properties) {
            return new PropertiesHansockConnectionDetails("hansock", properties);
        }

        /** {@link OpenClients} ends it. */
        @Bean(destroyMethod = "")
        @ConditionalOnMissingBean
        Hansock hansock(
                HansockFactory factory,
                HansockProperties properties,
                HansockConnectionDetails details,
                ObjectProvider<HansockBuilderCustomizer> customizers) {
            return factory.create(
                    HansockClients.DEFAULT,
                    "hansock",
                    properties,
                    details,
                    customizers.orderedStream().toList());
        }
    }
}

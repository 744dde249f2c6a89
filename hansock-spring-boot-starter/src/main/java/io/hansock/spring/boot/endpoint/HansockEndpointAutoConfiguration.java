package io.hansock.spring.boot.endpoint;

import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockClients;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Configures the endpoint, where it is exposed. */
@AutoConfiguration(after = HansockAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(HansockClients.class)
@ConditionalOnAvailableEndpoint(HansockEndpoint.class)
public final class HansockEndpointAutoConfiguration {
    HansockEndpointAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    HansockEndpoint hansockEndpoint(HansockClients clients) {
        return new HansockEndpoint(clients);
    }
}

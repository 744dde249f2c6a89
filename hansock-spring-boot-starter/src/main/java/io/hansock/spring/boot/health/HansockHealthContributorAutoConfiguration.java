package io.hansock.spring.boot.health;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockClients;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/**
 * Configures the health of servers: one entry for each, and where there are several clients, one for each of those around them.
 * {@code management.health.hansock.enabled=false} turns it off.
 */
@AutoConfiguration(after = HansockAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(HansockClients.class)
@ConditionalOnEnabledHealthIndicator("hansock")
@EnableConfigurationProperties(HansockHealthProperties.class)
public final class HansockHealthContributorAutoConfiguration {
    HansockHealthContributorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = {"hansockHealthIndicator", "hansockHealthContributor"})
    HealthContributor hansockHealthContributor(HansockClients clients, HansockHealthProperties properties) {
        if (properties.probeTimeout().isZero() || properties.probeTimeout().isNegative()) {
            throw new InvalidConfigurationPropertyValueException(
                    "hansock.health.probe-timeout", properties.probeTimeout(), "it must be more than zero");
        }
        Map<String, CompositeHealthContributor> all = new LinkedHashMap<>();
        clients.all().forEach((name, client) -> all.put(name, servers(client, properties)));
        return all.size() == 1 ? all.values().iterator().next() : CompositeHealthContributor.fromMap(all);
    }

    private static CompositeHealthContributor servers(Hansock client, HansockHealthProperties properties) {
        Supplier<List<ServerState>> states =
                properties.probe() ? new ServerProbe(client, properties.probeTimeout())::states : client::states;
        Map<String, HealthContributor> servers = new LinkedHashMap<>();
        List<ServerSettings> settings = client.servers();
        for (int i = 0; i < settings.size(); i++) {
            int number = i;
            servers.put(
                    settings.get(i).name().replace('/', '_'),
                    new HansockServerHealthIndicator(() -> states.get().get(number), properties.probe()));
        }
        return CompositeHealthContributor.fromMap(servers);
    }
}

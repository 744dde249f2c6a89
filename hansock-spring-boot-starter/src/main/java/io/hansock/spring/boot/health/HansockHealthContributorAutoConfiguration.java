package io.hansock.spring.boot.health;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockClients;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    private static final Duration LONGEST_PROBE = Duration.ofDays(1);

    HansockHealthContributorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = {"hansockHealthIndicator", "hansockHealthContributor"})
    HealthContributor hansockHealthContributor(HansockClients clients, HansockHealthProperties properties) {
        Duration patience = properties.probeTimeout();
        if (patience.isZero() || patience.isNegative() || patience.compareTo(LONGEST_PROBE) > 0) {
            throw new InvalidConfigurationPropertyValueException(
                    "hansock.health.probe-timeout", patience, "it must be more than zero, and at most a day");
        }
        Map<String, Hansock> known = clients.all();
        ServerProbe probe = properties.probe() ? new ServerProbe(known, patience) : null;
        Map<String, CompositeHealthContributor> all = new LinkedHashMap<>();
        known.forEach((name, client) -> all.put(entry(name), servers(name, client, probe)));
        return all.size() == 1 ? all.values().iterator().next() : CompositeHealthContributor.fromMap(all);
    }

    /** Entries are asked for by paths. */
    private static String entry(String name) {
        return name.replace('/', '_');
    }

    private static CompositeHealthContributor servers(String name, Hansock client, @Nullable ServerProbe probe) {
        Map<String, HealthContributor> servers = new LinkedHashMap<>();
        List<ServerSettings> settings = client.servers();
        for (int i = 0; i < settings.size(); i++) {
            int number = i;
            servers.put(
                    entry(settings.get(i).name()),
                    probe == null
                            ? new HansockServerHealthIndicator(
                                    () -> client.states().get(number), false)
                            : new HansockServerHealthIndicator(() -> probe.state(name, number), true));
        }
        return CompositeHealthContributor.fromMap(servers);
    }
}

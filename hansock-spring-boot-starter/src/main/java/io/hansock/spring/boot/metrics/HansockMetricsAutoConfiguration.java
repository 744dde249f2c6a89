package io.hansock.spring.boot.metrics;

import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockClients;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Configures the meters of all clients, whoever has made the {@link MeterRegistry}: neither the actuator nor Spring Boot's metrics module
 * is needed. {@code hansock.metrics.enabled=false} turns them off; then they are not even measured.
 */
@AutoConfiguration(
        after = HansockAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, HansockClients.class})
@ConditionalOnBooleanProperty(name = "hansock.metrics.enabled", matchIfMissing = true)
public final class HansockMetricsAutoConfiguration {
    HansockMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    HansockMetrics hansockMetrics(ObjectProvider<HansockClients> clients) {
        return new HansockMetrics(() -> {
            HansockClients all = clients.getIfAvailable();
            return all == null ? Map.of() : all.all();
        });
    }

    @Bean
    @ConditionalOnMissingBean(
            type = "org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryPostProcessor")
    HansockMeterBinding hansockMeterBinding(HansockMetrics metrics, ObjectProvider<MeterRegistry> registries) {
        return new HansockMeterBinding(metrics, registries);
    }

    /** Nobody asks for it. */
    @Bean
    static LazyInitializationExcludeFilter hansockMeterBindingIsNotLazy() {
        return LazyInitializationExcludeFilter.forBeanTypes(HansockMeterBinding.class);
    }
}

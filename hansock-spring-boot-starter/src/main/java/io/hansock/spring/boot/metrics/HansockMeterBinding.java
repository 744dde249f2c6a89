package io.hansock.spring.boot.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** Binds the meters to the application's registries, where Spring Boot's metrics module is not there to do it. Called by Spring, once. */
final class HansockMeterBinding implements SmartInitializingSingleton {
    private final HansockMetrics metrics;
    private final ObjectProvider<MeterRegistry> registries;

    HansockMeterBinding(HansockMetrics metrics, ObjectProvider<MeterRegistry> registries) {
        this.metrics = metrics;
        this.registries = registries;
    }

    /** A composite passes on what it is told: those within would count everything twice. */
    @Override
    public void afterSingletonsInstantiated() {
        List<MeterRegistry> composites = registries.stream()
                .filter(CompositeMeterRegistry.class::isInstance)
                .toList();
        (composites.isEmpty() ? registries.stream().toList() : composites).forEach(metrics::bindTo);
    }
}

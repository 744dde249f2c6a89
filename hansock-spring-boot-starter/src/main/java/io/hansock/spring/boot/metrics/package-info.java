/**
 * What clients do, as Micrometer's meters. Needs Micrometer and a registry; neither the actuator nor Spring Boot's metrics module.
 *
 * <p>Read {@link HansockMetrics} first.
 */
@NullMarked
package io.hansock.spring.boot.metrics;

import org.jspecify.annotations.NullMarked;

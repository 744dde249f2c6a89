/**
 * What clients do, as Micrometer's meters. Needs Micrometer and Spring Boot's metrics module; the actuator is not needed.
 *
 * <p>Read {@link HansockMetrics} first.
 */
@NullMarked
package io.hansock.spring.boot.metrics;

import org.jspecify.annotations.NullMarked;

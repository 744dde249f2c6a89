/**
 * The health of servers, from what clients know of them. Needs Spring Boot's health module.
 *
 * <p>Read {@link HansockServerHealthIndicator} first.
 */
@NullMarked
package io.hansock.spring.boot.health;

import org.jspecify.annotations.NullMarked;

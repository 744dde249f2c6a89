/**
 * The actuator endpoint {@code hansock}. Needs Spring Boot's actuator.
 *
 * <p>Read {@link HansockEndpoint} first.
 */
@NullMarked
package io.hansock.spring.boot.endpoint;

import org.jspecify.annotations.NullMarked;

/**
 * Servers in containers. Needs Testcontainers 2 and Spring Boot's module for them.
 *
 * <p>Read {@link HandlerSocketContainers} first.
 */
@NullMarked
package io.hansock.spring.boot.testcontainers;

import org.jspecify.annotations.NullMarked;

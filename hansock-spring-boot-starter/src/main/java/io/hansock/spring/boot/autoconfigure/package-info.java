/**
 * Auto-configuration of Hansock for Spring Boot.
 *
 * <p>Read {@link HansockAutoConfiguration} first, then {@link HansockProperties}.
 */
@NullMarked
package io.hansock.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;

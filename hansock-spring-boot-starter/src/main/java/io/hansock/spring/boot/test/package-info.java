/**
 * Tests of the parts of an application that speak to Hansock, without the rest. Needs Spring Boot's test modules.
 *
 * <p>Read {@link HansockTest} first.
 */
@NullMarked
package io.hansock.spring.boot.test;

import org.jspecify.annotations.NullMarked;

/**
 * Hansock in Spring's manner: a template whose exceptions are those of Spring's data access. Works without Spring Boot.
 *
 * <p>Read {@link HansockOperations} first.
 */
@NullMarked
package io.hansock.spring;

import org.jspecify.annotations.NullMarked;

/**
 * JSON in columns, by Jackson 3.
 *
 * <p>Read {@link JsonColumns} first.
 */
@NullMarked
package io.hansock.spring.json;

import org.jspecify.annotations.NullMarked;

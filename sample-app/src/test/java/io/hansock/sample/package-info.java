/** Tests of the Unicode explorer, and its demonstration on three servers: {@link Demo}. */
@NullMarked
package io.hansock.sample;

import org.jspecify.annotations.NullMarked;

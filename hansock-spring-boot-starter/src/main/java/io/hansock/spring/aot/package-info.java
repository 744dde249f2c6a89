/** What native images have to be told. */
@NullMarked
package io.hansock.spring.aot;

import org.jspecify.annotations.NullMarked;

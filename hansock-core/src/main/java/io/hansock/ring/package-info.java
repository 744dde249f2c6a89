/**
 * Ketama: which server owns a key. Byte-exact with libketama and libhansock, so that all clients of a ring agree.
 *
 * <p>Read {@link Ring} first. This package depends on the JDK alone: it knows labels and weights, and no servers.
 */
@NullMarked
package io.hansock.ring;

import org.jspecify.annotations.NullMarked;

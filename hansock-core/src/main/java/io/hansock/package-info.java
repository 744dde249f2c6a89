/**
 * The front door of Hansock: the client, its configuration and its exceptions.
 *
 * <p>Read {@code Hansock} first. Every room may throw the exceptions of this package; nothing else here is known to the rooms below.
 */
@NullMarked
package io.hansock;

import org.jspecify.annotations.NullMarked;

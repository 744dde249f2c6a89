/**
 * What a server says of itself over SQL, and whether its HandlerSocket ports are its own. Nothing of it is believed before it is
 * checked: a server can be misconfigured, and a port can be another's. Decides nothing; asks only when it is told to, on the thread
 * that tells it.
 *
 * <p>Read {@link Learned} first, then {@link FactsReader} and {@link PortProof}.
 */
@NullMarked
package io.hansock.discovery;

import org.jspecify.annotations.NullMarked;

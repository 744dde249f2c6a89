/**
 * What breaks, and what must not break with it: real servers that are killed, stopped, filled up and misconfigured, and a network that loses,
 * delays and forgets, under load over both wires. Whoever calls gets his own answer or a failure, in time, and what he was told of a write is
 * true.
 *
 * <p>Read {@link io.hansock.faults.Scene} first.
 */
@NullMarked
package io.hansock.faults;

import org.jspecify.annotations.NullMarked;

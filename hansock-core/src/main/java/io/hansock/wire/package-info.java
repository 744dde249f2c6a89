/**
 * What the two wires have in common: commands become exchanges, and exchanges have answers. Those who route and repeat commands see no
 * more of a wire than this.
 *
 * <p>Read {@link CommandWire} first, then {@link WireExchange}.
 */
@NullMarked
package io.hansock.wire;

import org.jspecify.annotations.NullMarked;

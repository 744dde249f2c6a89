/**
 * Bytes in and out of the wires: little-endian numbers, length-encoded and delimited strings, all bounds-checked.
 *
 * <p>Read {@link ByteReader} and {@link ByteWriter} first. This room knows no protocol beyond those shapes, and does no I/O.
 */
@NullMarked
package io.hansock.buffer;

import org.jspecify.annotations.NullMarked;

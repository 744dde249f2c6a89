package io.hansock.ring;

/**
 * A point of the ring: {@code node} owns the hashes from behind the point before up to {@code hash}. Immutable.
 *
 * @param hash where it is, in 0..2³²-1
 * @param node whose it is
 */
public record Point(long hash, Node node) {}

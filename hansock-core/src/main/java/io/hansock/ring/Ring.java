package io.hansock.ring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A Ketama continuum: each key belongs to one of the nodes, and a change of the nodes moves few keys. Byte-exact with libketama
 * and libhansock for the same labels, weights and order.
 *
 * <p>A key is bytes: text as UTF-8, an integer as its decimal text; it may be empty. Its hash is the first four bytes of its MD5,
 * little-endian, as an unsigned number. A node has about 160 points on the ring (more or fewer with its weight), and the first
 * point at or behind a key's hash says whose the key is; behind the last point comes the first. Where two nodes have the
 * same point, it belongs to the one that was added first, so the order matters, if very rarely.
 *
 * <p>Immutable, and so safe for any number of threads. A lookup allocates nothing but what MD5 needs (some 200 bytes), and not
 * that if only one node owns keys.
 */
public final class Ring {
    /** How many hashes there are, and so how many all shares sum up to: 2³². */
    public static final long HASHES = 1L << 32;

    private static final int NONE = -1;

    private final List<Node> nodes;
    private final Continuum continuum;

    /** The index of the only node that owns keys, or {@link #NONE} if there are several: then a key must be hashed. */
    private final int soleOwner;

    private Ring(List<Node> nodes) {
        this.nodes = nodes;
        this.continuum = Continuum.of(nodes);
        this.soleOwner = soleOwner(continuum);
    }

    private static int soleOwner(Continuum continuum) {
        int owner = continuum.ownerOf(0);
        for (int i = 1; i < continuum.size(); i++) {
            if (continuum.ownerOf(i) != owner) {
                return NONE;
            }
        }
        return owner;
    }

    /**
     * {@return a ring of these nodes, in this order}
     *
     * @param nodes at least one; their order numbers them, and decides whose a point is that two of them have
     * @throws IllegalArgumentException if there are none, if two have the same label, or if all weights are 0
     */
    public static Ring of(List<Node> nodes) {
        List<Node> copy = List.copyOf(nodes);
        if (copy.isEmpty()) {
            throw new IllegalArgumentException("a ring needs at least one node");
        }
        Set<String> labels = new HashSet<>();
        for (Node node : copy) {
            if (!labels.add(node.label())) {
                throw new IllegalArgumentException("two nodes have the label " + node.label());
            }
        }
        if (copy.stream().allMatch(node -> node.weight() == 0)) {
            throw new IllegalArgumentException("all nodes have the weight 0: none could own a key");
        }
        return new Ring(copy);
    }

    /**
     * {@return a ring of these nodes, in this order}
     *
     * @param nodes at least one; their order numbers them, and decides whose a point is that two of them have
     * @throws IllegalArgumentException if there are none, if two have the same label, or if all weights are 0
     */
    public static Ring of(Node... nodes) {
        return of(List.of(nodes));
    }

    /** {@return the nodes in the order added, also those that own nothing; unmodifiable} */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * {@return the node that {@link #locate(byte[])} means by a number}
     *
     * @param index its place in the order added, counted from 0
     * @throws IndexOutOfBoundsException if there is none
     */
    public Node node(int index) {
        return nodes.get(index);
    }

    /** {@return the nodes that own nothing, because of weight 0 or one too small beside the others; empty as a rule} */
    public List<Node> emptyNodes() {
        return shares().stream()
                .filter(share -> share.points() == 0)
                .map(Share::node)
                .toList();
    }

    /**
     * {@return the index, in the order added from 0, of the node that owns a key}
     *
     * @param key any bytes, or none
     */
    public int locate(byte[] key) {
        return locate(key, 0, key.length);
    }

    /**
     * {@return the index, in the order added from 0, of the node that owns a key inside a larger array}
     *
     * @param bytes holds the key
     * @param from index of the key's first byte
     * @param length how many bytes the key has; may be 0
     * @throws IndexOutOfBoundsException if those are no range of the array
     */
    public int locate(byte[] bytes, int from, int length) {
        Objects.checkFromIndexSize(from, length, bytes.length);
        return soleOwner == NONE ? continuum.owner(Keys.hash(bytes, from, length)) : soleOwner;
    }

    /**
     * {@return the index, in the order added from 0, of the node that would own a key if only some of the nodes were left: the owner of
     * the first of their points at or behind the key's; -1 if none is left that owns anything}
     *
     * @param key any bytes, or none
     * @param left whether the node of an index is left; asked once or more for each
     */
    public int locate(byte[] key, IntPredicate left) {
        int first = continuum.pointAt(Keys.hash(key, 0, key.length));
        for (int i = 0; i < continuum.size(); i++) {
            int owner = continuum.ownerOf((first + i) % continuum.size());
            if (left.test(owner)) {
                return owner;
            }
        }
        return NONE;
    }

    /**
     * {@return the node that owns a key}
     *
     * @param key any bytes, or none
     */
    public Node owner(byte[] key) {
        return nodes.get(locate(key));
    }

    /**
     * {@return the node that owns a key of text}
     *
     * @param key text, of which UTF-8 makes the bytes; may be empty
     * @throws IllegalArgumentException if the key holds an unpaired surrogate
     */
    public Node owner(String key) {
        return owner(Keys.utf8(key));
    }

    /**
     * {@return the hash of a key, in 0..2³²-1: the same on every ring}
     *
     * @param key any bytes, or none
     */
    public static long hash(byte[] key) {
        return Integer.toUnsignedLong(Keys.hash(key, 0, key.length));
    }

    /**
     * {@return the point that makes a key its owner's} For those who compare rings; {@link #locate(byte[])} is cheaper.
     *
     * @param key any bytes, or none
     */
    public Point point(byte[] key) {
        return point(continuum.pointAt(Keys.hash(key, 0, key.length)));
    }

    /** {@return all points in rising order, equal ones in the order in which their nodes were added} Made at each call. */
    public List<Point> points() {
        List<Point> points = new ArrayList<>(continuum.size());
        for (int i = 0; i < continuum.size(); i++) {
            points.add(point(i));
        }
        return points;
    }

    private Point point(int index) {
        return new Point(continuum.hashOf(index), nodes.get(continuum.ownerOf(index)));
    }

    /** {@return what each node owns, in the order added, also of those that own nothing} Computed at each call. */
    public List<Share> shares() {
        int[] points = new int[nodes.size()];
        long[] hashes = new long[nodes.size()];
        long from = 0;
        for (int i = 0; i < continuum.size(); i++) {
            int owner = continuum.ownerOf(i);
            points[owner]++;
            hashes[owner] += continuum.hashOf(i) + 1 - from;
            from = continuum.hashOf(i) + 1;
        }
        hashes[continuum.ownerOf(0)] += HASHES - from;
        List<Share> shares = new ArrayList<>(nodes.size());
        for (int i = 0; i < nodes.size(); i++) {
            shares.add(new Share(nodes.get(i), points[i], hashes[i]));
        }
        return List.copyOf(shares);
    }

    /**
     * {@return which keys move if another ring replaces this one} Nodes are the same if their labels are, whatever their weights and
     * order. Takes time in proportion to the points of both rings, and needs no key.
     *
     * @param other the ring to come
     */
    public Moves moves(Ring other) {
        return Moves.between(continuum, nodes, other.continuum, other.nodes);
    }

    /**
     * {@return whether a key has an owner of another label on another ring}
     *
     * @param key any bytes, or none
     * @param other the ring to come
     */
    public boolean moves(byte[] key, Ring other) {
        return !owner(key).label().equals(other.owner(key).label());
    }

    /** Whether {@code other} is a ring of equal nodes in the same order, and so gives each key to the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Ring ring && nodes.equals(ring.nodes);
    }

    @Override
    public int hashCode() {
        return nodes.hashCode();
    }

    /** The labels and weights, for logs. */
    @Override
    public String toString() {
        return "Ring" + nodes;
    }
}

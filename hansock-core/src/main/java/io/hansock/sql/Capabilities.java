package io.hansock.sql;

import java.util.Locale;
import java.util.StringJoiner;

/**
 * A set of {@link Capability capabilities}: what a client asks for, what a server offers, or what both agreed on. MariaDB's extended
 * capabilities are the upper 32 of its 64 bits; bits that have no name are kept. Immutable, so safe to share between threads.
 *
 * <pre>{@code
 * Capabilities agreed = wanted.and(offered);
 * if (agreed.has(Capability.DEPRECATE_EOF)) { ... }
 * }</pre>
 */
public final class Capabilities {
    /** The empty set. */
    public static final Capabilities NONE = new Capabilities(0);

    private static final Capability[] ALL = Capability.values();

    private final long bits;

    private Capabilities(long bits) {
        this.bits = bits;
    }

    /**
     * {@return a set of these}
     *
     * @param capabilities the members, in any order
     */
    public static Capabilities of(Capability... capabilities) {
        return NONE.with(capabilities);
    }

    /**
     * {@return the set with these bits}
     *
     * @param bits bit n is the {@link Capability} whose {@link Capability#bit()} is n
     */
    public static Capabilities ofBits(long bits) {
        return bits == 0 ? NONE : new Capabilities(bits);
    }

    /** {@return all bits: the lower 32 are MySQL's and MariaDB's, the upper 32 MariaDB's extended ones} */
    public long bits() {
        return bits;
    }

    /**
     * {@return whether {@code capability} is among them}
     *
     * @param capability the one that is asked for
     */
    public boolean has(Capability capability) {
        return (bits & capability.mask()) != 0;
    }

    /**
     * {@return these and {@code more}}
     *
     * @param more the ones to add
     */
    public Capabilities with(Capability... more) {
        return ofBits(bits | mask(more));
    }

    /**
     * {@return these but for {@code fewer}}
     *
     * @param fewer the ones to leave out
     */
    public Capabilities without(Capability... fewer) {
        return ofBits(bits & ~mask(fewer));
    }

    /**
     * {@return those that are in both sets}
     *
     * @param other the other set
     */
    public Capabilities and(Capabilities other) {
        return ofBits(bits & other.bits);
    }

    /**
     * {@return those that are in either set}
     *
     * @param other the other set
     */
    public Capabilities or(Capabilities other) {
        return ofBits(bits | other.bits);
    }

    private static long mask(Capability... capabilities) {
        long mask = 0;
        for (Capability capability : capabilities) {
            mask |= capability.mask();
        }
        return mask;
    }

    /** {@return whether {@code other} is a set of the same bits} */
    @Override
    public boolean equals(Object other) {
        return other instanceof Capabilities same && bits == same.bits;
    }

    /** {@return a hash of the bits} */
    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    /** {@return the names, in the order of the bits, in brackets; bits without a name follow as one hexadecimal number} */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(", ", "[", "]");
        long unnamed = bits;
        for (Capability capability : ALL) {
            if (has(capability)) {
                names.add(capability.name().toLowerCase(Locale.ROOT));
                unnamed &= ~capability.mask();
            }
        }
        if (unnamed != 0) {
            names.add("0x" + Long.toHexString(unnamed));
        }
        return names.toString();
    }
}

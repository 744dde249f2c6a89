package io.hansock.value;

import java.math.BigInteger;

/** Numbers from 0 to 2⁶⁴ − 1 that are kept as the bits of a long. */
final class UnsignedLongs {
    private UnsignedLongs() {}

    static BigInteger integer(long bits) {
        BigInteger low = BigInteger.valueOf(bits & Long.MAX_VALUE);
        return bits < 0 ? low.setBit(Long.SIZE - 1) : low;
    }
}

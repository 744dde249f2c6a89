package io.hansock.mysql;

import java.util.Arrays;

/**
 * Numbers modulo 2^255 - 19 as 16 limbs of 16 bits, not always reduced. No branch and no index depends on a number, so that the
 * time an operation takes tells nothing of a secret. After the public-domain TweetNaCl. Stateless.
 */
final class Field25519 {
    static final int LIMBS = 16;
    static final int BYTES = 32;

    private static final int LIMB_MASK = 0xffff;

    /** The lowest and the highest limb of the prime; those between are full. */
    private static final int LOW_OF_PRIME = 0xffed;

    private static final int HIGH_OF_PRIME = 0x7fff;

    /** 2^256 modulo the prime. */
    private static final int FOLD = 38;

    private Field25519() {}

    static long[] zero() {
        return new long[LIMBS];
    }

    static long[] one() {
        long[] one = new long[LIMBS];
        one[0] = 1;
        return one;
    }

    static void add(long[] sum, long[] a, long[] b) {
        for (int i = 0; i < LIMBS; i++) {
            sum[i] = a[i] + b[i];
        }
    }

    static void subtract(long[] difference, long[] a, long[] b) {
        for (int i = 0; i < LIMBS; i++) {
            difference[i] = a[i] - b[i];
        }
    }

    /** {@code product} may be one of the factors. */
    static void multiply(long[] product, long[] a, long[] b) {
        long[] wide = new long[2 * LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            for (int j = 0; j < LIMBS; j++) {
                wide[i + j] += a[i] * b[j];
            }
        }
        for (int i = 0; i < LIMBS; i++) {
            product[i] = wide[i] + FOLD * wide[i + LIMBS];
        }
        carry(product);
        carry(product);
    }

    /** The inverse is the power of the prime less 2. */
    static long[] invert(long[] a) {
        long[] power = a.clone();
        for (int bit = 253; bit >= 0; bit--) {
            multiply(power, power, power);
            if (bit != 2 && bit != 4) {
                multiply(power, power, a);
            }
        }
        return power;
    }

    /** Exchanges {@code a} and {@code b} if {@code bit} is 1, and takes as long if it is 0. */
    static void exchange(long[] a, long[] b, int bit) {
        long mask = -(long) bit;
        for (int i = 0; i < LIMBS; i++) {
            long changed = mask & (a[i] ^ b[i]);
            a[i] ^= changed;
            b[i] ^= changed;
        }
    }

    /** The 32 bytes, little-endian, of the smallest number that equals {@code a}. */
    static byte[] pack(long[] a) {
        long[] reduced = a.clone();
        carry(reduced);
        carry(reduced);
        carry(reduced);
        subtractPrimeIfNotSmaller(reduced);
        subtractPrimeIfNotSmaller(reduced);
        byte[] packed = new byte[BYTES];
        for (int i = 0; i < LIMBS; i++) {
            packed[2 * i] = (byte) reduced[i];
            packed[2 * i + 1] = (byte) (reduced[i] >> 8);
        }
        Arrays.fill(reduced, 0);
        return packed;
    }

    private static void subtractPrimeIfNotSmaller(long[] a) {
        long[] less = new long[LIMBS];
        less[0] = a[0] - LOW_OF_PRIME;
        for (int i = 1; i < LIMBS; i++) {
            less[i] = a[i] - (i == LIMBS - 1 ? HIGH_OF_PRIME : LIMB_MASK) - ((less[i - 1] >> 16) & 1);
            less[i - 1] &= LIMB_MASK;
        }
        int borrowed = (int) (less[LIMBS - 1] >> 16) & 1;
        less[LIMBS - 1] &= LIMB_MASK;
        exchange(a, less, 1 - borrowed);
    }

    private static void carry(long[] a) {
        for (int i = 0; i < LIMBS; i++) {
            long over = a[i] >> 16;
            a[i] -= over << 16;
            if (i < LIMBS - 1) {
                a[i + 1] += over;
            } else {
                a[0] += FOLD * over;
            }
        }
    }
}

package io.hansock.mysql;

import java.util.Arrays;

/**
 * Signatures of RFC 8032, section 5.1, with secrets of any length. The JDK's own take exactly 32 bytes of secret, and do not tell
 * the public key that belongs to it; MariaDB's {@code client_ed25519} takes the password itself for the secret. Stateless.
 */
final class Ed25519 {
    static final int SIGNATURE_BYTES = 64;

    private static final int SCALAR_BYTES = 32;

    /** The order of the generator, little-endian. */
    private static final long[] ORDER = {
        0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10
    };

    private Ed25519() {}

    /** The public key of {@code secret}: 32 bytes. */
    static byte[] publicKey(byte[] secret) {
        byte[] expanded = expand(secret);
        try {
            return EdwardsPoint.generatorTimes(expanded).encode();
        } finally {
            Arrays.fill(expanded, (byte) 0);
        }
    }

    /** The signature of {@code message}: 64 bytes. */
    static byte[] sign(byte[] secret, byte[] message) {
        byte[] expanded = expand(secret);
        byte[] prefix = Arrays.copyOfRange(expanded, SCALAR_BYTES, 2 * SCALAR_BYTES);
        byte[] nonce = reduce(Digests.sha512(prefix, message));
        try {
            byte[] key = EdwardsPoint.generatorTimes(expanded).encode();
            byte[] commitment = EdwardsPoint.generatorTimes(nonce).encode();
            byte[] challenge = reduce(Digests.sha512(commitment, key, message));
            byte[] signature = Arrays.copyOf(commitment, SIGNATURE_BYTES);
            byte[] response = multiplyAdd(challenge, expanded, nonce);
            System.arraycopy(response, 0, signature, SCALAR_BYTES, SCALAR_BYTES);
            return signature;
        } finally {
            Arrays.fill(expanded, (byte) 0);
            Arrays.fill(prefix, (byte) 0);
            Arrays.fill(nonce, (byte) 0);
        }
    }

    /** 32 bytes of scalar, clamped, and 32 bytes that make the nonce. */
    private static byte[] expand(byte[] secret) {
        byte[] expanded = Digests.sha512(secret);
        expanded[0] &= (byte) 0xf8;
        expanded[SCALAR_BYTES - 1] &= 0x7f;
        expanded[SCALAR_BYTES - 1] |= 0x40;
        return expanded;
    }

    /** The 64 bytes as a number, modulo the order. */
    private static byte[] reduce(byte[] wide) {
        long[] limbs = new long[wide.length];
        for (int i = 0; i < wide.length; i++) {
            limbs[i] = wide[i] & 0xff;
        }
        return reduce(limbs);
    }

    /** The product of the first two, of which only 32 bytes count, and the third added, modulo the order. */
    private static byte[] multiplyAdd(byte[] a, byte[] b, byte[] summand) {
        long[] limbs = new long[2 * SCALAR_BYTES];
        for (int i = 0; i < SCALAR_BYTES; i++) {
            limbs[i] += summand[i] & 0xff;
            for (int j = 0; j < SCALAR_BYTES; j++) {
                limbs[i + j] += (a[i] & 0xffL) * (b[j] & 0xff);
            }
        }
        return reduce(limbs);
    }

    /** After the public-domain TweetNaCl; without a branch that depends on a limb, as in {@link Field25519}. */
    private static byte[] reduce(long[] limbs) {
        for (int i = 2 * SCALAR_BYTES - 1; i >= SCALAR_BYTES; i--) {
            long carry = 0;
            int base = i - SCALAR_BYTES;
            int end = i - 12;
            for (int j = base; j < end; j++) {
                limbs[j] += carry - 16 * limbs[i] * ORDER[j - base];
                carry = (limbs[j] + 128) >> 8;
                limbs[j] -= carry << 8;
            }
            limbs[end] += carry;
            limbs[i] = 0;
        }
        long carry = 0;
        long top = limbs[SCALAR_BYTES - 1] >> 4;
        for (int j = 0; j < SCALAR_BYTES; j++) {
            limbs[j] += carry - top * ORDER[j];
            carry = limbs[j] >> 8;
            limbs[j] &= 0xff;
        }
        for (int j = 0; j < SCALAR_BYTES; j++) {
            limbs[j] -= carry * ORDER[j];
        }
        byte[] reduced = new byte[SCALAR_BYTES];
        for (int i = 0; i < SCALAR_BYTES; i++) {
            limbs[i + 1] += limbs[i] >> 8;
            reduced[i] = (byte) limbs[i];
        }
        Arrays.fill(limbs, 0);
        return reduced;
    }
}

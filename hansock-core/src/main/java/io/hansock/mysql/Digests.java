package io.hansock.mysql;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Hashes of several pieces in a row, by algorithms that every JDK has. Stateless. */
final class Digests {
    private Digests() {}

    static byte[] sha1(byte[]... pieces) {
        return digest("SHA-1", pieces);
    }

    static byte[] sha256(byte[]... pieces) {
        return digest("SHA-256", pieces);
    }

    static byte[] sha512(byte[]... pieces) {
        return digest("SHA-512", pieces);
    }

    /** {@code a} with {@code b} xor-ed into it, {@code b} from the beginning again where it ends. */
    static byte[] xor(byte[] a, byte[] b) {
        byte[] mixed = a.clone();
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] ^= b[i % b.length];
        }
        return mixed;
    }

    private static byte[] digest(String algorithm, byte[]... pieces) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            for (byte[] piece : pieces) {
                digest.update(piece);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + algorithm, e);
        }
    }
}

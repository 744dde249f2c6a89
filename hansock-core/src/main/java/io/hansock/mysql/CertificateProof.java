package io.hansock.mysql;

import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a MariaDB server (11.4 and newer) vouches for its certificate: with a hash that only somebody who knows what it stores of the
 * password can make, and that names the certificate. It comes as the text of the login's OK: one byte 01, then 64 hexadecimal digits.
 * Stateless.
 */
final class CertificateProof {
    private static final int MARK = 1;
    private static final int DIGITS = 64;

    private CertificateProof() {}

    /** Whether the text of an OK is a proof, right or wrong. */
    static boolean isPresent(String info) {
        return info.length() == 1 + DIGITS && info.charAt(0) == MARK;
    }

    /** Whether the proof is there and right for a certificate in DER. */
    static boolean holds(String info, byte @Nullable [] storedHash, byte[] scramble, byte[] certificate) {
        if (!isPresent(info) || storedHash == null) {
            return false;
        }
        byte[] expected = Digests.sha256(storedHash, scramble, Digests.sha256(certificate));
        try {
            byte[] present = HexFormat.of().parseHex(info, 1, 1 + DIGITS);
            return MessageDigest.isEqual(expected, present);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

package io.hansock.mysql;

import io.hansock.ProtocolException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** {@code parsec}: both sides' nonces signed with a key made of the password and the account's salt. */
final class ParsecPassword implements Authenticator {
    static final int NONCE_BYTES = 32;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] SALT_WANTED = {};
    private static final int SALT_HEADER = 2;
    private static final int LEAST_SALT = 16;
    private static final int MOST_SALT = 64;
    private static final int LEAST_ITERATIONS = 1024;
    private static final int MOST_DOUBLINGS = 3;
    private static final int SEED_BYTES = 32;

    private final byte[] password;
    private final byte[] clientNonce;
    private byte[] serverNonce = {};

    /** What the server stores: algorithm, doublings, salt, public key. */
    private byte @Nullable [] storedHash;

    ParsecPassword(byte[] password) {
        this(password, new byte[NONCE_BYTES]);
        RANDOM.nextBytes(clientNonce);
    }

    ParsecPassword(byte[] password, byte[] clientNonce) {
        this.password = password;
        this.clientNonce = clientNonce;
    }

    @Override
    public byte[] answer(byte[] challenge) {
        serverNonce = Challenges.exactly(NONCE_BYTES, challenge);
        return SALT_WANTED;
    }

    @Override
    public boolean takesUnmarked(int first) {
        return first == 'P';
    }

    @Override
    public byte @Nullable [] more(byte[] data) {
        int salt = data.length - SALT_HEADER;
        if (storedHash != null || salt < LEAST_SALT || salt > MOST_SALT || data[0] != 'P') {
            throw new ProtocolException("data that means nothing to parsec at this point");
        }
        int doublings = data[1];
        if (doublings < 0 || doublings > MOST_DOUBLINGS) {
            throw new ProtocolException(
                    "parsec with 2^" + doublings + " times the least iterations; at most 2^3 are done");
        }
        byte[] seed = seed(Arrays.copyOfRange(data, SALT_HEADER, data.length), LEAST_ITERATIONS << doublings);
        try {
            byte[] key = Ed25519.publicKey(seed);
            storedHash = ByteBuffer.allocate(data.length + key.length)
                    .put(data)
                    .put(key)
                    .array();
            byte[] signature = Ed25519.sign(seed, join(serverNonce, clientNonce));
            return join(clientNonce, signature);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    @Override
    public byte @Nullable [] storedHash() {
        return storedHash;
    }

    /** The first and only block of PBKDF2 (RFC 8018) with HMAC-SHA-512, cut to 32 bytes. */
    private byte[] seed(byte[] salt, int iterations) {
        // HMAC fills its key up with zeros, so one zero is the empty key, which the JDK refuses
        byte[] secret = password.length == 0 ? new byte[1] : password;
        try {
            Mac mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(secret, "HmacSHA512"));
            mac.update(salt);
            byte[] round = mac.doFinal(new byte[] {0, 0, 0, 1});
            byte[] block = round.clone();
            for (int i = 1; i < iterations; i++) {
                round = mac.doFinal(round);
                for (int at = 0; at < block.length; at++) {
                    block[at] ^= round[at];
                }
            }
            byte[] seed = Arrays.copyOf(block, SEED_BYTES);
            Arrays.fill(block, (byte) 0);
            Arrays.fill(round, (byte) 0);
            return seed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks HmacSHA512", e);
        }
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}

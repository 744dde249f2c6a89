package io.hansock.mysql;

import io.hansock.ProtocolException;
import org.jspecify.annotations.Nullable;

/** {@code client_ed25519}: the server's nonce signed with the password. */
final class Ed25519Password implements Authenticator {
    private static final int NONCE_BYTES = 32;
    private static final byte[] NO_PASSWORD = {};

    private final byte[] password;

    Ed25519Password(byte[] password) {
        this.password = password;
    }

    @Override
    public byte[] answer(byte[] challenge) {
        byte[] nonce = Challenges.exactly(NONCE_BYTES, challenge);
        return password.length == 0 ? NO_PASSWORD : Ed25519.sign(password, nonce);
    }

    @Override
    public byte @Nullable [] more(byte[] data) {
        throw new ProtocolException("client_ed25519 asks for nothing more");
    }

    @Override
    public byte @Nullable [] storedHash() {
        return Ed25519.publicKey(password);
    }
}

package io.hansock.mysql;

import io.hansock.ProtocolException;
import org.jspecify.annotations.Nullable;

/** {@code client_ed25519}: the server's nonce signed with the password. */
final class Ed25519Password implements Authenticator {
    private static final int NONCE_BYTES = 32;

    private final byte[] password;

    Ed25519Password(byte[] password) {
        this.password = password;
    }

    @Override
    public byte[] answer(byte[] challenge) {
        byte[] nonce = Challenges.exactly(NONCE_BYTES, challenge);
        // an empty password signs as any other does
        return Ed25519.sign(password, nonce);
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

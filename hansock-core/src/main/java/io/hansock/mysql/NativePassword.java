package io.hansock.mysql;

import io.hansock.ProtocolException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code mysql_native_password}: SHA1(password) xor SHA1(scramble, SHA1(SHA1(password))). */
final class NativePassword implements Authenticator {
    private static final byte[] NO_PASSWORD = {};

    private final byte[] password;

    NativePassword(byte[] password) {
        this.password = password;
    }

    @Override
    public byte[] answer(byte[] challenge) {
        byte[] scramble = Challenges.scramble(challenge);
        if (password.length == 0) {
            return NO_PASSWORD;
        }
        byte[] hash = Digests.sha1(password);
        byte[] proof = Digests.xor(hash, Digests.sha1(scramble, Digests.sha1(hash)));
        // with the scramble this hash would do in the password's place
        Arrays.fill(hash, (byte) 0);
        return proof;
    }

    @Override
    public byte @Nullable [] more(byte[] data) {
        throw new ProtocolException("mysql_native_password asks for nothing more");
    }

    @Override
    public byte @Nullable [] storedHash() {
        return password.length == 0 ? null : Digests.sha1(Digests.sha1(password));
    }
}

package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.sql.AuthPlugin;
import java.security.PublicKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code caching_sha2_password} and {@code sha256_password}. The first tries a digest before; where that is not enough, both send
 * the password: as it is where nobody can read it, else encrypted with the server's RSA key.
 */
final class Sha2Password implements Authenticator {
    private static final byte[] NO_PASSWORD = {};
    private static final byte[] NO_PASSWORD_SHA256 = {0};
    private static final byte[] KEY_WANTED_CACHING = {2};
    private static final byte[] KEY_WANTED_SHA256 = {1};

    private static final int FAST_OK = 3;
    private static final int FULL_WANTED = 4;

    private enum State {
        DIGEST_SENT,
        KEY_ASKED,
        SAID_ALL
    }

    private final AuthPlugin plugin;
    private final byte[] password;
    private final AuthPolicy policy;
    private byte[] scramble = NO_PASSWORD;
    private State state = State.SAID_ALL;

    Sha2Password(AuthPlugin plugin, byte[] password, AuthPolicy policy) {
        this.plugin = plugin;
        this.password = password;
        this.policy = policy;
    }

    @Override
    public byte[] answer(byte[] challenge) {
        scramble = Challenges.scramble(challenge);
        boolean caching = plugin == AuthPlugin.CACHING_SHA2_PASSWORD;
        if (password.length == 0) {
            return caching ? NO_PASSWORD : NO_PASSWORD_SHA256;
        }
        if (!caching) {
            return sendPassword();
        }
        state = State.DIGEST_SENT;
        byte[] hash = Digests.sha256(password);
        // The digest first, the scramble behind it: the other way round than mysql_native_password.
        byte[] proof = Digests.xor(hash, Digests.sha256(Digests.sha256(hash), scramble));
        Arrays.fill(hash, (byte) 0);
        return proof;
    }

    @Override
    public byte @Nullable [] more(byte[] data) {
        if (state == State.KEY_ASKED) {
            state = State.SAID_ALL;
            return RsaKeys.encrypt(password, scramble, RsaKeys.received(data));
        }
        if (state == State.DIGEST_SENT && data.length == 1) {
            state = State.SAID_ALL;
            if (data[0] == FAST_OK) {
                // OK or ERR is still to come
                return null;
            }
            if (data[0] == FULL_WANTED) {
                return sendPassword();
            }
        }
        throw new ProtocolException("data that means nothing to " + plugin.pluginName() + " at this point");
    }

    private byte[] sendPassword() {
        state = State.SAID_ALL;
        if (takesPasswordAsItIs()) {
            return RsaKeys.terminated(password);
        }
        PublicKey key = policy.serverKey();
        if (key != null) {
            return RsaKeys.encrypt(password, scramble, key);
        }
        // on a connection that stays on this machine nobody can give a key of their own
        if (!policy.fetchesKey() && policy.privacy() != Privacy.VERIFIED) {
            throw new ConfigurationException("the server wants the password itself (" + plugin.pluginName()
                    + "), which needs TLS, a Unix socket, the server's public key, or leave to fetch that key");
        }
        state = State.KEY_ASKED;
        return plugin == AuthPlugin.CACHING_SHA2_PASSWORD ? KEY_WANTED_CACHING.clone() : KEY_WANTED_SHA256.clone();
    }

    /** A Unix socket is private enough for one of the two, and the other wants its encryption even there. */
    private boolean takesPasswordAsItIs() {
        boolean suffices = plugin == AuthPlugin.CACHING_SHA2_PASSWORD || policy.encrypted();
        return suffices && policy.privacy().isAtLeast(Privacy.ENCRYPTED);
    }
}

package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.sql.AuthPlugin;
import org.jspecify.annotations.Nullable;

/** {@code mysql_clear_password}: the password as it is, where only the right server can read it. */
final class ClearPassword implements Authenticator {
    private final byte[] password;
    private final Privacy privacy;

    ClearPassword(byte[] password, Privacy privacy) {
        this.password = password;
        this.privacy = privacy;
    }

    @Override
    public byte[] answer(byte[] challenge) {
        if (!privacy.isAtLeast(Privacy.VERIFIED)) {
            throw new ConfigurationException(
                    "the server wants the password as it is (mysql_clear_password), which needs TLS that"
                            + " verifies the certificate (verify-ca or verify-identity) or a Unix socket");
        }
        return RsaKeys.terminated(password);
    }

    /** Refuses to say a password as it is where anyone but the right server may read it. */
    static void requirePrivacy(AuthPlugin plugin, Privacy privacy) {
        if (!privacy.isAtLeast(Privacy.VERIFIED)) {
            throw new ConfigurationException(
                    "the server wants the password as it is (" + plugin.pluginName()
                            + "), which needs TLS that verifies the certificate (verify-ca or verify-identity) or a Unix socket");
        }
    }

    @Override
    public byte @Nullable [] more(byte[] data) {
        throw new ProtocolException("mysql_clear_password asks for nothing more");
    }
}

package io.hansock;

import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.sql.TlsTrust;
import java.util.Objects;

/**
 * How to reach servers over the MySQL protocol: what the builders of both clients ask for alike.
 *
 * @param login who logs in
 * @param tls whether to encrypt, and what to check
 */
public record SqlAccess(LoginSettings login, TlsSettings tls) {
    /** Nobody in particular, encrypted where the server offers it. */
    static final SqlAccess DEFAULT = new SqlAccess(LoginSettings.user(""), TlsSettings.of(TlsMode.PREFERRED));

    /**
     * Refuses null.
     *
     * @param login who logs in
     * @param tls whether to encrypt, and what to check
     */
    public SqlAccess {
        Objects.requireNonNull(login, "login settings");
        Objects.requireNonNull(tls, "TLS settings");
    }

    /** {@return whether anybody logs in} */
    public boolean isGiven() {
        return !login.user().isEmpty();
    }

    /** Whether what travels is to be encrypted, and so must not travel over a wire that cannot. */
    boolean demandsEncryption() {
        return tls.mode().compareTo(TlsMode.REQUIRED) >= 0 || tls.trust() instanceof TlsTrust.Context;
    }

    /** Whether anything was set at all. Neither of the two compares by what is in it. */
    boolean isTouched() {
        return login != DEFAULT.login || tls != DEFAULT.tls;
    }

    SqlAccess login(LoginSettings settings) {
        return new SqlAccess(settings, tls);
    }

    SqlAccess tls(TlsSettings settings) {
        return new SqlAccess(login, settings);
    }
}

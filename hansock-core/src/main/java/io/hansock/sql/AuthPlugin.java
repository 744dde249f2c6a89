package io.hansock.sql;

import java.util.Optional;

/**
 * The ways of proving a password that Hansock knows. The account decides which one is used; {@link LoginSettings#plugins} which ones
 * may be.
 */
public enum AuthPlugin {
    /** MySQL up to 8.4 and MariaDB: SHA-1. The password does not travel. */
    MYSQL_NATIVE_PASSWORD("mysql_native_password"),
    /**
     * MySQL 8 and newer: SHA-256. The password does not travel unless the server has not seen it since it started or since
     * {@code FLUSH PRIVILEGES}; then it does, within TLS, on a Unix socket, or encrypted with the server's RSA key.
     */
    CACHING_SHA2_PASSWORD("caching_sha2_password"),
    /** MySQL: the password travels within TLS, on a Unix socket, or encrypted with the server's RSA key. */
    SHA256_PASSWORD("sha256_password"),
    /** MariaDB: a signature made with the password. The password does not travel. */
    CLIENT_ED25519("client_ed25519"),
    /** MariaDB 11.6 and newer: a signature made with the salted and stretched password. The password does not travel. */
    PARSEC("parsec"),
    /**
     * The password travels as it is, to servers that have somebody else check it (PAM, LDAP). Used only if it is allowed by name,
     * and only within TLS whose certificate was verified, or on a Unix socket.
     */
    MYSQL_CLEAR_PASSWORD("mysql_clear_password"),
    /**
     * MariaDB: the server asks questions, for PAM and the like. The first is answered with the password, the next ones with
     * {@link LoginSettings#furtherPassword}, as they are. Used under the conditions of {@link #MYSQL_CLEAR_PASSWORD}.
     */
    DIALOG("dialog");

    private final String pluginName;

    AuthPlugin(String pluginName) {
        this.pluginName = pluginName;
    }

    /** {@return the name on the wire, as in {@code CREATE USER … IDENTIFIED WITH} (MariaDB's ed25519 without {@code client_})} */
    public String pluginName() {
        return pluginName;
    }

    /**
     * {@return the one of this name, empty for one that Hansock does not have}
     *
     * @param pluginName the name on the wire
     */
    public static Optional<AuthPlugin> named(String pluginName) {
        for (AuthPlugin plugin : values()) {
            if (plugin.pluginName.equals(pluginName)) {
                return Optional.of(plugin);
            }
        }
        return Optional.empty();
    }
}

package io.hansock.testing;

import java.util.Optional;

/** How an account proves who it is, on servers that know the way ({@link SqlServer.Kind#plugins()}). */
public enum AccountPlugin {
    /** SHA-1 twice; MariaDB's default, and gone from MySQL 9. */
    NATIVE("mysql_native_password"),
    /** SHA-256 with a cache at the server; MySQL's default. */
    CACHING_SHA2("caching_sha2_password"),
    /** The password itself, over TLS or encrypted with the server's RSA key. */
    SHA256("sha256_password"),
    /** MariaDB's, a signature. */
    ED25519("ed25519"),
    /** MariaDB's since 11.6, a signature with a salted key. */
    PARSEC("parsec"),
    /** MariaDB's example of a server that asks for the password as it is ({@code mysql_clear_password} on the wire). */
    CLEARTEXT("cleartext_plugin_server"),
    /** MariaDB's example of a conversation ({@code dialog} on the wire): the password is asked for up to three times. */
    DIALOG("three_attempts");

    private final String serverName;

    AccountPlugin(String serverName) {
        this.serverName = serverName;
    }

    /** The plugin that a server has to load for it, if it is not built in. */
    Optional<String> library() {
        return switch (this) {
            case ED25519 -> Optional.of("auth_ed25519");
            case PARSEC -> Optional.of("auth_parsec");
            case CLEARTEXT -> Optional.of("auth_test_plugin");
            case DIALOG -> Optional.of("dialog_examples");
            case NATIVE, CACHING_SHA2, SHA256 -> Optional.empty();
        };
    }

    /** Whether the server keeps, and wants, the password as it is, not something that is made of it. */
    boolean isPlain() {
        return this == CLEARTEXT || this == DIALOG;
    }

    /** What servers call it in SQL; on the wire ed25519 is {@code client_ed25519}. */
    public String serverName() {
        return serverName;
    }
}

package io.hansock.sql;

/** Whether a connection is encrypted, and what the server's certificate is checked for. In growing strictness. */
public enum TlsMode {
    /** Never encrypted. */
    DISABLED,
    /** Encrypted if the server offers it, without a check. Keeps nobody out who can change what travels. */
    PREFERRED,
    /**
     * Encrypted, or the login fails before anything of it is sent. The certificate is checked only where a MariaDB server (11.4 and
     * newer) vouches for it with what it knows of the password.
     */
    REQUIRED,
    /** As {@link #REQUIRED}, and the certificate must be one that is trusted, whatever host it names. */
    VERIFY_CA,
    /** As {@link #VERIFY_CA}, and it must name the host that was asked for. */
    VERIFY_IDENTITY;

    /** {@return whether the certificate must be proved genuine} */
    public boolean verifies() {
        return this == VERIFY_CA || this == VERIFY_IDENTITY;
    }
}

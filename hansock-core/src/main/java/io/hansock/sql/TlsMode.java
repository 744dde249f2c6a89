package io.hansock.sql;

/** Whether a connection is encrypted, and what the server's certificate is checked for. In growing strictness. */
public enum TlsMode {
    /** Never encrypted. */
    DISABLED,
    /**
     * Encrypted if the server offers it, without a check. Keeps out who only listens; not who can change what travels: such a one can
     * turn it off, or put a certificate of its own in the server's place, to which the password is told where an account's plugin sends
     * it within TLS. A connection to another machine that is not encrypted because its server offers nothing is told of in the log, once
     * a client. The default: servers come with certificates that nobody can verify, or with none, so anything stricter would be switched
     * off by most before they begin. Across networks that are not one's own, {@link #VERIFY_IDENTITY} is the mode to use.
     */
    PREFERRED,
    /**
     * Encrypted, or the login fails before anything of it is sent. The certificate is checked only where a MariaDB server (11.4 and
     * newer) vouches for it with what it knows of the password; elsewhere it keeps out no more than {@link #PREFERRED} who can change
     * what travels.
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

package io.hansock.mysql;

/** How well a connection keeps a secret, in growing order. */
enum Privacy {
    /** Anyone on the way can read it, or the server has still to prove that nobody can. */
    NONE,
    /** It is encrypted, but for whom was not checked. */
    ENCRYPTED,
    /** Only the right server reads it: by its verified certificate, or because the connection stays on this machine. */
    VERIFIED;

    boolean isAtLeast(Privacy wanted) {
        return compareTo(wanted) >= 0;
    }
}

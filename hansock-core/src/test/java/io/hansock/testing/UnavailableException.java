package io.hansock.testing;

/** A server's packages cannot be had here, or what they hold does not run; the message says why. */
final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    UnavailableException(String message) {
        super(message);
    }
}

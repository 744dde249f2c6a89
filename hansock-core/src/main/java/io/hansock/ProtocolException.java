package io.hansock;

import org.jspecify.annotations.Nullable;

/** Bytes from a server that no server should send. The connection they came from is closed. */
public final class ProtocolException extends HansockException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates one that knows no server yet: decoders do not know where their bytes come from.
     *
     * @param message what is wrong with the bytes, without the bytes
     */
    public ProtocolException(String message) {
        super(null, message, null);
    }

    /**
     * Creates one for the server that the bytes came from.
     *
     * @param server the configured name of the server, or null if it is about none
     * @param message what is wrong with the bytes, without the bytes
     * @param cause the decoder's own exception, if there is one
     */
    public ProtocolException(@Nullable String server, String message, @Nullable Throwable cause) {
        super(server, message, cause);
    }
}

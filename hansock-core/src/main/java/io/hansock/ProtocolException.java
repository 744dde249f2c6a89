package io.hansock;

import org.jspecify.annotations.Nullable;

/** Bytes from a server that no server should send. The connection they came from is closed. */
public final class ProtocolException extends HansockException {
    private static final long serialVersionUID = 1L;

    /** Creates one that knows no server yet: decoders do not know where their bytes come from. */
    public ProtocolException(String message) {
        super(null, message, null);
    }

    /** Creates one for {@code server}, with the decoder's own exception as cause. */
    public ProtocolException(@Nullable String server, String message, @Nullable Throwable cause) {
        super(server, message, cause);
    }
}

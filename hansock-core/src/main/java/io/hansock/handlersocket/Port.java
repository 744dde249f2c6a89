package io.hansock.handlersocket;

/** The two listeners of a server, and the server's own settings for them. */
public enum Port {
    /** Answers finds and refuses everything else. */
    READ("handlersocket_plain_secret"),
    /** Takes everything, one request at a time. */
    WRITE("handlersocket_plain_secret_wr"),
    /** One of them. */
    EITHER("handlersocket_plain_secret (on the write port handlersocket_plain_secret_wr)");

    private final String secretVariable;

    Port(String secretVariable) {
        this.secretVariable = secretVariable;
    }

    /** The server's variable that holds the secret. */
    String secretVariable() {
        return secretVariable;
    }
}

package io.hansock.handlersocket;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.net.Session;

/**
 * The first line on a connection to a port that has a secret. Commands follow it in the same write; if the secret is refused, so
 * are they, and the connection ends with the reason. An empty secret asks whether a port wants none.
 */
final class AuthExchange extends Exchange {
    /** Longer than any answer to the line. */
    private static final int LONGEST_REPLY = 64;

    private final String secret;
    private final String server;
    private final Port port;
    private final int portNumber;
    private byte first;
    private int seen;

    AuthExchange(String secret, String server, Port port, int portNumber) {
        this.secret = secret;
        this.server = server;
        this.port = port;
        this.portNumber = portNumber;
    }

    @Override
    protected boolean encode(ByteWriter out, Session session) {
        out.int8('A');
        Tokens.number(1, out);
        Tokens.word(secret, out);
        out.int8(Tokens.LF);
        return true;
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session session) {
        if (seen == 0) {
            first = bytes[from];
        }
        int end = ByteSearch.indexOf(bytes, from, to, Tokens.LF);
        seen += (end < 0 ? to : end) - from;
        if (seen > LONGEST_REPLY) {
            throw new ProtocolException(server, "an endless answer to the secret", null);
        }
        if (end < 0) {
            return -1;
        }
        if (first == '3') {
            throw refused();
        }
        if (first != '0') {
            throw new ProtocolException(server, "neither yes nor no to the secret", null);
        }
        return end + 1;
    }

    private ServerException refused() {
        return new ServerException(
                server,
                0,
                null,
                ServerException.Kind.NOT_AUTHORISED,
                (portNumber == 0 ? "the port" : "port " + portNumber)
                        + (secret.isEmpty()
                                ? " wants a secret, and none is configured; set it to the server's "
                                        + port.secretVariable()
                                : " refused the configured secret; set it to the server's " + port.secretVariable()
                                        + ", or to nothing if that is empty"),
                "unauth");
    }
}

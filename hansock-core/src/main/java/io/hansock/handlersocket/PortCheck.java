package io.hansock.handlersocket;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.net.Session;
import org.jspecify.annotations.Nullable;

/**
 * Whether a HandlerSocket answers there that takes what the session has to say: the secret, which goes out in front, and then an empty
 * line, which every port refuses in the same words, whatever it serves; or, where there is none, an empty secret, which a port
 * that wants none takes. An empty line alone would not tell: it is refused before the server asks whether anybody is let in.
 */
public final class PortCheck extends Exchange {
    /** The refusal, without its line feed. */
    private static final byte[] REFUSAL = {'2', '\t', '1', '\t', 'c', 'm', 'd'};

    private final String server;
    private final Runnable whenEnded;
    private @Nullable AuthExchange openDoor;
    private int seen;

    /** To be carried out once, on a channel with a {@link HandlerSocketSession}, by whoever waits for it. */
    public PortCheck(String server) {
        this(server, () -> {});
    }

    /** The same where nobody waits: {@code whenEnded} is called on the channel's callback executor, however it ended. */
    public PortCheck(String server, Runnable whenEnded) {
        this.server = server;
        this.whenEnded = whenEnded;
    }

    @Override
    protected void deliver() {
        whenEnded.run();
    }

    @Override
    protected boolean encode(ByteWriter out, Session session) {
        openDoor = session instanceof HandlerSocketSession own ? own.openDoor() : null;
        if (openDoor != null) {
            return openDoor.encode(out, session);
        }
        out.int8(Tokens.LF);
        return true;
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session session) {
        if (openDoor != null) {
            return openDoor.frame(bytes, from, to, session);
        }
        int end = ByteSearch.indexOf(bytes, from, to, Tokens.LF);
        int last = end < 0 ? to : end;
        for (int at = from; at < last; at++, seen++) {
            if (seen == REFUSAL.length || bytes[at] != REFUSAL[seen]) {
                throw new ProtocolException(server, "no HandlerSocket: an empty line is answered by other words", null);
            }
        }
        if (end < 0) {
            return -1;
        }
        if (seen < REFUSAL.length) {
            throw new ProtocolException(server, "no HandlerSocket: an empty line is answered by too few words", null);
        }
        return end + 1;
    }
}

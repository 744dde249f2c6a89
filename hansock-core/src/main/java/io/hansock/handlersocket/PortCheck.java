package io.hansock.handlersocket;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.net.Session;

/**
 * An empty line, which every HandlerSocket port refuses in the same words, whatever it serves: whether one answers there at all. Where
 * the session has a secret, that goes out in front.
 */
public final class PortCheck extends Exchange {
    /** The refusal, without its line feed. */
    private static final byte[] REFUSAL = {'2', '\t', '1', '\t', 'c', 'm', 'd'};

    private final String server;
    private final Runnable whenEnded;
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
        out.int8(Tokens.LF);
        return true;
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session session) {
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

package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.net.Session;

/** A ping, on a channel with a {@link CommandSession}: whether the server serves that channel. To be carried out once. */
public final class ChannelCheck extends Exchange {
    private boolean begun;

    @Override
    protected boolean encode(ByteWriter out, Session session) {
        Command.ping(out);
        return true;
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session session) {
        ReplyFramer framer = ((CommandSession) session).framer();
        if (!begun) {
            begun = true;
            framer.await(Expected.OK, 1);
        }
        return framer.frame(bytes, from, to);
    }
}

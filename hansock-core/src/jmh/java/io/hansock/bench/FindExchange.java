package io.hansock.bench;

import io.hansock.buffer.ByteWriter;
import io.hansock.net.Exchange;
import io.hansock.net.Session;

/** Bytes out, a number of lines in; the reply is left as it is. */
final class FindExchange extends Exchange {
    private final byte[] request;
    private int missing;

    FindExchange(byte[] request, int lines) {
        this.request = request;
        this.missing = lines;
    }

    @Override
    protected boolean encode(ByteWriter out, Session session) {
        out.put(request);
        return true;
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session session) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' && --missing == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}

package io.hansock.batch;

import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.handlersocket.Tokens;
import io.hansock.net.Exchange;
import io.hansock.net.Session;
import java.util.ArrayList;
import java.util.List;

/** Some whole lines of a batch, and the reply lines to them. */
final class BatchExchange extends Exchange {
    /** A longer batch becomes several exchanges, so that its early replies need not wait in one growing buffer. */
    private static final int MOST_BYTES = 64 << 10;

    private final byte[] bytes;
    private final int to;
    private final int lines;
    private int sent;
    private int owed;

    private BatchExchange(byte[] bytes, int from, int to, int lines) {
        this.bytes = bytes;
        this.sent = from;
        this.to = to;
        this.lines = lines;
        this.owed = lines;
    }

    /** Cuts lines, each with its line feed, into exchanges; a line that is too long for one has one of its own. */
    static List<BatchExchange> cut(byte[] bytes, int size) {
        List<BatchExchange> cut = new ArrayList<>();
        int from = 0;
        int lines = 0;
        for (int at = 0; at < size; ) {
            int end = ByteSearch.indexOf(bytes, at, size, Tokens.LF) + 1;
            if (lines > 0 && end - from > MOST_BYTES) {
                cut.add(new BatchExchange(bytes, from, at, lines));
                from = at;
                lines = 0;
            }
            lines++;
            at = end;
        }
        if (lines > 0) {
            cut.add(new BatchExchange(bytes, from, size, lines));
        }
        return cut;
    }

    /** How many lines it has, and so how many replies. */
    int lines() {
        return lines;
    }

    @Override
    protected boolean encode(ByteWriter out, Session session) {
        int length = Math.min(to - sent, TURN_BYTES - out.size());
        if (length > 0) {
            out.put(bytes, sent, length);
            sent += length;
        }
        return sent == to;
    }

    @Override
    protected int frame(byte[] reply, int from, int until, Session session) {
        int at = from;
        while (owed > 0) {
            at = ByteSearch.indexOf(reply, at, until, Tokens.LF) + 1;
            if (at == 0) {
                return -1;
            }
            owed--;
        }
        return at;
    }
}

package io.hansock.batch;

import io.hansock.buffer.ByteSearch;
import io.hansock.handlersocket.Tokens;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Walks the tokens of a line. An empty line is one empty token, as the protocol reads it. */
final class ReplyTokens implements Iterator<Reply> {
    private final byte[] bytes;
    private final int to;
    private int at;

    ReplyTokens(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** Where the next token begins. */
    int position() {
        return at;
    }

    @Override
    public boolean hasNext() {
        return at <= to;
    }

    @Override
    public Reply next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        int from = at;
        int tab = ByteSearch.indexOf(bytes, from, to, Tokens.TAB);
        int end = tab < 0 ? to : tab;
        at = end + 1;
        if (Tokens.isNull(bytes, from, end)) {
            return Reply.Null.TOKEN;
        }
        return Tokens.hasEscape(bytes, from, end)
                ? new Reply.Encoded(bytes, from, end)
                : new Reply.Text(bytes, from, end);
    }
}

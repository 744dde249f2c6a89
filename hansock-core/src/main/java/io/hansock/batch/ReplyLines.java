package io.hansock.batch;

import io.hansock.HansockException;
import io.hansock.buffer.ByteSearch;
import io.hansock.handlersocket.Tokens;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Walks the reply lines of a batch, then the errors in place of those that did not arrive. */
final class ReplyLines implements Iterator<Reply> {
    private final List<BatchExchange> exchanges;
    private final @Nullable HansockException failure;
    private int exchange;
    private int line;
    private int at;

    ReplyLines(List<BatchExchange> exchanges, @Nullable HansockException failure) {
        this.exchanges = exchanges;
        this.failure = failure;
        this.at = exchanges.isEmpty() ? 0 : exchanges.get(0).replyFrom();
    }

    @Override
    public boolean hasNext() {
        return exchange < exchanges.size();
    }

    @Override
    public Reply next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        BatchExchange current = exchanges.get(exchange);
        byte[] bytes = current.reply();
        int end = ByteSearch.indexOf(bytes, at, current.replyTo(), Tokens.LF);
        Reply reply = end >= 0 ? new Reply.Line(bytes, at, end) : missing();
        at = end >= 0 ? end + 1 : current.replyTo();
        if (++line == current.lines()) {
            exchange++;
            line = 0;
            at = hasNext() ? exchanges.get(exchange).replyFrom() : 0;
        }
        return reply;
    }

    private Reply missing() {
        if (failure == null) {
            throw new IllegalStateException("a complete reply lacks a line");
        }
        return new Reply.Failure(failure);
    }
}

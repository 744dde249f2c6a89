package io.hansock.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hansock.HansockException;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Lines that are answered by as many lines. */
class LineExchange extends Exchange {
    final CompletableFuture<String> future = new CompletableFuture<>();
    final AtomicInteger deliveries = new AtomicInteger();
    private final byte[] request;
    private int sent;
    private int missing;

    LineExchange(String... lines) {
        this.request = (String.join("\n", lines) + "\n").getBytes(ISO_8859_1);
        this.missing = lines.length;
    }

    @Override
    protected boolean encode(ByteWriter out, Session session) {
        int length = Math.max(0, Math.min(request.length - sent, Outbox.TURN_BYTES - out.size()));
        out.put(request, sent, length);
        sent += length;
        return sent == request.length;
    }

    @Override
    protected int frame(byte[] bytes, int from, int to, Session session) {
        int at = from;
        while (true) {
            int end = ByteSearch.indexOf(bytes, at, to, (byte) '\n');
            if (end < 0) {
                return -1;
            }
            at = end + 1;
            if (--missing == 0) {
                return at;
            }
        }
    }

    @Override
    protected void deliver() {
        deliveries.incrementAndGet();
        HansockException problem = problem("test");
        if (problem == null) {
            future.complete(text());
        } else {
            future.completeExceptionally(problem);
        }
    }

    /** What is there of the reply, with its line feeds. */
    String raw() {
        return new String(reply(), replyFrom(), replyTo() - replyFrom(), ISO_8859_1);
    }

    /** The whole reply without its last line feed. */
    String text() {
        String raw = raw();
        return raw.substring(0, raw.length() - 1);
    }
}

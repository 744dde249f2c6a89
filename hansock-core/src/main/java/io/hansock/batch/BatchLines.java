package io.hansock.batch;

import io.hansock.RefusedException;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.handlersocket.LineEncoder;
import io.hansock.handlersocket.Tokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a batch, as they will be sent. Once they are cut into exchanges nothing is written any more: a driver may send from
 * these bytes even after the batch's owner has given up. For one thread at a time until then.
 */
final class BatchLines {
    private static final int FIRST_BYTES = 256;
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private final ByteWriter out = new ByteWriter(FIRST_BYTES, MOST_BYTES);
    private long announced;
    private int lineFeeds;

    /** How many commands were announced. */
    long commands() {
        return announced;
    }

    /** Appends bytes as they are. */
    void raw(byte[] bytes, int commands) {
        if (commands < 0) {
            throw new IllegalArgumentException(commands + " commands");
        }
        int feeds = 0;
        boolean begins = isAtLineStart();
        for (int at = 0; at < bytes.length; ) {
            if (begins && (bytes[at] == 'Q' || bytes[at] == '/')) {
                throw new RefusedException(
                        null,
                        "raw-line",
                        "a line that begins with Q or / ends the connection or the server's listener");
            }
            int feed = ByteSearch.indexOf(bytes, at, bytes.length, Tokens.LF);
            begins = feed >= 0;
            feeds += begins ? 1 : 0;
            at = begins ? feed + 1 : bytes.length;
        }
        out.put(bytes);
        lineFeeds += feeds;
        announced += commands;
    }

    /** Appends the digits of a number. */
    void raw(long number) {
        out.decimal(number);
    }

    void openIndex(
            int id, String database, String table, String index, List<String> columns, List<String> filterColumns) {
        line(() -> LineEncoder.openIndex(id, database, table, index, columns, filterColumns, out));
    }

    void find(int id, Selection rows) {
        line(() -> {
            select(id, rows);
            out.int8(Tokens.LF);
        });
    }

    void insert(int id, List<@Nullable Object> values) {
        line(() -> {
            out.decimal(id);
            LineEncoder.insert(values, out);
            out.int8(Tokens.LF);
        });
    }

    /** An update, delete or increment. */
    void change(int id, Selection rows, String operation, List<@Nullable Object> values) {
        line(() -> {
            select(id, rows);
            Tokens.word(operation, out);
            LineEncoder.values(values, out);
            out.int8(Tokens.LF);
        });
    }

    private void select(int id, Selection rows) {
        out.decimal(id);
        LineEncoder.key(rows.operator().sign(), rows.key(), out);
        LineEncoder.window(rows.limit(), rows.offset(), out);
    }

    /** Writes one whole line, or nothing if that throws. */
    private void line(Runnable writer) {
        if (!isAtLineStart()) {
            throw new IllegalStateException("the line before is not finished");
        }
        int before = out.size();
        try {
            writer.run();
        } catch (RuntimeException e) {
            out.truncate(before);
            throw e;
        }
        lineFeeds++;
        announced++;
    }

    private boolean isAtLineStart() {
        return out.size() == 0 || out.array()[out.size() - 1] == Tokens.LF;
    }

    /** Refuses lines that are not as many as were announced. */
    void requireComplete() {
        if (lineFeeds != announced || !isAtLineStart()) {
            throw new RefusedException(
                    null,
                    "batch-lines",
                    "a batch of " + announced + " announced commands holds " + lineFeeds + " line feeds"
                            + (isAtLineStart() ? "" : " and an unfinished line") + "; each command ends with one");
        }
    }

    /** What is to be sent. Nothing may be written after this. */
    List<BatchExchange> cut() {
        return BatchExchange.cut(out.array(), out.size());
    }
}

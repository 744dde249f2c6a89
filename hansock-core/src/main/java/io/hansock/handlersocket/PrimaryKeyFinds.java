package io.hansock.handlersocket;

import io.hansock.buffer.ByteWriter;
import io.hansock.index.KeyMatch;
import io.hansock.index.Table;
import io.hansock.wire.KeyFinds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds of single rows by primary key: all but the key is worked out once for a table. The common find takes this way, and makes no
 * objects beside its exchange. Safe for any thread.
 */
final class PrimaryKeyFinds implements KeyFinds {
    /** Limit 2, offset 0: a second row tells that the declared key is not the whole primary key. */
    private static final byte[] TAIL = "\t2\t0\n".getBytes(StandardCharsets.US_ASCII);

    private final Table<?> table;
    private final Shape shape;
    private final int parts;
    private final byte[] head;

    PrimaryKeyFinds(Table<?> table, Shape shape) {
        this.table = table;
        this.shape = shape;
        this.parts = table.primary().columns().size();
        this.head = ("\t=\t" + parts).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public HandlerSocketExchange find(Object... key) {
        ByteWriter out = CommandEncoder.WRITERS.take();
        try {
            line(key, out);
            return new HandlerSocketExchange(shape, out.toByteArray());
        } finally {
            out.reset();
            CommandEncoder.WRITERS.give(out);
        }
    }

    @Override
    public HandlerSocketExchange findEach(List<?> keys) {
        ByteWriter out = CommandEncoder.WRITERS.take();
        try {
            for (int i = 0; i < keys.size(); i++) {
                Object key = keys.get(i);
                if (parts == 1 && isPlain(key)) {
                    out.put(head);
                    Tokens.value(key, out);
                    out.put(TAIL);
                } else {
                    line(KeyFinds.parts(key), out);
                }
            }
            return new HandlerSocketExchange(
                    new Shape(shape.open(), keys.size(), shape.answer(), shape.mostRows()), out.toByteArray());
        } finally {
            out.reset();
            CommandEncoder.WRITERS.give(out);
        }
    }

    private void line(Object[] key, ByteWriter out) {
        out.put(head);
        if (key.length == parts && arePlain(key)) {
            for (Object part : key) {
                Tokens.value(part, out);
            }
        } else {
            for (@Nullable
            Object part : ((KeyMatch.Compare) table.key(key).find().match()).parts()) {
                Tokens.value(part, out);
            }
        }
        out.put(TAIL);
    }

    /** Whether there is nothing to check beforehand, as there is with most keys. */
    private static boolean arePlain(Object[] key) {
        for (Object part : key) {
            if (!isPlain(part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(@Nullable Object part) {
        return part instanceof Integer || part instanceof Long || part instanceof String;
    }
}

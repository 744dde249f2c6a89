package io.hansock.handlersocket;

import io.hansock.buffer.ByteWriter;
import io.hansock.index.Table;

/**
 * Finds of single rows by primary key: all but the key is worked out once for a table. The common find takes this way, and makes no
 * objects beside its exchange. Safe for any thread.
 */
public final class KeyFinds {
    private final Table<?> table;
    private final Shape shape;
    private final int parts;

    KeyFinds(Table<?> table, Shape shape) {
        this.table = table;
        this.shape = shape;
        this.parts = table.primary().columns().size();
    }

    /**
     * The find of the row with this primary key; its answer is {@link HandlerSocketExchange#rows}.
     *
     * @throws IllegalArgumentException as {@link Table#key}
     */
    public HandlerSocketExchange find(HandlerSocketWire wire, Object... key) {
        if (key.length != parts) {
            return wire.find(table.key(key).find());
        }
        for (Object part : key) {
            if (!(part instanceof Integer || part instanceof Long || part instanceof String)) {
                return wire.find(table.key(key).find());
            }
        }
        ByteWriter out = CommandEncoder.WRITERS.take();
        try {
            Tokens.word("=", out);
            Tokens.number(parts, out);
            for (Object part : key) {
                Tokens.value(part, out);
            }
            Tokens.number(1, out);
            Tokens.number(0, out);
            out.int8(Tokens.LF);
            return new HandlerSocketExchange(shape, out.toByteArray());
        } finally {
            out.reset();
            CommandEncoder.WRITERS.give(out);
        }
    }
}

package io.hansock.mysql;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.sql.Capability;
import io.hansock.value.ColumnMetadata;
import io.hansock.value.ColumnType;
import io.hansock.value.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is needed to decode the rows of a result: its columns, and how wide their cells are in binary. Made of the definitions in
 * front of the rows, and kept with the statement: as long as a server sends the same definitions again, {@link #skipSame} saves
 * reading them. Immutable, safe to share between threads.
 */
final class ResultColumns {
    /** MySQL and MariaDB take 4 096 columns in a table; the protocol's own fields have 16 bits. */
    static final int MOST = 0xffff;

    // How wide a binary cell is, where its type alone does not say.
    static final byte LENGTH_ENCODED = -1;
    static final byte DATE = -2;
    static final byte TIME = -3;

    private static final int FEW = 16;
    private static final byte[] NOT_KEPT = {};

    private final Columns columns;
    private final RowFormat format;
    private final byte[] widths;

    /** The definitions' packets as they were sent; of a text result, which belongs to no statement, none. */
    private final byte[] definitions;

    private ResultColumns(List<ColumnMetadata> metadata, RowFormat format, byte[] definitions) {
        this.columns = format.columns(metadata);
        this.format = format;
        this.widths = new byte[metadata.size()];
        this.definitions = definitions;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(metadata.get(i).type());
        }
    }

    /** For {@code count} definitions that are the next messages of {@code reply}. */
    static ResultColumns read(PacketCursor reply, int count, Agreed agreed, RowFormat format) {
        if (count < 1 || count > MOST) {
            throw new ProtocolException("a result of " + count + " columns");
        }
        boolean extended = agreed.has(Capability.EXTENDED_METADATA);
        int from = reply.position();
        List<ColumnMetadata> metadata = new ArrayList<>(Math.min(count, FEW));
        for (int i = 0; i < count; i++) {
            reply.require();
            ByteReader definition = reply.payload();
            metadata.add(extended ? ColumnDefinition.readExtended(definition) : ColumnDefinition.read(definition));
        }
        byte[] kept = format == RowFormat.BINARY ? Arrays.copyOfRange(reply.array(), from, reply.position()) : NOT_KEPT;
        return new ResultColumns(metadata, format, kept);
    }

    /**
     * Whether the definitions that come next in {@code reply}, which ends at {@code replyTo}, are these, byte by byte; if so, the
     * cursor stands behind them. Never of a text result.
     */
    boolean skipSame(PacketCursor reply, int replyTo) {
        int from = reply.position();
        int to = from + definitions.length;
        if (definitions.length == 0
                || to > replyTo
                || !Arrays.equals(reply.array(), from, to, definitions, 0, definitions.length)) {
            return false;
        }
        reply.reset(reply.array(), to, replyTo, reply.sequence() + widths.length);
        return true;
    }

    /** Whether {@code other} was described by the same bytes. */
    boolean isSameAs(ResultColumns other) {
        return this == other || Arrays.equals(definitions, other.definitions);
    }

    Columns columns() {
        return columns;
    }

    int size() {
        return widths.length;
    }

    RowFormat format() {
        return format;
    }

    /** How many bytes a binary cell of the column at {@code index} has, or one of the constants. */
    byte width(int index) {
        return widths[index];
    }

    private static byte width(ColumnType type) {
        return switch (type) {
            case NULL -> 0;
            case TINYINT -> Byte.BYTES;
            case SMALLINT, YEAR -> Short.BYTES;
            case INT, MEDIUMINT, FLOAT -> Integer.BYTES;
            case BIGINT, DOUBLE -> Long.BYTES;
            case DATE, DATETIME, TIMESTAMP -> DATE;
            case TIME -> TIME;
            default -> LENGTH_ENCODED;
        };
    }

    @Override
    public String toString() {
        return columns + " in " + format;
    }
}

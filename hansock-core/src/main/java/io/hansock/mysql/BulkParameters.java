package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of COM_STMT_BULK_EXECUTE, which end its packet: types, then each row. The types hold for all the rows of a message, so
 * where one changes another message begins. Protocol text: "COM_STMT_BULK_EXECUTE". Stateless.
 */
final class BulkParameters {
    // What a cell begins with.
    private static final int VALUE = 0;
    private static final int IS_NULL = 1;

    private BulkParameters() {}

    /**
     * Writes the types and as many rows as agree in them and fit; at least one.
     *
     * @param rows the rows, each as long as the statement has parameters; values are those of {@link BinaryParameters#encode}, but no
     *     streams
     * @param first the first row to write
     * @param limit how large {@code out} may become, unless one row alone is larger
     * @return the index of the first row that was not written
     */
    static int encode(List<? extends List<? extends @Nullable Object>> rows, int first, int limit, ByteWriter out) {
        int[] types = new int[rows.get(first).size()];
        Arrays.fill(types, ParameterType.NULL);
        int typesAt = out.size();
        for (int ignored : types) {
            out.int16(ParameterType.TEXT);
        }
        int next = first;
        while (next < rows.size() && agrees(rows.get(next), types)) {
            int before = out.size();
            row(rows.get(next), out);
            if (out.size() > limit && next > first) {
                out.truncate(before);
                break;
            }
            next++;
        }
        write(types, out.array(), typesAt);
        return next;
    }

    /** Takes over the types of {@code row} where none is known yet, unless another one disagrees. */
    private static boolean agrees(List<? extends @Nullable Object> row, int[] types) {
        for (int i = 0; i < types.length; i++) {
            int type = ParameterType.of(row.get(i));
            if (type != ParameterType.NULL && types[i] != ParameterType.NULL && type != types[i]) {
                return false;
            }
        }
        for (int i = 0; i < types.length; i++) {
            if (types[i] == ParameterType.NULL) {
                types[i] = ParameterType.of(row.get(i));
            }
        }
        return true;
    }

    private static void row(List<? extends @Nullable Object> row, ByteWriter out) {
        for (Object value : row) {
            if (value == null) {
                out.int8(IS_NULL);
            } else {
                out.int8(VALUE);
                ParameterCells.encode(value, out);
            }
        }
    }

    /** Where all are NULL the type that stands there already does. */
    private static void write(int[] types, byte[] bytes, int from) {
        int at = from;
        for (int type : types) {
            if (type != ParameterType.NULL) {
                bytes[at] = (byte) type;
                bytes[at + 1] = (byte) (type >> Byte.SIZE);
            }
            at += Short.BYTES;
        }
    }
}

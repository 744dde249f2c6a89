package io.hansock.mysql;

import io.hansock.buffer.ByteWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of COM_STMT_EXECUTE, which end its packet: bitmap of NULLs, types, values. Protocol text: "COM_STMT_EXECUTE".
 * Stateless.
 */
final class BinaryParameters {
    private static final int TYPES_FOLLOW = 1;

    private BinaryParameters() {}

    /**
     * Writes the parameters; nothing if there are none.
     *
     * @param values checked by {@link io.hansock.value.ParameterEncoder#check}, or an {@link java.io.InputStream}, whose bytes go
     *     by COM_STMT_SEND_LONG_DATA in front of this
     */
    static void encode(List<? extends @Nullable Object> values, ByteWriter out) {
        int count = values.size();
        if (count == 0) {
            return;
        }
        for (int i = 0; i < count; i += Byte.SIZE) {
            out.int8(nulls(values, i));
        }
        out.int8(TYPES_FOLLOW);
        for (int i = 0; i < count; i++) {
            out.int16(ParameterType.of(values.get(i)));
        }
        for (int i = 0; i < count; i++) {
            Object value = values.get(i);
            if (value != null) {
                ParameterCells.encode(value, out);
            }
        }
    }

    /** Bit i is that of parameter i: unlike in a row, no bits are left unused. */
    private static int nulls(List<? extends @Nullable Object> values, int from) {
        int bits = 0;
        for (int i = Math.min(values.size() - from, Byte.SIZE) - 1; i >= 0; i--) {
            bits = (bits << 1) | (values.get(from + i) == null ? 1 : 0);
        }
        return bits;
    }
}

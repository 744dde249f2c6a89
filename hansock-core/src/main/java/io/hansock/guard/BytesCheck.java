package io.hansock.guard;

import io.hansock.metadata.ColumnFacts;
import io.hansock.value.ColumnType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** BINARY, VARBINARY and BLOB columns. */
final class BytesCheck implements ValueCheck {
    private static final int UUID_BYTES = 16;
    private static final Misfit TYPE = Misfit.of(
            Rule.VALUE_TYPE, "the column takes byte[], and UUID as 16 bytes; text is bytes only in a charset");

    private final long most;
    private final boolean isFixed;
    private final Misfit length;

    BytesCheck(ColumnFacts column) {
        this.most = column.maxBytes();
        this.isFixed = column.type() == ColumnType.BINARY;
        this.length = Misfit.of(
                Rule.VALUE_LENGTH,
                isFixed
                        ? "the column holds exactly " + most + " bytes: it would fill up fewer with zeros"
                        : "the column holds " + most + " bytes");
    }

    @Override
    public @Nullable Misfit misfit(Object value) {
        int bytes = value instanceof byte[] array ? array.length : value instanceof UUID ? UUID_BYTES : -1;
        if (bytes < 0) {
            return TYPE;
        }
        return bytes > most || (isFixed && bytes < most) ? length : null;
    }
}

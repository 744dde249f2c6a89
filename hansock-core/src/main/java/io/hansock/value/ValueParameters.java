package io.hansock.value;

import io.hansock.buffer.ByteWriter;
import org.jspecify.annotations.Nullable;

/** The Java value that stores a {@link Value} again as it was read. */
final class ValueParameters {
    private static final byte[] NOTHING = {};

    private ValueParameters() {}

    /** The number, the span, bytes for bytes, and for all else the text, which can say what no other Java type does: zero dates. */
    static @Nullable Object of(Value value) {
        if (value instanceof Value.Null) {
            return null;
        }
        if (value instanceof NumberValue number) {
            return number.number();
        }
        if (value instanceof Value.Bit bit) {
            return UnsignedLongs.integer(bit.bits());
        }
        if (value instanceof TimeValue.Time time) {
            return time.duration();
        }
        if (value instanceof Value.Uuid uuid) {
            return uuid.uuid();
        }
        if (value instanceof Value.Geometry geometry) {
            return bytes(geometry);
        }
        boolean isBytes =
                value instanceof Value.Blob || value instanceof Value.RawBytes || value instanceof Value.RawText;
        return isBytes ? value.asBytes(NOTHING) : value.asString("");
    }

    /** As the server stores it. */
    private static byte[] bytes(Value.Geometry geometry) {
        byte[] wkb = geometry.wkb().toByteArray();
        ByteWriter out = new ByteWriter(Integer.BYTES + wkb.length, Integer.BYTES + wkb.length);
        out.int32((int) geometry.srid());
        out.put(wkb);
        return out.toByteArray();
    }
}

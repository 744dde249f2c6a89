package io.hansock.mysql;

import static io.hansock.mysql.ColumnCase.column;
import static io.hansock.mysql.Packets.hex;
import static io.hansock.value.ColumnType.GEOMETRY;

import io.hansock.buffer.ByteWriter;
import io.hansock.value.Bytes;
import io.hansock.value.Value;
import java.util.List;

/** Shapes. As well-known binary each begins with 01, for least significant byte first, and four bytes for its kind. */
final class SpatialColumns {
    private static final int POINT = 1;
    private static final int LINE = 2;
    private static final int POLYGON = 3;
    private static final int MULTI_POINT = 4;
    private static final int MULTI_LINE = 5;
    private static final int MULTI_POLYGON = 6;
    private static final int COLLECTION = 7;

    /** A projected system, in which no server exchanges x and y. */
    private static final int WEB_MERCATOR = 3857;

    private SpatialColumns() {}

    static List<ColumnCase> shapes() {
        byte[] line = shape(LINE, count(2), numbers(0, 0), numbers(1, 1));
        byte[] ring = concat(count(4), numbers(0, 0), numbers(1, 0), numbers(1, 1), numbers(0, 0));
        byte[] polygon = shape(POLYGON, count(1), ring);
        return List.of(
                shape("point", "point(1 2)", point(1, 2)),
                shape("linestring", "linestring(0 0,1 1)", line),
                shape("polygon", "polygon((0 0,1 0,1 1,0 0))", polygon),
                shape("multipoint", "multipoint(1 2)", shape(MULTI_POINT, count(1), point(1, 2))),
                shape("multilinestring", "multilinestring((0 0,1 1))", shape(MULTI_LINE, count(1), line)),
                shape("multipolygon", "multipolygon(((0 0,1 0,1 1,0 0)))", shape(MULTI_POLYGON, count(1), polygon)),
                shape("geometrycollection", "geometrycollection(point(1 2))", shape(COLLECTION, count(1), point(1, 2))),
                shape("geometrycollection", "geometrycollection empty", shape(COLLECTION, count(0))),
                shape("geometry", "point(-1.5 1e300)", point(-1.5, 1e300))
                        .cell(
                                "st_geomfromtext('point(1 2)', " + WEB_MERCATOR + ")",
                                new Value.Geometry(WEB_MERCATOR, Bytes.of(point(1, 2))),
                                concat(hex("110f0000"), point(1, 2))));
    }

    private static ColumnCase shape(String declaration, String text, byte[] wkb) {
        return column(declaration, GEOMETRY)
                .cell(
                        "st_geomfromtext('" + text + "')",
                        new Value.Geometry(0, Bytes.of(wkb)),
                        concat(new byte[4], wkb));
    }

    private static byte[] count(int parts) {
        return new byte[] {(byte) parts, 0, 0, 0};
    }

    private static byte[] point(double x, double y) {
        return shape(POINT, numbers(x, y));
    }

    private static byte[] shape(int kind, byte[]... parts) {
        return concat(new byte[] {1, (byte) kind, 0, 0, 0}, concat(parts));
    }

    private static byte[] numbers(double x, double y) {
        ByteWriter out = new ByteWriter(16, 16);
        out.float64(x);
        out.float64(y);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteWriter out = new ByteWriter(64, 1 << 16);
        for (byte[] part : parts) {
            out.put(part);
        }
        return out.toByteArray();
    }
}

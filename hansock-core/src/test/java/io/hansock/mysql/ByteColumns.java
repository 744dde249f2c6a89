package io.hansock.mysql;

import static io.hansock.mysql.ColumnCase.column;
import static io.hansock.mysql.Packets.hex;
import static io.hansock.testing.SqlServer.Kind.MARIADB_10_11;
import static io.hansock.testing.SqlServer.Kind.MARIADB_11_8;
import static io.hansock.testing.SqlServer.Kind.MYSQL_9_7;
import static io.hansock.value.ColumnType.BINARY;
import static io.hansock.value.ColumnType.BLOB;
import static io.hansock.value.ColumnType.INET4;
import static io.hansock.value.ColumnType.INET6;
import static io.hansock.value.ColumnType.VARBINARY;
import static io.hansock.value.ColumnType.VECTOR;

import io.hansock.value.Bytes;
import io.hansock.value.ColumnType;
import io.hansock.value.Value;
import java.util.List;
import java.util.UUID;

/** Bytes, and what servers keep as such. */
final class ByteColumns {
    private static final Value EMPTY = new Value.Empty();
    private static final byte[] NOTHING = {};

    /** Each byte that means something somewhere: NUL, TAB, LF, quotes, backslash, the marks of packets. */
    private static final String MEANINGFUL = "00 01 09 0a 0d 22 27 5c 7f 80 fa fb fc fe ff";

    private ByteColumns() {}

    static List<ColumnCase> bytes() {
        return List.of(
                column("binary(4)", BINARY)
                        .length(4)
                        .cell("x'00'", blob("00000000"), hex("00000000"))
                        .cell("x'fffefdfc'", blob("fffefdfc"), hex("fffefdfc")),
                column("binary(0)", BINARY).cell("''", EMPTY, NOTHING),
                column("binary(16)", BINARY)
                        .cell(
                                "x'00112233445566778899aabbccddeeff'",
                                blob("00112233445566778899aabbccddeeff"),
                                UUID.fromString("00112233-4455-6677-8899-aabbccddeeff")),
                bytes("varbinary(20)", VARBINARY).length(20),
                bytes("varchar(20) character set binary", VARBINARY).length(20),
                bytes("tinyblob", BLOB)
                        .length(255)
                        .cell("repeat('x', 255)", large(255), large(255).bytes().toByteArray()),
                bytes("blob", BLOB).length(65_535).cell("repeat('x', 65535)", large(65_535)),
                bytes("mediumblob", BLOB).length(16_777_215).cell("repeat('x', 65536)", large(65_536)),
                bytes("longblob", BLOB).length(0xffff_ffffL).cell("repeat('x', 70000)", large(70_000)),
                bytes("text character set binary", BLOB),
                bytes("blob compressed", BLOB).on(MARIADB_10_11, MARIADB_11_8));
    }

    static List<ColumnCase> extended() {
        return List.of(
                column("uuid", ColumnType.UUID)
                        .on(MARIADB_10_11, MARIADB_11_8)
                        .cell("'00000000-0000-0000-0000-000000000000'", new Value.Uuid(new UUID(0, 0)), new UUID(0, 0))
                        .cell("'01234567-89AB-1def-8123-456789abcdef'", uuid(), uuid().uuid())
                        .cell(
                                "'01234567-89AB-1def-8123-456789abcdef'",
                                uuid(),
                                uuid().uuid().toString())
                        .cell(
                                "'ffffffff-ffff-ffff-ffff-ffffffffffff'",
                                new Value.Uuid(new UUID(-1, -1)),
                                new UUID(-1, -1)),
                column("inet4", INET4)
                        .on(MARIADB_10_11, MARIADB_11_8)
                        .cell("'0.0.0.0'", new Value.Inet("0.0.0.0"), "0.0.0.0")
                        .cell("'192.168.0.1'", new Value.Inet("192.168.0.1"), "192.168.0.1")
                        .cell("'255.255.255.255'", new Value.Inet("255.255.255.255"), "255.255.255.255"),
                column("inet6", INET6)
                        .on(MARIADB_10_11, MARIADB_11_8)
                        .cell("'::'", new Value.Inet("::"), "::")
                        .cell("'::ffff:192.0.2.1'", new Value.Inet("::ffff:192.0.2.1"), "::ffff:192.0.2.1")
                        .cell("'2001:0DB8::1'", new Value.Inet("2001:db8::1"), "2001:db8::1")
                        .cell(
                                "'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'",
                                lastInet6(),
                                lastInet6().address()),
                // bytes to a client of MySQL's, and to one of MariaDB's nothing but bytes
                column("vector(2)", VECTOR)
                        .on(MYSQL_9_7)
                        .cell("string_to_vector('[1, 2]')", raw("0000803f00000040"), hex("0000803f00000040"))
                        .cell(
                                "string_to_vector('[-0.5, 3.4028234e38]')",
                                raw("000000bfffff7f7f"),
                                hex("000000bfffff7f7f")),
                column("vector(2)", VARBINARY)
                        .on(MARIADB_11_8)
                        .length(8)
                        .cell("vec_fromtext('[1, 2]')", blob("0000803f00000040"), hex("0000803f00000040"))
                        .cell("vec_fromtext('[-0.5, 1e10]')", blob("000000bff9021550"), hex("000000bff9021550")));
    }

    private static ColumnCase bytes(String declaration, ColumnType type) {
        return column(declaration, type)
                .cell("''", EMPTY, NOTHING)
                .cell("x'00'", blob("00"), hex("00"))
                .cell("x'" + MEANINGFUL.replace(" ", "") + "'", blob(MEANINGFUL), hex(MEANINGFUL));
    }

    private static Value.Blob blob(String digits) {
        return new Value.Blob(Bytes.of(hex(digits)));
    }

    private static Value raw(String digits) {
        return new Value.RawBytes(VECTOR, Bytes.of(hex(digits)));
    }

    private static Value.Blob large(int length) {
        return blob("78".repeat(length));
    }

    private static Value.Uuid uuid() {
        return new Value.Uuid(UUID.fromString("01234567-89ab-1def-8123-456789abcdef"));
    }

    private static Value.Inet lastInet6() {
        return new Value.Inet("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    }
}

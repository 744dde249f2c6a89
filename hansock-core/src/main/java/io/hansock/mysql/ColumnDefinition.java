package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.value.ColumnFlag;
import io.hansock.value.ColumnMetadata;
import io.hansock.value.ColumnType;
import java.util.EnumSet;
import java.util.Set;

/** Reads one column definition. Protocol text: "Column definition". */
final class ColumnDefinition {
    /** How many bytes the numbers behind the names have. */
    private static final int FIXED = 12;

    private static final int BLOB_FLAG = 0x10;
    private static final int ENUM_FLAG = 0x100;
    private static final int SET_FLAG = 0x800;

    private ColumnDefinition() {}

    /** Reads the definition that a MySQL sends, and a MariaDB to clients that did not ask for more. */
    static ColumnMetadata read(ByteReader in) {
        return read(in, false);
    }

    /** Reads the definition that a MariaDB sends where EXTENDED_METADATA was agreed on. */
    static ColumnMetadata readExtended(ByteReader in) {
        return read(in, true);
    }

    private static ColumnMetadata read(ByteReader in, boolean extended) {
        in.skip(in.lenencLength());
        String schema = in.lenencString(UTF_8);
        String table = in.lenencString(UTF_8);
        String originalTable = in.lenencString(UTF_8);
        String name = in.lenencString(UTF_8);
        String originalName = in.lenencString(UTF_8);
        String extendedType = extended ? extendedType(in) : "";
        if (in.lenencInt() != FIXED) {
            throw new ProtocolException("a column definition whose numbers have another length");
        }
        int collation = in.uint16();
        long length = in.uint32();
        int code = in.uint8();
        int flags = in.uint16();
        int decimals = in.uint8();
        in.skip(2);
        if (in.hasRemaining()) {
            throw new ProtocolException("bytes are left over behind a column definition");
        }
        return new ColumnMetadata(
                name,
                originalName,
                table,
                originalTable,
                schema,
                type(code, flags, collation, extendedType),
                collation,
                length,
                decimals,
                flags(flags));
    }

    /** The name of a type, or of the format of a text, that has no number of its own; empty if nothing was said. */
    private static String extendedType(ByteReader in) {
        ByteReader block = in.slice(in.lenencInt());
        String name = "";
        while (block.hasRemaining()) {
            block.skip(1);
            name = block.lenencString(UTF_8);
        }
        return name;
    }

    private static ColumnType type(int code, int flags, int collation, String extendedType) {
        ColumnType plain = plainType(code, collation == ColumnMetadata.BINARY_COLLATION);
        if (!plain.isText() && !plain.isBytes()) {
            return plain;
        }
        return switch (extendedType) {
            case "json" -> ColumnType.JSON;
            case "uuid" -> ColumnType.UUID;
            case "inet4" -> ColumnType.INET4;
            case "inet6" -> ColumnType.INET6;
            default -> labelType(plain, flags);
        };
    }

    /** ENUM and SET come as strings with a flag. */
    private static ColumnType labelType(ColumnType plain, int flags) {
        if ((flags & ENUM_FLAG) != 0) {
            return ColumnType.ENUM;
        }
        return (flags & SET_FLAG) != 0 ? ColumnType.SET : plain;
    }

    /** JSON is always text: MySQL says binary of its charset, and sends utf8mb4 (trap B9). */
    private static ColumnType plainType(int code, boolean binary) {
        return switch (code) {
            case 0x00, 0xf6 -> ColumnType.DECIMAL;
            case 0x01 -> ColumnType.TINYINT;
            case 0x02 -> ColumnType.SMALLINT;
            case 0x03 -> ColumnType.INT;
            case 0x04 -> ColumnType.FLOAT;
            case 0x05 -> ColumnType.DOUBLE;
            case 0x06 -> ColumnType.NULL;
            case 0x07 -> ColumnType.TIMESTAMP;
            case 0x08 -> ColumnType.BIGINT;
            case 0x09 -> ColumnType.MEDIUMINT;
            case 0x0a, 0x0e -> ColumnType.DATE;
            case 0x0b -> ColumnType.TIME;
            case 0x0c -> ColumnType.DATETIME;
            case 0x0d -> ColumnType.YEAR;
            case 0x10 -> ColumnType.BIT;
            case 0xf2 -> ColumnType.VECTOR;
            case 0xf5 -> ColumnType.JSON;
            case 0xf7 -> ColumnType.ENUM;
            case 0xf8 -> ColumnType.SET;
            case 0xf9, 0xfa, 0xfb, 0xfc -> binary ? ColumnType.BLOB : ColumnType.TEXT;
            case 0x0f, 0xfd -> binary ? ColumnType.VARBINARY : ColumnType.VARCHAR;
            case 0xfe -> binary ? ColumnType.BINARY : ColumnType.CHAR;
            case 0xff -> ColumnType.GEOMETRY;
            default -> ColumnType.OTHER;
        };
    }

    private static Set<ColumnFlag> flags(int bits) {
        EnumSet<ColumnFlag> flags = EnumSet.noneOf(ColumnFlag.class);
        add(flags, bits, 0x1, ColumnFlag.NOT_NULL);
        add(flags, bits, 0x2, ColumnFlag.PRIMARY_KEY);
        add(flags, bits, 0x4, ColumnFlag.UNIQUE_KEY);
        add(flags, bits, 0x8, ColumnFlag.MULTIPLE_KEY);
        add(flags, bits, BLOB_FLAG, ColumnFlag.BLOB);
        add(flags, bits, 0x20, ColumnFlag.UNSIGNED);
        add(flags, bits, 0x40, ColumnFlag.ZEROFILL);
        add(flags, bits, 0x80, ColumnFlag.BINARY);
        add(flags, bits, 0x200, ColumnFlag.AUTO_INCREMENT);
        add(flags, bits, 0x1000, ColumnFlag.NO_DEFAULT);
        add(flags, bits, 0x2000, ColumnFlag.ON_UPDATE_NOW);
        return flags;
    }

    private static void add(Set<ColumnFlag> flags, int bits, int bit, ColumnFlag flag) {
        if ((bits & bit) != 0) {
            flags.add(flag);
        }
    }
}

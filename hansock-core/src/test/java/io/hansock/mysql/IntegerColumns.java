package io.hansock.mysql;

import static io.hansock.mysql.ColumnCase.column;
import static io.hansock.value.ColumnType.BIGINT;
import static io.hansock.value.ColumnType.BIT;
import static io.hansock.value.ColumnType.INT;
import static io.hansock.value.ColumnType.MEDIUMINT;
import static io.hansock.value.ColumnType.SMALLINT;
import static io.hansock.value.ColumnType.TINYINT;

import io.hansock.value.NumberValue.Int16;
import io.hansock.value.NumberValue.Int24;
import io.hansock.value.NumberValue.Int32;
import io.hansock.value.NumberValue.Int64;
import io.hansock.value.NumberValue.Int8;
import io.hansock.value.NumberValue.UInt16;
import io.hansock.value.NumberValue.UInt24;
import io.hansock.value.NumberValue.UInt32;
import io.hansock.value.NumberValue.UInt64;
import io.hansock.value.NumberValue.UInt8;
import io.hansock.value.Value.Bit;
import java.math.BigInteger;
import java.util.List;

/** Whole numbers and bits. */
final class IntegerColumns {
    private static final BigInteger LARGEST = new BigInteger("18446744073709551615");
    private static final BigInteger BEYOND_LONG = new BigInteger("9223372036854775808");

    private IntegerColumns() {}

    static List<ColumnCase> signed() {
        return List.of(
                column("tinyint", TINYINT)
                        .length(4)
                        .decimals(0)
                        .cell("-128", new Int8((byte) -128), (byte) -128)
                        .cell("0", new Int8((byte) 0), (byte) 0)
                        .cell("127", new Int8((byte) 127), (byte) 127),
                column("boolean", TINYINT)
                        .length(1)
                        .cell("false", new Int8((byte) 0), false)
                        .cell("true", new Int8((byte) 1), true),
                column("smallint", SMALLINT)
                        .length(6)
                        .cell("-32768", new Int16((short) -32768), (short) -32768)
                        .cell("32767", new Int16((short) 32767), (short) 32767),
                column("mediumint", MEDIUMINT)
                        .length(9)
                        .cell("-8388608", new Int24(-8388608), -8388608)
                        .cell("-1", new Int24(-1), -1)
                        .cell("8388607", new Int24(8388607), 8388607),
                column("int", INT)
                        .length(11)
                        .cell("-2147483648", new Int32(Integer.MIN_VALUE), Integer.MIN_VALUE)
                        .cell("2147483647", new Int32(Integer.MAX_VALUE), Integer.MAX_VALUE),
                column("bigint", BIGINT)
                        .length(20)
                        .cell("-9223372036854775808", new Int64(Long.MIN_VALUE), Long.MIN_VALUE)
                        .cell("0", new Int64(0), 0L)
                        .cell("9223372036854775807", new Int64(Long.MAX_VALUE), Long.MAX_VALUE));
    }

    static List<ColumnCase> unsigned() {
        return List.of(
                column("tinyint unsigned", TINYINT)
                        .unsigned()
                        .length(3)
                        .cell("0", new UInt8((short) 0), (short) 0)
                        .cell("255", new UInt8((short) 255), (short) 255),
                column("smallint unsigned", SMALLINT)
                        .unsigned()
                        .length(5)
                        .cell("0", new UInt16(0), 0)
                        .cell("65535", new UInt16(65535), 65535),
                column("mediumint unsigned", MEDIUMINT)
                        .unsigned()
                        .length(8)
                        .cell("0", new UInt24(0), 0)
                        .cell("16777215", new UInt24(16777215), 16777215),
                column("int unsigned", INT)
                        .unsigned()
                        .length(10)
                        .cell("0", new UInt32(0), 0L)
                        .cell("4294967295", new UInt32(4294967295L), 4294967295L),
                column("bigint unsigned", BIGINT)
                        .unsigned()
                        .length(20)
                        .cell("0", new UInt64(0), BigInteger.ZERO)
                        .cell("9223372036854775807", new UInt64(Long.MAX_VALUE), Long.MAX_VALUE)
                        .cell("9223372036854775808", new UInt64(Long.MIN_VALUE), BEYOND_LONG)
                        .cell("18446744073709551615", new UInt64(-1), LARGEST),
                column("int(7) zerofill", INT)
                        .zerofill()
                        .length(7)
                        .cell("42", new UInt32(42), "0000042")
                        .cell("4294967295", new UInt32(4294967295L), "4294967295"),
                column("bigint zerofill", BIGINT)
                        .zerofill()
                        .length(20)
                        .cell("42", new UInt64(42), "00000000000000000042")
                        .cell("18446744073709551615", new UInt64(-1), LARGEST));
    }

    static List<ColumnCase> bits() {
        return List.of(
                column("bit", BIT)
                        .unsigned()
                        .length(1)
                        .cell("b'0'", new Bit(0, 1), false)
                        .cell("b'1'", new Bit(1, 1), true),
                column("bit(8)", BIT)
                        .unsigned()
                        .length(8)
                        .cell("b'0'", new Bit(0, 8), 0)
                        .cell("b'11111111'", new Bit(255, 8), 255),
                column("bit(10)", BIT)
                        .unsigned()
                        .length(10)
                        .cell("b'0'", new Bit(0, 10), 0)
                        .cell("b'1000000001'", new Bit(0x201, 10), 0x201)
                        .cell("b'1000000001'", new Bit(0x201, 10), new byte[] {2, 1}),
                column("bit(64)", BIT)
                        .unsigned()
                        .length(64)
                        .cell("0", new Bit(0, 64), 0L)
                        .cell("9223372036854775808", new Bit(Long.MIN_VALUE, 64), BEYOND_LONG)
                        .cell("18446744073709551615", new Bit(-1, 64), LARGEST));
    }
}

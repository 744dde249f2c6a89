package io.hansock.mysql;

import static io.hansock.mysql.ColumnCase.column;
import static io.hansock.value.ColumnType.DECIMAL;
import static io.hansock.value.ColumnType.DOUBLE;
import static io.hansock.value.ColumnType.FLOAT;

import io.hansock.value.NumberValue.Decimal;
import io.hansock.value.NumberValue.Float32;
import io.hansock.value.NumberValue.Float64;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Numbers with digits behind the point. */
final class FractionColumns {
    private static final int NOT_FIXED = 31;

    private static final String NINES_65 = "9".repeat(65);
    private static final String NINES_35_30 = "9".repeat(35) + "." + "9".repeat(30);
    private static final String SMALLEST_30 = "0." + "0".repeat(29) + "1";

    private FractionColumns() {}

    static List<ColumnCase> exact() {
        return List.of(
                decimal(column("decimal(65,30)", DECIMAL).decimals(30).length(67), "-" + NINES_35_30, NINES_35_30)
                        .cell(SMALLEST_30, decimal(SMALLEST_30), new BigDecimal(SMALLEST_30))
                        .cell("0", decimal("0." + "0".repeat(30)), new BigDecimal("0." + "0".repeat(30))),
                decimal(column("decimal(65,0)", DECIMAL).decimals(0).length(66), "-" + NINES_65, "0")
                        .cell(NINES_65, decimal(NINES_65), new BigInteger(NINES_65)),
                decimal(column("decimal(30,30)", DECIMAL).decimals(30), "-0." + "9".repeat(30), SMALLEST_30),
                decimal(column("decimal(10,2)", DECIMAL).decimals(2).length(12), "-99999999.99", "99999999.99")
                        .cell("1.5", decimal("1.50"), new BigDecimal("1.50")),
                decimal(column("decimal(10,2) unsigned", DECIMAL).decimals(2).unsigned(), "0.00", "99999999.99"),
                column("decimal(10,2) zerofill", DECIMAL)
                        .zerofill()
                        .decimals(2)
                        .cell("1.5", decimal("1.50"), new BigDecimal("1.50"))
                        .cell("1.5", decimal("1.50"), "00000001.50"));
    }

    private static ColumnCase decimal(ColumnCase column, String least, String most) {
        return column.cell(least, decimal(least), new BigDecimal(least))
                .cell(most, decimal(most), new BigDecimal(most));
    }

    private static Decimal decimal(String digits) {
        return new Decimal(new BigDecimal(digits));
    }

    static List<ColumnCase> floating() {
        return List.of(
                floats(column("float", FLOAT).decimals(NOT_FIXED).length(12))
                        .rounded("16777217", new Float32(16777200f), new Float32(16777216f), 16777216f)
                        .rounded("123456.789", new Float32(123457f), new Float32(123456.79f), 123456.79f),
                doubles(column("double", DOUBLE).decimals(NOT_FIXED).length(22)),
                column("float unsigned", FLOAT)
                        .unsigned()
                        .cell("0", new Float32(0), 0f)
                        .cell("1.5", new Float32(1.5f), 1.5f),
                column("double unsigned", DOUBLE)
                        .unsigned()
                        .cell("0", new Float64(0), 0.0)
                        .cell("1.7976931348623157e308", new Float64(Double.MAX_VALUE), Double.MAX_VALUE),
                column("float(10,3) zerofill", FLOAT)
                        .zerofill()
                        .decimals(3)
                        .cell("1.5", new Float32(1.5f), "000001.500"),
                column("float zerofill", FLOAT).zerofill().cell("1.5", new Float32(1.5f), "0000000001.5"),
                column("float(7,3)", FLOAT)
                        .decimals(3)
                        .length(7)
                        .cell("-9999.5", new Float32(-9999.5f), -9999.5f)
                        .cell("0.125", new Float32(0.125f), "0.125")
                        .cell("0", new Float32(0), "0.000"),
                column("double(10,2)", DOUBLE)
                        .decimals(2)
                        .length(10)
                        .cell("-99999999.99", new Float64(-99999999.99), -99999999.99)
                        .cell("1.5", new Float64(1.5), "1.50"),
                column("double(10,2) zerofill", DOUBLE)
                        .zerofill()
                        .decimals(2)
                        .cell("1.5", new Float64(1.5), "0000001.50"));
    }

    /** The smallest, the largest and those in between that six digits can tell. */
    private static ColumnCase floats(ColumnCase column) {
        return column.cell("-1.5", new Float32(-1.5f), -1.5f)
                .cell("0", new Float32(0), 0f)
                .cell("1e-38", new Float32(1e-38f), 1e-38f)
                .cell("0.1", new Float32(0.1f), 0.1f)
                .rounded("-3.402823466e38", new Float32(-3.40282e38f), new Float32(-Float.MAX_VALUE), -Float.MAX_VALUE)
                .rounded("3.402823466e38", new Float32(3.40282e38f), new Float32(Float.MAX_VALUE), Float.MAX_VALUE);
    }

    private static ColumnCase doubles(ColumnCase column) {
        for (double number : new double[] {
            -Double.MAX_VALUE,
            -1.5,
            0,
            0.1,
            1e15,
            1e16,
            123456789012345680.0,
            Double.MIN_NORMAL,
            Math.PI,
            1 << 24 | 1,
            Double.MAX_VALUE
        }) {
            column.cell(Double.toString(number), new Float64(number), number);
        }
        return column;
    }
}

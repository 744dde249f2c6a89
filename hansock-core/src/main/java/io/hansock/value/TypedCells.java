package io.hansock.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/**
 * Cells of one column whose type is known and whose bytes are not text. What a type is not read as is refused here, in the same
 * words as {@link TextCells} has for text that is something else.
 */
abstract class TypedCells implements CellFormat {
    private final ColumnMetadata column;
    private final int zeroFilledTo;

    TypedCells(ColumnMetadata column) {
        this.column = column;
        this.zeroFilledTo = column.zeroFilledTo();
    }

    final ColumnMetadata column() {
        return column;
    }

    /** A number that has no sign, with zeros in front where the column is declared so. */
    final String zeroFilled(String number) {
        return number.length() < zeroFilledTo ? "0".repeat(zeroFilledTo - number.length()) + number : number;
    }

    @Override
    public final String typeName() {
        return column.typeName();
    }

    @Override
    public long int64(byte[] bytes, int from, int to) {
        throw TextNumbers.notANumber();
    }

    @Override
    public long unsigned64(byte[] bytes, int from, int to) {
        throw TextNumbers.notANumber();
    }

    @Override
    public float float32(byte[] bytes, int from, int to) {
        throw TextNumbers.notANumber();
    }

    @Override
    public double float64(byte[] bytes, int from, int to) {
        throw TextNumbers.notANumber();
    }

    @Override
    public boolean bool(byte[] bytes, int from, int to) {
        throw TextNumbers.notANumber();
    }

    @Override
    public BigInteger integer(byte[] bytes, int from, int to) {
        throw TextNumbers.notANumber();
    }

    @Override
    public BigDecimal decimal(byte[] bytes, int from, int to) {
        throw TextNumbers.notANumber();
    }

    /** All that these cells print is ASCII, the same in every charset that a server has. */
    @Override
    public final String text(byte[] bytes, int from, int to, Charset charset) {
        return text(bytes, from, to);
    }

    @Override
    public byte[] bytes(byte[] bytes, int from, int to) {
        return text(bytes, from, to).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public LocalDate date(byte[] bytes, int from, int to) {
        throw TextTimes.notADate();
    }

    @Override
    public LocalTime time(byte[] bytes, int from, int to) {
        throw TextTimes.notATimeOfDay();
    }

    @Override
    public LocalDateTime dateTime(byte[] bytes, int from, int to) {
        throw TextTimes.notADate();
    }

    @Override
    public Duration duration(byte[] bytes, int from, int to) {
        throw TextTimes.notATime();
    }

    @Override
    public final UUID uuid(byte[] bytes, int from, int to) {
        throw TextCells.notAUuid();
    }
}

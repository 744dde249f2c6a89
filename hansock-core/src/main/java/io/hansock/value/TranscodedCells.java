package io.hansock.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;

/** Cells in a charset that is not UTF-8, read as if the server had converted them to it, as it does over SQL. */
final class TranscodedCells implements CellFormat {
    private final CellFormat utf8;
    private final ColumnType type;
    private final Charset charset;

    /** Cells that {@code utf8} reads once they are in UTF-8. */
    TranscodedCells(CellFormat utf8, ColumnType type, Charset charset) {
        this.utf8 = utf8;
        this.type = type;
        this.charset = charset;
    }

    private byte[] transcoded(byte[] bytes, int from, int to) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new CellException(
                    "it is not valid " + charset.name() + "; read it by getString with another charset");
        }
    }

    @Override
    public String typeName() {
        return utf8.typeName();
    }

    @Override
    public long int64(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.int64(text, 0, text.length);
    }

    @Override
    public long unsigned64(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.unsigned64(text, 0, text.length);
    }

    @Override
    public float float32(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.float32(text, 0, text.length);
    }

    @Override
    public double float64(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.float64(text, 0, text.length);
    }

    @Override
    public boolean bool(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.bool(text, 0, text.length);
    }

    @Override
    public BigInteger integer(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.integer(text, 0, text.length);
    }

    @Override
    public BigDecimal decimal(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.decimal(text, 0, text.length);
    }

    @Override
    public String text(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.text(text, 0, text.length);
    }

    /** Who names a charset means the bytes as they are kept. */
    @Override
    public String text(byte[] bytes, int from, int to, Charset named) {
        return utf8.text(bytes, from, to, named);
    }

    @Override
    public byte[] bytes(byte[] bytes, int from, int to) {
        return transcoded(bytes, from, to);
    }

    @Override
    public LocalDate date(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.date(text, 0, text.length);
    }

    @Override
    public LocalTime time(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.time(text, 0, text.length);
    }

    @Override
    public LocalDateTime dateTime(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.dateTime(text, 0, text.length);
    }

    @Override
    public Duration duration(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.duration(text, 0, text.length);
    }

    @Override
    public UUID uuid(byte[] bytes, int from, int to) {
        byte[] text = transcoded(bytes, from, to);
        return utf8.uuid(text, 0, text.length);
    }

    @Override
    public Value value(byte[] bytes, int from, int to) {
        try {
            byte[] text = transcoded(bytes, from, to);
            return utf8.value(text, 0, text.length);
        } catch (CellException e) {
            return new Value.RawText(type, charset, Bytes.of(bytes, from, to));
        }
    }
}

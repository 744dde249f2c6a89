package io.hansock.mysql;

import static io.hansock.mysql.Packets.columns;
import static io.hansock.mysql.Packets.cursor;
import static io.hansock.mysql.Packets.definition;
import static io.hansock.mysql.Packets.hex;
import static io.hansock.mysql.Packets.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowDecoderTest {
    private static final int BINARY = 63;
    private static final int UTF8 = 255;

    private final ResultColumns idAndName =
            columns(RowFormat.TEXT, definition("id", 8, 0, BINARY), definition("name", 0xfd, 0, UTF8));
    private final ResultColumns binaryIdAndName =
            columns(RowFormat.BINARY, definition("id", 8, 0, BINARY), definition("name", 0xfd, 0, UTF8));

    @Test
    void textRowsAreReadCellByCell() {
        Rows rows = decode(idAndName, "01 37 03 616e6e", "02 2d37 fb", "01 38 00");
        assertThat(rows).extracting(row -> row.getLong("id")).containsExactly(7L, -7L, 8L);
        assertThat(rows).extracting(row -> row.getString("name")).containsExactly("ann", null, "");
    }

    @Test
    void binaryRowsAreReadCellByCell() {
        Rows rows = decode(
                binaryIdAndName, "00 00 0700000000000000 03 616e6e", "00 08 f9ffffffffffffff", "00 04 00", "00 0c");
        assertThat(rows.row(0).getLong(1)).isEqualTo(7);
        assertThat(rows.row(1).getLong(1)).isEqualTo(-7);
        assertThat(rows).extracting(row -> row.getString("name")).containsExactly("ann", null, "", null);
        assertThat(rows.row(2).isNull(1)).isTrue();
        assertThat(rows.row(3).isNull(1)).isTrue();
    }

    @Test
    void b8_theBitmapOfABinaryRowBeginsAtItsThirdBit() {
        byte[][] tinies = new byte[20][];
        for (int i = 0; i < tinies.length; i++) {
            tinies[i] = definition("c" + i, 1, 0, BINARY);
        }
        ResultColumns columns = columns(RowFormat.BINARY, tinies);
        for (int absent = 0; absent < tinies.length; absent++) {
            byte[] row = new byte[1 + 3 + 19];
            row[1 + (absent + 2) / 8] = (byte) (1 << (absent + 2) % 8);
            Arrays.fill(row, 4, row.length, (byte) 5);
            Row read = decode(columns, row).row(0);
            for (int i = 0; i < tinies.length; i++) {
                assertThat(read.isNull(i + 1)).as("column %d", i).isEqualTo(i == absent);
            }
        }
    }

    @Test
    void b34_aTextRowThatBeginsWithAnEmptyCellIsARow() {
        ResultColumns name = columns(RowFormat.TEXT, definition("name", 0xfd, 0, UTF8));
        assertThat(decode(name, "00").row(0).getString(1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"fc 0500 6162636465, abcde", "fd 050000 6162636465, abcde", "fe 0500000000000000 6162636465, abcde"})
    void lengthsNeedNotBeAsShortAsTheyCould(String cell, String expected) {
        ResultColumns name = columns(RowFormat.TEXT, definition("name", 0xfd, 0, UTF8));
        assertThat(decode(name, cell).row(0).getString(1)).isEqualTo(expected);
    }

    @Test
    void b27_aFirstCellOf16MebibytesIsRead() {
        byte[] row = new byte[9 + 16_777_225];
        Arrays.fill(row, (byte) 'a');
        System.arraycopy(hex("fe 0900000100000000"), 0, row, 0, 9);
        ResultColumns name = columns(RowFormat.TEXT, definition("name", 0xfb, 0, UTF8));
        PacketCursor cursor = cursor(reply(3, row), 3);
        cursor.require();
        RowDecoder decoder = new RowDecoder(name);
        decoder.add(cursor.array(), cursor.from(), cursor.to(), cursor.to());
        assertThat(decoder.take(cursor.array()).row(0).getString(1)).hasSize(16_777_225);
    }

    @Test
    void theBytesOfTheProtocolPage() {
        assertThat(cell(0x0c, "0b 0f27 0c 1f 17 3b 3b 3f420f00").getLocalDateTime(1))
                .isEqualTo("9999-12-31T23:59:59.999999");
        assertThat(cell(0x0d, "6b08").getInt(1)).isEqualTo(2155);
        assertThat(cell(0x0b, "08 01 22000000 16 3b 3b").getDuration(1))
                .isEqualTo(Duration.ofHours(838).plusMinutes(59).plusSeconds(59).negated());
        assertThat(cell(0x10, "02 02 01").getInt(1)).isEqualTo(0b10_0000_0001);
        assertThat(cell(0xf6, "04 312e3530").getBigDecimal(1)).isEqualTo(new BigDecimal("1.50"));
        assertThat(cell(0x08, "ffffffffffffffff").getLong(1)).isEqualTo(-1);
        assertThat(columnsOf(0x08, 0x20, "ffffffffffffffff").getBigInteger(1))
                .isEqualTo(new BigInteger("18446744073709551615"));
        assertThat(cell(0x09, "ffffffff").getInt(1)).isEqualTo(-1);
        assertThat(cell(0x0a, "00").getString(1)).isEqualTo("0000-00-00");
        assertThat(cell(0x77, "03 010203").getBytes(1)).containsExactly(1, 2, 3);
    }

    @Test
    void b36_aDateOf11BytesIsADate() {
        assertThat(cell(0x0a, "0b e807 02 1d 000000 00000000").getLocalDate(1)).isEqualTo("2024-02-29");
        assertThat(cell(0x0a, "07 e807 02 1d 000000").getString(1)).isEqualTo("2024-02-29");
    }

    @Test
    void whatDoesNotFillItsRowExactlyIsAProtocolError() {
        for (String wrong : new String[] {
            "",
            "01",
            "01 37",
            "01 37 04 616e6e",
            "01 37 03 616e6e 00",
            "01 37 ff",
            "01 37 fe ffffffffffffffff 61",
            "01 37 fc ff",
            "01 37 fd ffffff 61",
            "fb"
        }) {
            assertRefused(idAndName, hex(wrong));
        }
        for (String wrong : new String[] {
            "",
            "00",
            "01 00 0700000000000000 00",
            "00 00 07000000000000",
            "00 00 0700000000000000",
            "00 00 0700000000000000 fb",
            "00 00 0700000000000000 02 61",
            "00 0c 00",
            "00 08 0700000000000000 00"
        }) {
            assertRefused(binaryIdAndName, hex(wrong));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6, 8, 9, 10, 12, 13, 127, 255})
    void datesOfAnyOtherLengthAreRefused(int length) {
        byte[] row = new byte[2 + 1 + length];
        row[2] = (byte) length;
        assertRefused(columns(RowFormat.BINARY, definition("c", 0x0c, 0, BINARY)), row);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 7, 9, 11, 13, 255})
    void timesOfAnyOtherLengthAreRefused(int length) {
        byte[] row = new byte[2 + 1 + length];
        row[2] = (byte) length;
        assertRefused(columns(RowFormat.BINARY, definition("c", 0x0b, 0, BINARY)), row);
    }

    @Test
    void manyRowsOfDifferingLengthsFindRoom() {
        String[] rows = new String[1000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = "04 %08x %02x".formatted(0x30303030, i % 50) + "61".repeat(i % 50);
        }
        Rows read = decode(idAndName, rows);
        assertThat(read.size()).isEqualTo(1000);
        for (int i = 0; i < rows.length; i++) {
            assertThat(read.row(i).getString(2)).hasSize(i % 50);
        }
    }

    @Test
    void onePieceAfterAnotherIsTaken() {
        RowDecoder decoder = new RowDecoder(idAndName);
        byte[] row = hex("01 37 03 616e6e");
        decoder.add(row, 0, row.length, row.length);
        assertThat(decoder.take(row).size()).isOne();
        assertThat(decoder.take(row).isEmpty()).isTrue();
        decoder.add(row, 0, row.length, row.length);
        decoder.add(row, 0, row.length, row.length);
        assertThat(decoder.take(row)).extracting(r -> r.getString("name")).containsExactly("ann", "ann");
    }

    @Test
    void definitionsThatComeAgainAreNotReadAgain() {
        byte[] reply = reply(2, definition("id", 8, 0, BINARY), definition("name", 0xfd, 0, UTF8), hex("fb fb"));
        PacketCursor cursor = cursor(reply, 2);
        ResultColumns first = ResultColumns.read(cursor, 2, Packets.NEW, RowFormat.BINARY);
        PacketCursor again = cursor(reply.clone(), 2);
        assertThat(first.skipSame(again, reply.length)).isTrue();
        again.require();
        assertThat(again.position()).isEqualTo(reply.length);
        assertThat(first.skipSame(cursor(reply, 2), reply.length - 10)).isFalse();
        byte[] changed = reply.clone();
        changed[20]++;
        PacketCursor other = cursor(changed, 2);
        assertThat(first.skipSame(other, changed.length)).isFalse();
        assertThat(other.position()).isZero();
        assertThat(ResultColumns.read(cursor(reply, 2), 2, Packets.NEW, RowFormat.TEXT)
                        .skipSame(cursor(reply, 2), reply.length))
                .as("nobody keeps the columns of a text result")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65_536, Integer.MAX_VALUE})
    void anAbsurdNumberOfColumnsIsRefusedBeforeAnyIsRead(int count) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ResultColumns.read(cursor(new byte[0], 2), count, Packets.NEW, RowFormat.TEXT));
    }

    @Test
    void columnsThatAreAnnouncedAndDoNotComeAreRefused() {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ResultColumns.read(
                        cursor(reply(2, definition("id", 8, 0, BINARY)), 2), 65_535, Packets.NEW, RowFormat.TEXT));
    }

    private static Row cell(int type, String cell) {
        return columnsOf(type, 0, cell);
    }

    private static Row columnsOf(int type, int flags, String cell) {
        return decode(columns(RowFormat.BINARY, definition("c", type, flags, BINARY)), "00 00" + cell)
                .row(0);
    }

    private static Rows decode(ResultColumns columns, String... rows) {
        return decode(columns, Arrays.stream(rows).map(Packets::hex).toArray(byte[][]::new));
    }

    private static Rows decode(ResultColumns columns, byte[]... rows) {
        byte[] reply = reply(3, rows);
        PacketCursor cursor = cursor(reply, 3);
        RowDecoder decoder = new RowDecoder(columns);
        for (byte[] ignored : rows) {
            cursor.require();
            decoder.add(cursor.array(), cursor.from(), cursor.to(), reply.length);
        }
        return decoder.take(reply);
    }

    private static void assertRefused(ResultColumns columns, byte[] row) {
        RowDecoder decoder = new RowDecoder(columns);
        assertThatExceptionOfType(ProtocolException.class)
                .as("%s", Collections.singletonList(row))
                .isThrownBy(() -> decoder.add(row, 0, row.length, row.length));
    }
}

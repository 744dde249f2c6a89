package io.hansock.handlersocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.HansockException;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.value.Columns;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import io.hansock.value.TextCells;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyDecoderTest {
    private static final Columns TWO = Columns.of(List.of("a", "b"), TextCells.UTF_8);
    private static final int MOST_ROWS = 1_000;

    @Test
    void readsRowsWithNullEmptyAndEscapes() {
        Rows rows = rows("0\t2\tann\t\u0000\t\t\u0001I\u0001@x\n");
        assertThat(rows).hasSize(2);
        assertThat(cells(rows.row(0))).containsExactly("ann", null);
        assertThat(cells(rows.row(1))).containsExactly("", "\t\u0000x");
    }

    @Test
    void noRowIsNotOneEmptyRow() {
        Columns one = Columns.of(List.of("a"), TextCells.UTF_8);
        assertThat(rows(one, MOST_ROWS, "0\t1\n")).isEmpty();
        assertThat(rows(one, MOST_ROWS, "0\t1\t\n").row(0).getString(1)).isEmpty();
        assertThat(rows(one, MOST_ROWS, "0\t1\t\u0000\n").row(0).getString(1)).isNull();
    }

    @Test
    void readsManyLinesAndTellsThemApart() {
        int[] ends = new int[3];
        byte[] reply = "0\t2\t1\t2\t3\t4\n0\t2\n0\t2\t5\t6\n".getBytes(ISO_8859_1);
        ReplyDecoder decoder = decoder(reply);
        assertThat(decoder.rows(2, MOST_ROWS, ends)).isEqualTo(3);
        assertThat(ends).containsExactly(2, 2, 3);
        assertThat(cells(new Rows(TWO, reply, decoder.bounds(), 3).row(2))).containsExactly("5", "6");
    }

    @Test
    void anErrorInAnyLineIsThrown() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> decoder("0\t2\t1\t2\n1\t1\t146\n").rows(2, MOST_ROWS, new int[2]))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.LOCK_WAIT));
    }

    @Test
    void readsCountsAndIds() {
        assertThat(decoder("0\t1\t17\n").count()).isEqualTo(17);
        assertThat(decoder("0\t1\n").generatedId()).isZero();
        assertThat(decoder("0\t1\t18446744073709551615\n").generatedId()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "0",
                "0\n",
                "0\t\n",
                "0\t2",
                "0\t2\ta\tb",
                "0\t2\ta\n",
                "0\t2\ta\tb\tc\n",
                "0\t1\ta\n",
                "0\t3\ta\tb\tc\n",
                "0\t0\n",
                "0\t0\ta\n",
                "0\t9999999999999999999999\ta\n",
                "0\t4294967298\ta\tb\n",
                "0\t-2\ta\tb\n",
                "-1\t2\ta\tb\n",
                "x\t2\ta\tb\n",
                " 0\t2\ta\tb\n",
                "0\t2x\ta\tb\n",
                "0 2\ta\tb\n",
                "0\t2\ta\u0001\tb\n",
                "0\t2\ta\u0001b\tb\n",
                "0\t2\ta\u0002\tb\n",
                "0\t2\ta\u0000\tb\n",
                "1\n",
                "1\t1\n",
                "1\t2\ta\tb\n",
                "1\t1\ta\tb\n",
                "1\t1\t121"
            })
    void whatIsNoReplyIsAProtocolException(String line) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> rows(line))
                .satisfies(e -> assertThat(e.server()).isIn("east", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\t1\n",
                "0\t1\t\n",
                "0\t1\t-1\n",
                "0\t1\t1x\n",
                "0\t2\t1\n",
                "0\t1\t1\t2\n",
                "0\t1\t9223372036854775808\n",
                "0\t1\t99999999999999999999999\n",
                "0\t1\t\u0000\n"
            })
    void whatIsNoCountIsAProtocolException(String line) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> decoder(line).count());
    }

    @Test
    void moreRowsThanTheLimitAreAProtocolException() {
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> rows(TWO, 1, "0\t2\ta\tb\tc\td\n"));
    }

    @Test
    void memoryIsBoundedByTheBytes() {
        String line = "0\t2" + "\t".repeat(2_000_000) + "\n";
        assertThat(rows(TWO, 1_000_000, line)).hasSize(1_000_000);
    }

    @Test
    void anyCutOfALineIsNoLine() {
        String line = "0\t2\tann\t\u0000\tbob\t\u0001I\n";
        for (int cut = 0; cut < line.length(); cut++) {
            String part = line.substring(0, cut);
            assertThatExceptionOfType(ProtocolException.class)
                    .as("after %d bytes", cut)
                    .isThrownBy(() -> rows(part));
        }
        assertThat(rows(line)).hasSize(2);
    }

    @Property(tries = 1000)
    void anyBytesAreRowsOrAnException(@ForAll byte[] bytes, @ForAll @IntRange(max = 3) int head) {
        byte[] start = List.of("", "0\t2\t", "0\t", "1\t1\t").get(head).getBytes(ISO_8859_1);
        byte[] line = Arrays.copyOf(start, start.length + bytes.length + 1);
        System.arraycopy(bytes, 0, line, start.length, bytes.length);
        line[line.length - 1] = '\n';
        try {
            Rows rows = rows(TWO, MOST_ROWS, line);
            for (Row row : rows) {
                row.getBytes(1);
            }
        } catch (HansockException expected) {
            assertThat(expected).isInstanceOfAny(ProtocolException.class, ServerException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, cmd, BAD_REQUEST, 0",
        "2, stmtnum, NOT_OPEN, 0",
        "2, op, BAD_REQUEST, 0",
        "2, klen, BAD_REQUEST, 0",
        "2, kpnum, BAD_REQUEST, 0",
        "2, fldnum, BAD_REQUEST, 0",
        "2, invalueslen, BAD_REQUEST, 0",
        "2, filtertype, BAD_REQUEST, 0",
        "2, filterfld, BAD_REQUEST, 0",
        "2, filterblob, BAD_REQUEST, 0",
        "2, modop, BAD_REQUEST, 0",
        "2, readonly, READ_ONLY, 0",
        "2, notimpl, UNSUPPORTED, 0",
        "2, idxnum, NO_SUCH_INDEX, 0",
        "2, fld, NO_SUCH_COLUMN, 0",
        "1, open_table, NO_SUCH_TABLE, 0",
        "2, tblnum, BAD_REQUEST, 0",
        "2, syntax, BAD_REQUEST, 0",
        "1, lock_tables, READ_ONLY, 0",
        "3, unauth, NOT_AUTHORISED, 0",
        "3, authtype, NOT_AUTHORISED, 0",
        "1, 121, DUPLICATE_KEY, 121",
        "1, 124, CORRUPT, 124",
        "1, 126, CORRUPT, 126",
        "1, 146, LOCK_WAIT, 146",
        "1, 149, DEADLOCK, 149",
        "1, 151, FOREIGN_KEY, 151",
        "1, 152, FOREIGN_KEY, 152",
        "1, 200, DEADLOCK, 200",
        "1, 197, OTHER, 197",
        "2, whatever, OTHER, 0",
        "7, 99999999999999999999, OTHER, 0"
    })
    void everyErrorOfTheProtocolHasItsKind(int errorCode, String word, ServerException.Kind kind, int code) {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> rows(errorCode + "\t1\t" + word + "\n"))
                .satisfies(e -> {
                    assertThat(e.kind()).isEqualTo(kind);
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.serverText()).isEqualTo(word);
                    assertThat(e.server()).isEqualTo("east");
                });
    }

    @Test
    void anErrorTextIsPrintableAndShort() {
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> rows("2\t1\t\u001b[31m\u0007" + "x".repeat(500) + "\n"))
                .satisfies(e -> assertThat(e.serverText()).hasSize(64).startsWith("?[31m?x"));
    }

    private static Rows rows(String line) {
        return rows(TWO, MOST_ROWS, line);
    }

    private static Rows rows(Columns columns, int mostRows, String line) {
        return rows(columns, mostRows, line.getBytes(ISO_8859_1));
    }

    private static Rows rows(Columns columns, int mostRows, byte[] line) {
        ReplyDecoder decoder = decoder(line);
        int size = decoder.rows(columns.size(), mostRows, null);
        return new Rows(columns, line, decoder.bounds(), size);
    }

    private static ReplyDecoder decoder(String line) {
        return decoder(line.getBytes(ISO_8859_1));
    }

    private static ReplyDecoder decoder(byte[] bytes) {
        ReplyDecoder decoder = new ReplyDecoder();
        decoder.start("east", "db.t", bytes, 0, bytes.length);
        return decoder;
    }

    private static List<String> cells(Row row) {
        return Arrays.asList(row.getString(1), row.getString(2));
    }
}

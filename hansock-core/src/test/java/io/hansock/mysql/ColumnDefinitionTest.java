package io.hansock.mysql;

import static io.hansock.mysql.Packets.definition;
import static io.hansock.mysql.Packets.hex;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.value.ColumnFlag;
import io.hansock.value.ColumnMetadata;
import io.hansock.value.ColumnType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnDefinitionTest {
    private static final int BINARY = 63;
    private static final int UTF8MB4 = 255;

    /** Section 13: what MySQL 9.7 answers to SELECT 1. */
    private static final byte[] SELECT_1 = hex("036465660000000131000c3f0002000000088100000000");

    @Test
    void theDefinitionOfSelect1IsReadToItsEnd() {
        ColumnMetadata column = ColumnDefinition.read(new ByteReader(SELECT_1));
        assertThat(column.name()).isEqualTo("1");
        assertThat(column.originalName()).isEmpty();
        assertThat(column.type()).isEqualTo(ColumnType.BIGINT);
        assertThat(column.collation()).isEqualTo(BINARY);
        assertThat(column.length()).isEqualTo(2);
        assertThat(column.flags()).containsExactlyInAnyOrder(ColumnFlag.NOT_NULL, ColumnFlag.BINARY);
        assertThat(column.charset()).isEmpty();
    }

    @Test
    void namesFlagsAndNumbersAreWhereTheyBelong() {
        ColumnMetadata column =
                ColumnDefinition.read(new ByteReader(definition("naïve", 0xfd, 0x1207, UTF8MB4, -1, 31)));
        assertThat(column.name()).isEqualTo("naïve");
        assertThat(column.originalName()).isEqualTo("original");
        assertThat(column.table()).isEqualTo("t");
        assertThat(column.originalTable()).isEqualTo("table");
        assertThat(column.schema()).isEqualTo("shop");
        assertThat(column.length()).isEqualTo(0xffff_ffffL);
        assertThat(column.decimals()).isEqualTo(31);
        assertThat(column.charset()).contains(UTF_8);
        assertThat(column.flags())
                .containsExactly(
                        ColumnFlag.NOT_NULL,
                        ColumnFlag.PRIMARY_KEY,
                        ColumnFlag.UNIQUE_KEY,
                        ColumnFlag.AUTO_INCREMENT,
                        ColumnFlag.NO_DEFAULT);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0, 63, DECIMAL",
        "f6, 0, 63, DECIMAL",
        "01, 0, 63, TINYINT",
        "02, 0, 63, SMALLINT",
        "09, 0, 63, MEDIUMINT",
        "03, 0, 63, INT",
        "08, 20, 63, BIGINT",
        "04, 0, 63, FLOAT",
        "05, 0, 63, DOUBLE",
        "06, 0, 63, NULL",
        "07, 480, 63, TIMESTAMP",
        "0a, 80, 63, DATE",
        "0e, 80, 63, DATE",
        "0b, 80, 63, TIME",
        "0c, 80, 63, DATETIME",
        "0d, 60, 63, YEAR",
        "10, 20, 63, BIT",
        "f2, 90, 63, VECTOR",
        "ff, 90, 63, GEOMETRY",
        "f7, 0, 255, ENUM",
        "f8, 0, 255, SET",
        "fe, 100, 255, ENUM",
        "fe, 800, 255, SET",
        "fe, 0, 255, CHAR",
        "fe, 80, 63, BINARY",
        "fd, 0, 45, VARCHAR",
        "0f, 0, 45, VARCHAR",
        "fd, 80, 63, VARBINARY",
        "fc, 10, 224, TEXT",
        "fc, 90, 63, BLOB",
        "f9, 10, 255, TEXT",
        "fb, 90, 63, BLOB",
        "77, 0, 63, OTHER",
        "11, 0, 63, OTHER",
        // a number stays a number, whatever the flags say
        "03, 900, 63, INT"
    })
    void theTypeFollowsFromNumberFlagsAndCollation(String code, String flags, int collation, ColumnType type) {
        assertThat(ColumnDefinition.read(new ByteReader(
                                definition("c", Integer.parseInt(code, 16), Integer.parseInt(flags, 16), collation)))
                        .type())
                .isEqualTo(type);
    }

    @Test
    void b9_jsonIsTextThoughItsCollationIsBinary() {
        ColumnMetadata json = ColumnDefinition.read(new ByteReader(definition("c", 0xf5, 0x90, BINARY)));
        assertThat(json.type()).isEqualTo(ColumnType.JSON);
        assertThat(json.charset()).contains(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "06 00 04 75756964, fe, e0, UUID",
        "07 00 05 696e657436, fe, e0, INET6",
        "07 00 05 696e657434, fe, e0, INET4",
        "06 01 04 6a736f6e, fc, e0, JSON",
        "07 00 05 706f696e74, ff, 3f, GEOMETRY",
        "00, fd, 3f, VARBINARY",
        "05 00 03 6e6577, fd, 3f, VARBINARY"
    })
    void mariaDbNamesTypesWithoutANumberOfTheirOwn(String block, String code, String collation, ColumnType type) {
        assertThat(ColumnDefinition.readExtended(new ByteReader(extended(block, code, collation)))
                        .type())
                .isEqualTo(type);
    }

    private static byte[] extended(String block, String code, String collation) {
        return hex("03646566 00 00 00 01 63 00" + block + "0c" + collation + "00 ff000000" + code + "0000 00 0000");
    }

    @Test
    void everyCutAndEveryLengthThatIsTooLongIsAProtocolError() {
        byte[] extended = extended("06 00 04 75756964", "fe", "e0");
        for (int cut = 0; cut < extended.length; cut++) {
            ByteReader shorter = new ByteReader(extended, 0, cut);
            assertThatExceptionOfType(ProtocolException.class)
                    .as("cut at %d", cut)
                    .isThrownBy(() -> ColumnDefinition.readExtended(shorter));
        }
        for (int at = 0; at < SELECT_1.length; at++) {
            byte[] hostile = SELECT_1.clone();
            hostile[at] = (byte) 0xfe;
            ByteReader reader = new ByteReader(hostile);
            try {
                ColumnDefinition.read(reader);
            } catch (ProtocolException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }
        byte[] longer = Arrays.copyOf(SELECT_1, SELECT_1.length + 1);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> ColumnDefinition.read(new ByteReader(longer)));
    }
}

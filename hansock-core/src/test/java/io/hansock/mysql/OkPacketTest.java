package io.hansock.mysql;

import static io.hansock.mysql.Packets.NEW;
import static io.hansock.mysql.Packets.OLD;
import static io.hansock.mysql.Packets.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import org.junit.jupiter.api.Test;

class OkPacketTest {
    @Test
    void theSimplestOk() {
        OkPacket ok = ok("00000002000000");
        assertThat(ok.affectedRows()).isZero();
        assertThat(ok.lastInsertId()).isZero();
        assertThat(ok.is(ServerStatus.AUTOCOMMIT)).isTrue();
        assertThat(ok.is(ServerStatus.IN_TRANSACTION)).isFalse();
        assertThat(ok.warnings()).isZero();
        assertThat(ok.info()).isEmpty();
        assertThat(ok.changes()).isEqualTo(SessionChanges.NONE);
    }

    @Test
    void rowsIdAndWarningsAreReadInTheirFullWidth() {
        OkPacket ok = ok("00 fd ffffff fe ffffffffffffffff 0300 0102 03 616263");
        assertThat(ok.affectedRows()).isEqualTo(0xff_ffff);
        assertThat(Long.toUnsignedString(ok.lastInsertId())).isEqualTo("18446744073709551615");
        assertThat(ok.warnings()).isEqualTo(0x201);
        assertThat(ok.info()).isEqualTo("abc");
        assertThat(OkPacket.read(new ByteReader(hex("00 00 00 0200 0000 616263")), OLD)
                        .info())
                .isEqualTo("abc");
    }

    @Test
    void changesOfTheSessionAreTold() {
        assertThat(ok("00 0000 0240 0000 00 08 01 06 05 6d7973716c").changes().schema())
                .isEqualTo("mysql");
        SessionChanges changes = ok("00 0000 0340 0000 00 2d"
                        + "00 04 01 61 01 78"
                        + "00 08 01 62 01 79 01 63 01 7a"
                        + "02 01 31"
                        + "63 02 aabb"
                        + "03 05 00 03 746964"
                        + "04 02 01 73"
                        + "05 09 08 545f5f5f5f5f5f5f")
                .changes();
        assertThat(changes.variables()).containsOnly(entry("a", "x"), entry("b", "y"), entry("c", "z"));
        assertThat(changes.stateChanged()).isTrue();
        assertThat(changes.gtids()).isEqualTo("tid");
        assertThat(changes.transactionCharacteristics()).isEqualTo("s");
        assertThat(changes.transactionState()).isEqualTo("T_______");
        assertThat(changes.schema()).isNull();
        assertThat(changes).hasToString("changes of " + changes.variables().keySet());
    }

    @Test
    void eofTellsWarningsAndStatus() {
        OkPacket eof = OkPacket.readRowsEnd(new ByteReader(hex("fe 0100 8200")), OLD);
        assertThat(eof.warnings()).isEqualTo(1);
        assertThat(eof.is(ServerStatus.LAST_ROW_SENT)).isTrue();
        assertThat(OkPacket.readRowsEnd(new ByteReader(hex("fe 00 00 6200 0000")), NEW)
                        .is(ServerStatus.CURSOR_EXISTS))
                .isTrue();
    }

    @Test
    void b27_aRowThatBeginsWithFeIsNoEnd() {
        assertThat(OkPacket.endsRows((byte) 0xfe, 5, false)).isTrue();
        assertThat(OkPacket.endsRows((byte) 0xfe, 8, false)).isTrue();
        assertThat(OkPacket.endsRows((byte) 0xfe, 9, false)).isFalse();
        assertThat(OkPacket.endsRows((byte) 0xfe, 0xff_ffff, true)).isFalse();
        assertThat(OkPacket.endsRows((byte) 0, 7, true)).isFalse();
    }

    @Test
    void b28_anOkWithInfoEndsTheRowsAsWell() {
        byte[] end = hex("fe 00 00 0200 0000 0a 526f7773206d617463 68");
        assertThat(OkPacket.endsRows(end[0], end.length, true)).isTrue();
        assertThat(OkPacket.readRowsEnd(new ByteReader(end), NEW).info()).isEqualTo("Rows match");
    }

    @Test
    void everyCutAndEveryByteTooManyIsAProtocolError() {
        byte[] ok = hex("00 01 02 0240 0000 01 61 08 01 06 05 6d7973716c");
        for (int cut = 0; cut < ok.length; cut++) {
            if (cut == 7) {
                // all that stands behind the numbers may be left out
                continue;
            }
            ByteReader shorter = new ByteReader(ok, 0, cut);
            assertThatExceptionOfType(ProtocolException.class)
                    .as("cut at %d", cut)
                    .isThrownBy(() -> OkPacket.read(shorter, NEW));
        }
        for (String wrong : new String[] {
            "00 00 00 0200 0000 00 00",
            "01 00 00 0200 0000",
            "00 fb 00 0200 0000",
            "00 0000 0240 0000 00 02 01 06",
            "00 0000 0240 0000 00 fe ffffffffffffffff",
            "00 0000 0240 0000 00 03 00 01 61"
        }) {
            assertThatExceptionOfType(ProtocolException.class).as(wrong).isThrownBy(() -> ok(wrong));
        }
        for (String wrong : new String[] {"fe 0000 02", "fe 0000 0200 00", "00 0000 0200"}) {
            assertThatExceptionOfType(ProtocolException.class)
                    .as(wrong)
                    .isThrownBy(() -> OkPacket.readEof(new ByteReader(hex(wrong))));
        }
    }

    private static OkPacket ok(String digits) {
        return OkPacket.read(new ByteReader(hex(digits)), NEW);
    }
}

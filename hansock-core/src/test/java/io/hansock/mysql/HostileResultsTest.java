package io.hansock.mysql;

import static io.hansock.mysql.Packets.columns;
import static io.hansock.mysql.Packets.definition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.ResultException;
import io.hansock.buffer.ByteReader;
import io.hansock.value.Row;
import io.hansock.value.Rows;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;

/** Any bytes at all: what they are read as does not matter, but nothing else than a protocol error may come of them. */
@PropertyDefaults(tries = 2000)
class HostileResultsTest {
    private static final int[] TYPES = {
        0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x10, 0x77, 0xf2, 0xf5,
        0xf7, 0xf8, 0xfc, 0xfd, 0xfe, 0xff
    };

    private static final List<Class<?>> READ_AS = List.of(
            Long.class,
            BigDecimal.class,
            Double.class,
            Boolean.class,
            String.class,
            byte[].class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            Duration.class,
            UUID.class);

    @Property
    void definitions(@ForAll("packets") byte[] packet) {
        expectProtocolErrors(packet, ColumnDefinition::read);
        expectProtocolErrors(packet, ColumnDefinition::readExtended);
    }

    @Property
    void ends(@ForAll("packets") byte[] packet) {
        expectProtocolErrors(packet, in -> OkPacket.read(in, Packets.NEW));
        expectProtocolErrors(packet, in -> OkPacket.read(in, Packets.OLD));
        expectProtocolErrors(packet, OkPacket::readEof);
        expectProtocolErrors(packet, SessionChanges::read);
    }

    @Property
    void rows(@ForAll("packets") byte[] packet) {
        for (RowFormat format : RowFormat.values()) {
            for (int type : TYPES) {
                ResultColumns two = columns(format, definition("a", type, 0, 63), definition("b", 0xfd, 0x20, 255));
                expectProtocolErrors(packet, in -> read(two, in));
            }
        }
    }

    /** Cells of a legal length and any content. */
    @Property
    void cells(@ForAll("packets") byte[] packet) {
        for (int type : TYPES) {
            for (int flags : new int[] {0, 0x20, 0x60}) {
                ResultColumns one = columns(RowFormat.BINARY, definition("a", type, flags, 63));
                byte[] row = new byte[2 + packet.length];
                System.arraycopy(packet, 0, row, 2, packet.length);
                expectProtocolErrors(row, in -> read(one, in));
            }
        }
    }

    @Provide
    Arbitrary<byte[]> packets() {
        Arbitrary<Byte> likely = Arbitraries.of(
                (byte) 0,
                (byte) 1,
                (byte) 4,
                (byte) 7,
                (byte) 8,
                (byte) 11,
                (byte) 12,
                (byte) 0xfb,
                (byte) 0xfc,
                (byte) 0xfd,
                (byte) 0xfe,
                (byte) 0xff);
        return Arbitraries.oneOf(Arbitraries.bytes(), likely)
                .array(byte[].class)
                .ofMaxSize(40);
    }

    @Example
    void aRowOfNullsAsWideAsTheProtocolAllowsTakesMemoryInProportion() {
        byte[][] definitions = new byte[4096][];
        for (int i = 0; i < definitions.length; i++) {
            definitions[i] = definition("c" + i, 3, 0, 63);
        }
        ResultColumns wide = columns(RowFormat.BINARY, definitions);
        byte[] row = new byte[1 + (4096 + 9) / 8];
        Arrays.fill(row, 1, row.length, (byte) 0xff);
        RowDecoder decoder = new RowDecoder(wide);
        decoder.add(row, 0, row.length, row.length);
        Rows rows = decoder.take(row);
        assertThat(rows.row(0).isNull(4096)).isTrue();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> decoder.add(row, 0, row.length - 1, row.length));
    }

    private static void expectProtocolErrors(byte[] packet, Consumer<ByteReader> read) {
        try {
            read.accept(new ByteReader(packet));
        } catch (ProtocolException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static void read(ResultColumns columns, ByteReader in) {
        RowDecoder decoder = new RowDecoder(columns);
        decoder.add(in.array(), in.position(), in.limit(), in.limit());
        Row row = decoder.take(in.array()).row(0);
        for (int position = 1; position <= columns.size(); position++) {
            assertThat(row.valueOf(position)).isPresent();
            for (Class<?> type : READ_AS) {
                try {
                    row.get(position, type);
                } catch (ResultException e) {
                    assertThat(e.kind()).isEqualTo(ResultException.Kind.CONVERSION);
                }
            }
        }
    }
}

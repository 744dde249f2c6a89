package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteWriter;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketsTest {
    private static final int ANY_LENGTH = 64 << 20;

    @Test
    void aMessageIsItsPayloadBehindLengthAndSequenceId() {
        ByteWriter out = new ByteWriter(16, 1024);
        out.int8(0x7f);
        int start = PacketWriter.begin(out);
        out.int8(0x0e);
        assertThat(PacketWriter.end(out, start, 0)).isEqualTo(1);
        assertThat(PacketWriter.message(out, 255, new byte[0])).isZero();

        assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo("7f" + "010000000e" + "000000ff");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xff_fffe, 0xff_ffff, 0x100_0000, 2 * 0xff_ffff, 2 * 0xff_ffff + 5})
    void longMessagesAreSeveralPacketsAndBecomeOnePieceAgain(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        ByteWriter out = new ByteWriter(16, ANY_LENGTH);
        int next = PacketWriter.message(out, 254, payload);
        int packets = length / 0xff_ffff + 1;
        PacketWriter.message(out, next, new byte[] {1});

        assertThat(next).isEqualTo((254 + packets) & 0xff);
        assertThat(out.size()).isEqualTo(length + 4 * packets + 5);
        PacketCursor cursor = cursor(out.toByteArray(), 254);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.payload().restBytes()).isEqualTo(payload);
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.payload().uint8()).isEqualTo(1);
        assertThat(cursor.hasRemaining()).isFalse();
        assertThat(cursor.sequence()).isEqualTo((next + 1) & 0xff);
    }

    @Test
    void anUnfinishedLongMessageIsLeftAsItIs() {
        ByteWriter out = new ByteWriter(16, ANY_LENGTH);
        PacketWriter.message(out, 0, new byte[0xff_ffff + 3]);
        byte[] bytes = out.toByteArray();
        PacketCursor cursor = new PacketCursor("db", ANY_LENGTH);
        for (int cut : new int[] {3, 4, 0xff_ffff, 0xff_ffff + 4, 0xff_ffff + 7, 0xff_ffff + 8, bytes.length - 1}) {
            cursor.reset(bytes, 0, cut, 0);
            assertThat(cursor.next()).as("%d bytes", cut).isFalse();
            assertThat(cursor.position()).isZero();
        }
        cursor.reset(bytes, 0, bytes.length, 0);
        assertThat(cursor.next()).isTrue();
    }

    @Property
    void anyCutShowsTheMessagesBeforeIt(
            @ForAll byte[] first, @ForAll byte[] second, @ForAll @IntRange(max = 255) int id) {
        ByteWriter out = new ByteWriter(16, ANY_LENGTH);
        int between = PacketWriter.message(out, id, first);
        int boundary = out.size();
        PacketWriter.message(out, between, second);
        byte[] bytes = out.toByteArray();
        PacketCursor cursor = new PacketCursor(null, ANY_LENGTH);
        for (int cut = 0; cut <= bytes.length; cut++) {
            cursor.reset(bytes, 0, cut, id);
            assertThat(cursor.next()).isEqualTo(cut >= boundary);
            if (cut >= boundary) {
                assertThat(cursor.payload().restBytes()).isEqualTo(first);
                assertThat(cursor.next()).isEqualTo(cut == bytes.length);
            }
        }
    }

    @Test
    void aWrongSequenceIdIsRefusedBeforeThePayloadIsThere() {
        PacketCursor cursor = cursor(HexFormat.of().parseHex("ffffff02"), 1);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(cursor::next)
                .withMessage("db: a packet with sequence id 2 where 1 must come");
    }

    @Test
    void theSequenceIdOfALaterPacketOfAMessageIsCheckedToo() {
        ByteWriter out = new ByteWriter(16, ANY_LENGTH);
        PacketWriter.message(out, 0, new byte[0xff_ffff + 3]);
        byte[] bytes = out.toByteArray();
        bytes[0xff_ffff + 4 + 3] = 7;
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(cursor(bytes, 0)::next)
                .withMessageContaining("sequence id 7 where 1");
    }

    @Test
    void aMessageBeyondTheLimitIsRefusedByItsHeader() {
        PacketCursor small = new PacketCursor("db", 100);
        small.reset(HexFormat.of().parseHex("65000000"), 0, 4, 0);
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(small::next)
                .withMessageContaining("at most 100");
        small.reset(HexFormat.of().parseHex("64000000"), 0, 4, 0);
        assertThat(small.next()).isFalse();
    }

    @Test
    void aReplyThatEndsTooEarlyIsRefused() {
        PacketCursor cursor = cursor(HexFormat.of().parseHex("0200000101"), 1);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(cursor::require);
    }

    @Test
    void b22_aGoodbyeThatCrossesACommandIsTheServersWordAndNoDisorder() {
        byte[] packet = err(0, 4031, "#HY000The client was disconnected by the server because of inactivity.");
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(cursor(packet, 1)::next)
                .satisfies(idle -> {
                    assertThat(idle.code()).isEqualTo(4031);
                    assertThat(idle.kind()).isEqualTo(ServerException.Kind.KILLED);
                    assertThat(idle).hasMessageContaining("wait_timeout");
                });
        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(cursor(err(0, 1053, "#08S01Server shutdown in progress"), 1)::next)
                .satisfies(shutdown -> assertThat(shutdown.sqlState()).contains("08S01"));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(cursor(err(0, 1064, "#42000no goodbye"), 1)::next);
    }

    static byte[] err(int sequence, int code, String text) {
        ByteWriter out = new ByteWriter(16, 1 << 20);
        int start = PacketWriter.begin(out);
        out.int8(0xff);
        out.int16(code);
        out.put(text.getBytes(US_ASCII));
        PacketWriter.end(out, start, sequence);
        return out.toByteArray();
    }

    private static PacketCursor cursor(byte[] bytes, int sequence) {
        PacketCursor cursor = new PacketCursor("db", ANY_LENGTH);
        cursor.reset(bytes, 0, bytes.length, sequence);
        return cursor;
    }
}

package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedTransportTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] PING = HEX.parseHex("010000000e");
    private static final byte[] LONG_TEXT =
            "select 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'".getBytes(US_ASCII);

    private final FakeSocket socket = new FakeSocket();
    private final CompressedTransport transport = new CompressedTransport(socket, "db");

    /** A frame, taken apart; a character is a byte. */
    record Frame(int id, int declared, String plain) {}

    @Test
    void shortFramesAreStored() throws IOException {
        write(PING);
        assertThat(HEX.formatHex(socket.written())).isEqualTo("05000000000000" + "010000000e");
    }

    @Test
    void longFramesAreCompressed() throws IOException {
        byte[] query = packet(0, LONG_TEXT);
        write(query);
        List<Frame> frames = frames();
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).declared()).isEqualTo(query.length);
        assertThat(frames.get(0).plain().getBytes(ISO_8859_1)).isEqualTo(query);
        assertThat(socket.written().length).isLessThan(query.length);
    }

    @Test
    void whatDoesNotShrinkIsStored() throws IOException {
        byte[] noise = new byte[1000];
        new Random(1).nextBytes(noise);
        write(packet(0, noise));
        assertThat(frames().get(0).declared()).isZero();
    }

    @Test
    void b31_eachCommandBeginsAFrameWithItsOwnCount() throws IOException {
        byte[] close = HEX.parseHex("050000001901000000");
        write(MysqlHandshakeTest.concat(PING, close, packet(0, LONG_TEXT)));
        assertThat(frames()).extracting(Frame::id).containsExactly(0, 0, 0);
        // the replies to the first and the last, whose packets have ids of their own
        assertThat(read(MysqlHandshakeTest.concat(stored(1, packet(1, PING)), stored(1, packet(1, PING)))))
                .hasSize(18);
    }

    @Test
    void b31_aLongCommandsFramesAreCountedAndItsReplyGoesOnFromThere() throws IOException {
        byte[] noise = new byte[150_000];
        new Random(1).nextBytes(noise);
        byte[] command = packet(0, noise);
        for (int at = 0; at < command.length; at += 64 << 10) {
            write(Arrays.copyOfRange(command, at, Math.min(command.length, at + (64 << 10))));
        }
        assertThat(frames()).extracting(Frame::id).containsExactly(0, 1, 2);
        // servers number the reply's packets on from the frames, too
        assertThat(read(stored(3, packet(3, PING)))).isEqualTo(packet(1, PING));
        assertThat(read(stored(4, packet(4, PING)))).isEqualTo(packet(2, PING));
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read(stored(6, packet(5, PING))));
    }

    @Test
    void b31_packetsAreNumberedAsWithoutCompressionWhereverTheServerTakesUpTheCountOfTheFrames() throws IOException {
        write(PING);
        byte[] first = MysqlHandshakeTest.concat(packet(1, PING), packet(2, PING), packet(3, PING));
        byte[] expected = MysqlHandshakeTest.concat(first, packet(4, PING), packet(5, PING), packet(6, PING));
        byte[] reply = MysqlHandshakeTest.concat(
                stored(1, first),
                stored(2, MysqlHandshakeTest.concat(packet(2, PING), packet(3, PING))),
                stored(3, packet(4, PING)));
        assertThat(read(reply)).isEqualTo(expected);
        write(PING);
        assertThat(read(stored(1, packet(1, PING)))).isEqualTo(packet(1, PING));
        write(PING);
        assertThat(read(stored(1, packet(7, PING))))
                .as("no other jump is made good")
                .isEqualTo(packet(7, PING));
    }

    @Test
    void anAnswerInTheMiddleOfACommandGoesOnFromTheServersCount() throws IOException {
        write(packet(0, LONG_TEXT));
        read(stored(1, packet(1, "\u00fbfile".getBytes(US_ASCII))));
        // more than 256 packets, so that their own ids come round to 0, which begins no command here
        for (int id = 2; id < 600; id++) {
            write(packet(id & 0xff, LONG_TEXT));
        }
        write(packet(600 & 0xff, new byte[0]));
        List<Frame> frames = frames();
        for (int i = 1; i < frames.size(); i++) {
            assertThat(frames.get(i).id()).isEqualTo((i + 1) & 0xff);
        }
        assertThat(read(stored((frames.size() + 1) & 0xff, packet(601 & 0xff, PING))))
                .hasSize(9);
        write(PING);
        assertThat(frames().get(frames.size()).id()).isZero();
    }

    @Property
    void anyCutsGiveTheSameBytes(@ForAll @IntRange(min = 1, max = 300) int cut, @ForAll long seed) throws IOException {
        byte[] sent = conversation(seed);
        FakeSocket trickle = new FakeSocket();
        CompressedTransport sender = new CompressedTransport(trickle, "db");
        trickle.writesAtMost = cut;
        ByteBuffer source = ByteBuffer.wrap(sent);
        while (source.position() < sent.length || sender.holdsUnsent()) {
            source.limit(Math.min(sent.length, source.position() + cut));
            sender.write(source);
        }
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (Frame frame : frames(trickle.written())) {
            plain.writeBytes(frame.plain().getBytes(ISO_8859_1));
        }
        assertThat(Arrays.equals(plain.toByteArray(), sent)).isTrue();
    }

    private static byte[] conversation(long seed) {
        Random random = new Random(seed);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int command = 0; command < 5; command++) {
            byte[] payload = new byte[random.nextInt(400)];
            Arrays.fill(payload, (byte) random.nextInt());
            sent.writeBytes(packet(0, payload));
        }
        return sent.toByteArray();
    }

    @Test
    void anyCutOfTheFramesGivesTheSameBytes() throws IOException {
        byte[] first = packet(1, LONG_TEXT);
        byte[] second = packet(2, PING);
        byte[] expected = MysqlHandshakeTest.concat(first, second);
        byte[] stream = MysqlHandshakeTest.concat(compressed(1, first), stored(2, second));
        for (int cut = 0; cut <= stream.length; cut++) {
            for (int room : new int[] {1, 7, 1000}) {
                FakeSocket server = new FakeSocket();
                CompressedTransport receiver = new CompressedTransport(server, "db");
                receiver.write(ByteBuffer.wrap(PING));
                server.arrive(Arrays.copyOf(stream, cut));
                ByteArrayOutputStream received = new ByteArrayOutputStream();
                drain(receiver, server, room, received);
                server.arrive(Arrays.copyOfRange(stream, cut, stream.length));
                drain(receiver, server, room, received);
                assertThat(received.toByteArray()).isEqualTo(expected);
                assertThat(receiver.holdsUnread()).isFalse();
            }
        }
    }

    /** Reads as a channel does: while the socket, or the transport, says that there is something. */
    private static void drain(Transport from, FakeSocket server, int room, ByteArrayOutputStream to)
            throws IOException {
        ByteBuffer target = ByteBuffer.allocate(room);
        while (server.hasArrived() || from.holdsUnread()) {
            target.clear();
            int read = from.read(target);
            assertThat(read).isEqualTo(target.position());
            to.write(target.array(), 0, read);
        }
    }

    @Test
    void theEndOfTheStreamIsSeen() throws IOException {
        socket.ended = true;
        assertThat(transport.read(ByteBuffer.allocate(10))).isEqualTo(-1);
    }

    @Test
    void b32_aFrameGivesNoByteMoreThanItDeclares() throws IOException {
        transport.write(ByteBuffer.wrap(PING));
        byte[] bomb = frame(1, 100, deflated(new byte[10_000_000]));
        socket.arrive(bomb);
        ByteBuffer target = ByteBuffer.allocate(1 << 20);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> transport.read(target));
        assertThat(target.position()).isLessThanOrEqualTo(100);
    }

    @Test
    void framesThatDoNotHoldWhatTheyDeclareAreRefused() throws IOException {
        byte[] text = "x".repeat(100).getBytes(US_ASCII);
        byte[] body = deflated(text);
        byte[] broken = body.clone();
        broken[broken.length - 1] ^= 1;
        List<byte[]> frames = List.of(
                frame(1, 101, body),
                frame(1, 99, body),
                frame(1, 100, Arrays.copyOf(body, body.length - 1)),
                frame(1, 100, Arrays.copyOf(body, body.length + 1)),
                frame(1, 100, broken),
                frame(1, 100, new byte[0]),
                frame(1, 0, new byte[0]),
                frame(1, 100, text));
        for (byte[] frame : frames) {
            FakeSocket server = new FakeSocket();
            CompressedTransport receiver = new CompressedTransport(server, "db");
            receiver.write(ByteBuffer.wrap(PING));
            server.arrive(frame);
            assertThatExceptionOfType(ProtocolException.class)
                    .isThrownBy(() -> receiver.read(ByteBuffer.allocate(1000)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 255})
    void aReplyThatBeginsWithTheWrongCountIsRefused(int id) throws IOException {
        write(PING);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read(stored(id, PING)));
    }

    @Test
    void whatTheSocketDoesNotTakeWaitsAndNothingMoreIsTaken() throws IOException {
        socket.writesAtMost = 0;
        ByteBuffer first = ByteBuffer.wrap(PING);
        assertThat(transport.write(first)).isEqualTo(5);
        assertThat(transport.holdsUnsent()).isTrue();
        assertThat(transport.write(ByteBuffer.wrap(PING))).isZero();
        socket.writesAtMost = 4;
        transport.flush();
        assertThat(transport.holdsUnsent()).isFalse();
        assertThat(socket.written()).hasSize(12);
    }

    private void write(byte[] plain) throws IOException {
        ByteBuffer source = ByteBuffer.wrap(plain);
        assertThat(transport.write(source)).isEqualTo(plain.length);
        assertThat(source.hasRemaining()).isFalse();
    }

    private byte[] read(byte[] frames) throws IOException {
        socket.arrive(frames);
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        drain(transport, socket, 1000, received);
        return received.toByteArray();
    }

    private List<Frame> frames() {
        return frames(socket.written());
    }

    private static List<Frame> frames(byte[] stream) {
        List<Frame> frames = new ArrayList<>();
        ByteReader in = new ByteReader(stream);
        while (in.hasRemaining()) {
            int length = in.uint24();
            int id = in.uint8();
            int declared = in.uint24();
            byte[] body = in.bytes(length);
            byte[] plain = declared == 0 ? body : inflated(body, declared);
            frames.add(new Frame(id, declared, new String(plain, ISO_8859_1)));
        }
        return frames;
    }

    private static byte[] inflated(byte[] body, int declared) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(body);
            byte[] plain = new byte[declared];
            assertThat(inflater.inflate(plain)).isEqualTo(declared);
            return plain;
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] deflated(byte[] plain) {
        Deflater deflater = new Deflater();
        deflater.setInput(plain);
        deflater.finish();
        byte[] body = new byte[plain.length + 100];
        int length = deflater.deflate(body);
        deflater.end();
        return Arrays.copyOf(body, length);
    }

    private static byte[] compressed(int id, byte[] plain) {
        return frame(id, plain.length, deflated(plain));
    }

    private static byte[] stored(int id, byte[] plain) {
        return frame(id, 0, plain);
    }

    private static byte[] frame(int id, int declared, byte[] body) {
        ByteWriter out = new ByteWriter(body.length + 7, 1 << 24);
        out.int24(body.length);
        out.int8(id);
        out.int24(declared);
        out.put(body);
        return out.toByteArray();
    }

    private static byte[] packet(int id, byte[] payload) {
        ByteWriter out = new ByteWriter(payload.length + 4, 1 << 24);
        PacketWriter.message(out, id, payload);
        return out.toByteArray();
    }

    /** What lies below: takes as much as it is told to, gives what has arrived. */
    private static final class FakeSocket implements Transport {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private ByteBuffer arrived = ByteBuffer.allocate(0);
        private int writesAtMost = Integer.MAX_VALUE;
        private boolean ended;

        void arrive(byte[] bytes) {
            ByteBuffer all = ByteBuffer.allocate(arrived.remaining() + bytes.length);
            arrived = all.put(arrived).put(bytes).flip();
        }

        boolean hasArrived() {
            return arrived.hasRemaining();
        }

        byte[] written() {
            return written.toByteArray();
        }

        @Override
        public int read(ByteBuffer target) {
            if (ended) {
                return -1;
            }
            int length = Math.min(target.remaining(), arrived.remaining());
            target.put(arrived.slice(arrived.position(), length));
            arrived.position(arrived.position() + length);
            return length;
        }

        @Override
        public int write(ByteBuffer source) {
            int length = Math.min(writesAtMost, source.remaining());
            byte[] taken = new byte[length];
            source.get(taken);
            written.writeBytes(taken);
            return length;
        }
    }
}

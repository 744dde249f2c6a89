package io.hansock.net;

import static io.hansock.net.Rig.MILLI;
import static io.hansock.net.Rig.SECOND;
import static io.hansock.net.Rig.call;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ChannelLostException;
import io.hansock.DeadlineException;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import io.hansock.testing.InTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A long reply that its owner reads in pieces, at leisure. */
@Timeout(30)
class MidReplyTest {
    private static final int PIECE = 64 << 10;

    private final LineServer server = LineServer.onTcp();
    private final Rig rig = new Rig();
    private final Reading session = new Reading();

    @AfterEach
    void close() {
        rig.close();
        server.close();
    }

    private Channel channel() {
        rig.session = session;
        return rig.channel(server);
    }

    private static String piece(Channel channel, String line, int length) {
        Piece piece = new Piece(line, length);
        channel.call(piece, 5 * SECOND);
        return piece.raw();
    }

    private String rest(Channel channel, int length) {
        StringBuilder all = new StringBuilder();
        while (session.midReply) {
            all.append(piece(channel, "", length));
        }
        return all.toString();
    }

    @Test
    void thePiecesAreTheWhole() {
        Channel channel = channel();
        for (int length : new int[] {1000, 8192, PIECE, 200_000}) {
            String first = piece(channel, "b300000\n", length);
            assertThat(first).hasSize(length);
            assertThat(first + rest(channel, length)).isEqualTo("b".repeat(300_000) + "\n");
            assertThat(call(channel, "enext")).isEqualTo("next");
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void aPieceThatIsHereAlreadyNeedsNothingToArrive() throws Exception {
        Channel channel = channel();
        assertThat(piece(channel, "eabcdefghijkl\n", 3)).isEqualTo("abc");
        assertThat(piece(channel, "", 2)).isEqualTo("de");
        Piece async = new Piece("", 2);
        channel.submit(async, SECOND);
        async.future.get();
        assertThat(async.raw()).isEqualTo("fg");
        Gathering gathering = new Gathering(rig.io);
        Piece gathered = new Piece("", 2);
        Piece second = new Piece("", 2);
        gathering.add(channel, gathered);
        gathering.add(channel, second);
        gathering.run(SECOND);
        assertThat(gathered.raw() + second.raw()).isEqualTo("hijk");
        assertThat(rest(channel, 5)).isEqualTo("l\n");
    }

    @Test
    void theServerHasToWaitMeanwhile() throws Exception {
        Channel channel = channel();
        piece(channel, "b50000000\n", PIECE);
        Thread.sleep(1500);
        long written = server.written();
        assertThat(written).isLessThan(20_000_000);
        Thread.sleep(200);
        assertThat(server.written()).isEqualTo(written);
        assertThat(channel.isClosed()).isFalse();
        assertThat(rest(channel, 1 << 20)).hasSize(50_000_001 - PIECE);
    }

    @Test
    void nobodySpinsMeanwhile() throws Exception {
        Channel channel = channel();
        piece(channel, "b5000000\n", PIECE);
        try (CpuTime cpu = CpuTime.of()) {
            cpu.assertIdleFor(Duration.ofMillis(1200));
        }
        assertThat(rest(channel, PIECE)).hasSize(5_000_001 - PIECE);
    }

    @Test
    void itIsNotIdleHoweverLongItsOwnerPauses() throws Exception {
        rig.idleTimeout = Duration.ofSeconds(1);
        Channel channel = channel();
        piece(channel, "b100000\n", 10_000);
        Thread.sleep(2500);
        assertThat(rest(channel, PIECE)).hasSize(90_001);
        InTime.within(Duration.ofSeconds(4)).until(channel::isClosed);
    }

    @Test
    void whatCameBeforeAHangUpIsReadAndThenTheEndIsNoticed() throws Exception {
        Channel channel = channel();
        assertThat(piece(channel, "pabcdef\n", 3)).isEqualTo("abc");
        server.closeAll();
        Thread.sleep(1200);
        assertThat(channel.isClosed()).isFalse();
        assertThat(piece(channel, "", 3)).isEqualTo("def");
        assertThatThrownBy(() -> piece(channel, "", 3)).isInstanceOf(ChannelLostException.class);
    }

    @Test
    void afterItsEndBytesThatAnswerNothingCloseTheChannel() throws Exception {
        Channel channel = channel();
        assertThat(piece(channel, "eabc\n", 2)).isEqualTo("ab");
        server.sendToAll("surprise\n");
        Thread.sleep(20);
        assertThat(rest(channel, 100)).isEqualTo("c\n");
        assertThatThrownBy(() -> call(channel, "enext")).isInstanceOf(ProtocolException.class);
        assertThat(channel.isClosed()).isTrue();
    }

    @Test
    void aPieceThatComesTooLateIsLeftOutAndTheRestIsStillThere() {
        Channel channel = channel();
        assertThat(piece(channel, "pabc\n", 2)).isEqualTo("ab");
        assertThatThrownBy(() -> channel.call(new Piece("", 3), 50 * MILLI)).isInstanceOf(DeadlineException.class);
        server.sendToAll("defgh\n");
        assertThat(rest(channel, 100)).isEqualTo("fgh\n");
        assertThat(call(channel, "enext")).isEqualTo("next");
    }

    @Test
    void overTlsToo(@TempDir Path folder) throws Exception {
        TestTls tls = TestTls.make(folder);
        try (Front front = Front.of(server, client -> {
            Front.say(client, "hello\n");
            Front.hear(client);
            java.net.Socket encrypted = tls.over(client);
            Front.hear(encrypted);
            Front.say(encrypted, "ok\n");
            return encrypted;
        })) {
            session.handshake = new HelloHandshake("login", () -> tls.client("TLSv1.3"), UnaryOperator.identity());
            rig.session = session;
            Channel channel = rig.channel(front.address());
            for (int length : new int[] {1000, 16_384, PIECE, 200_000}) {
                String first = piece(channel, "b300000\n", length);
                assertThat(first + rest(channel, length)).isEqualTo("b".repeat(300_000) + "\n");
                assertThat(call(channel, "enext")).isEqualTo("next");
            }
            piece(channel, "b50000000\n", PIECE);
            Thread.sleep(1200);
            assertThat(server.written()).isLessThan(20_000_000);
            assertThat(rest(channel, PIECE)).hasSize(50_000_001 - PIECE);
        }
    }

    /** A session that knows whether a line goes on. */
    private static final class Reading implements Session {
        private boolean midReply;
        private HelloHandshake handshake;

        @Override
        public Exchange opening() {
            return null;
        }

        @Override
        public Handshake handshake() {
            return handshake;
        }

        @Override
        public boolean isMidReply() {
            return midReply;
        }
    }

    /** So many characters of a line, or less at its end. */
    private static final class Piece extends LineExchange {
        private final byte[] request;
        private int missing;

        Piece(String request, int length) {
            super();
            this.request = request.getBytes(ISO_8859_1);
            this.missing = length;
        }

        @Override
        protected boolean encode(ByteWriter out, Session session) {
            out.put(request);
            return true;
        }

        @Override
        protected int frame(byte[] bytes, int from, int to, Session session) {
            int until = Math.min(to, from + missing);
            int end = ByteSearch.indexOf(bytes, from, until, (byte) '\n');
            if (end >= 0) {
                ((Reading) session).midReply = false;
                return end + 1;
            }
            missing -= until - from;
            if (missing > 0) {
                return -1;
            }
            ((Reading) session).midReply = true;
            return until;
        }
    }
}

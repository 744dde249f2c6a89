package io.hansock.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS over a transport that takes and gives as few bytes at once as it likes, against the JDK's own other end. */
@Timeout(60)
class TlsTransportTest {
    private static final String TLS_1_2 = "TLSv1.2";
    private static final String TLS_1_3 = "TLSv1.3";
    private static TestTls tls;

    @BeforeAll
    static void makeKeys(@TempDir Path folder) throws Exception {
        tls = TestTls.make(folder);
    }

    private static Ends begun(String protocol) throws IOException {
        Ends ends = new Ends(tls.client(protocol));
        ends.begin();
        return ends;
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void anySizeOfReadsAndWritesGivesTheSameStream(String protocol) throws Exception {
        for (int size : new int[] {1, 2, 3, 7, 100, 16_000, 1 << 20}) {
            Ends ends = new Ends(tls.client(protocol));
            ends.takes = size;
            ends.gives = size;
            ends.begin();
            assertThat(ends.client.session().getProtocol()).isEqualTo(protocol);
            ends.clientSays("a line\n");
            assertThat(ends.heard()).isEqualTo("a line\n");
            ends.serverSays("an answer\n");
            ends.serverSays("and more\n");
            assertThat(ends.read(18, 64 << 10)).isEqualTo("an answer\nand more");
            assertThat(ends.read(1, 64 << 10)).isEqualTo("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void readersMayBeAsNarrowAsTheyLike(String protocol) throws Exception {
        Ends ends = begun(protocol);
        String text = "x".repeat(20_000) + "y".repeat(20_000);
        for (int width : new int[] {1, 10, 5_000, 16_384, 17_000, 64 << 10}) {
            ends.serverSays(text);
            assertThat(ends.read(text.length(), width)).isEqualTo(text);
            assertThat(ends.client.holdsUnread()).as("width %d", width).isFalse();
        }
    }

    @Test
    void whatIsHeldIsSaidToBeHeld() throws Exception {
        Ends ends = begun(TLS_1_3);
        ends.serverSays("one");
        ends.serverSays("two");
        ByteBuffer narrow = ByteBuffer.allocate(2);
        assertThat(ends.client.read(narrow)).isEqualTo(2);
        assertThat(ends.toClient.size()).as("all of it has left the socket").isZero();
        assertThat(ends.client.holdsUnread()).isTrue();
        assertThat(ends.read(4, 100)).isEqualTo("etwo");
        assertThat(ends.client.holdsUnread()).isFalse();
        assertThat(ends.client.read(ByteBuffer.allocate(10))).isZero();
    }

    @Test
    void aWriterThatIsBlockedKeepsABoundedNumberOfBytes() throws Exception {
        Ends ends = begun(TLS_1_3);
        ends.takes = 0;
        ByteBuffer large = ByteBuffer.wrap("x".repeat(1 << 20).getBytes(ISO_8859_1));
        int taken = ends.client.write(large);
        assertThat(taken).isBetween(16_384, 65_536);
        assertThat(ends.client.write(large)).isZero();
        assertThat(ends.client.holdsUnsent()).isTrue();
        ends.takes = 1000;
        while (large.hasRemaining() || ends.client.holdsUnsent()) {
            ends.client.flush();
            ends.client.write(large);
        }
        assertThat(ends.heard()).hasSize(1 << 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void theEndOfTheStreamAfterAnyByteOfTheHandshakeIsAnEnd(String protocol) throws Exception {
        // signatures differ by a few bytes
        int length = begun(protocol).given - 16;
        for (int cut = 0; cut < length; cut += cut < 200 ? 1 : 37) {
            Ends ends = new Ends(tls.client(protocol));
            ends.endsAfter = cut;
            assertThatThrownBy(ends::begin).isInstanceOf(EOFException.class).hasMessageContaining("while TLS began");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void whatCameWholeBeforeTheCutIsRead(String protocol) throws Exception {
        int second = 1;
        for (int cut = 0; cut < second; cut++) {
            Ends ends = begun(protocol);
            ends.serverSays("one");
            int first = ends.given + ends.toClient.size();
            ends.serverSays("two");
            second = ends.given + ends.toClient.size() - first;
            ends.endsAfter = first + cut;
            ByteBuffer in = ByteBuffer.allocate(64 << 10);
            int read = 0;
            while (read >= 0) {
                read = ends.client.read(in);
            }
            assertThat(new String(in.array(), 0, in.position(), ISO_8859_1)).isEqualTo("one");
            assertThat(ends.client.read(in)).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void bothGoodByesAreSaid(String protocol) throws Exception {
        Ends ends = begun(protocol);
        ends.serverSays("last");
        ends.server.closeOutbound();
        ends.serverSpeaks();
        ByteBuffer in = ByteBuffer.allocate(64 << 10);
        assertThat(ends.client.read(in)).isEqualTo(4);
        assertThat(ends.client.read(in)).isEqualTo(-1);
        ends.client.close();
        ends.serverHears();
        assertThat(ends.server.isInboundDone()).isTrue();
    }

    @Test
    void theGoodByeDoesNotWaitForRoom() throws Exception {
        Ends ends = begun(TLS_1_3);
        ends.takes = 0;
        ends.client.write(ByteBuffer.allocate(1 << 20));
        ends.client.close();
    }

    @Test
    void aDamagedRecordIsAnError() throws Exception {
        Ends ends = begun(TLS_1_3);
        ends.serverSays("one");
        ends.toClient.damage();
        assertThatThrownBy(() -> ends.client.read(ByteBuffer.allocate(100))).isInstanceOf(SSLException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {TLS_1_2, TLS_1_3})
    void plainBytesAreAnError(String protocol) throws Exception {
        Ends ends = begun(protocol);
        ends.toClient.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(ISO_8859_1));
        assertThatThrownBy(() -> ends.client.read(ByteBuffer.allocate(100))).isInstanceOf(SSLException.class);
    }

    @Test
    void renegotiationIsRefused() throws Exception {
        Ends ends = begun(TLS_1_2);
        ends.server.beginHandshake();
        ends.serverSpeaks();
        assertThatThrownBy(() -> ends.client.read(ByteBuffer.allocate(100)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("negotiate TLS anew");
    }

    @Test
    void newKeysAreNoData() throws Exception {
        Ends ends = begun(TLS_1_3);
        for (int i = 0; i < 100; i++) {
            ends.server.beginHandshake();
            ends.serverSpeaks();
            assertThat(ends.client.read(ByteBuffer.allocate(64 << 10))).isZero();
            assertThat(ends.client.holdsUnsent()).isFalse();
            ends.serverSays("line");
            assertThat(ends.read(4, 64 << 10)).isEqualTo("line");
            ends.clientSays("line");
            assertThat(ends.heard()).isEqualTo("line".repeat(i + 1));
        }
    }

    @Test
    void theAnswerToNewKeysWaitsForRoomWhileReadingGoesOn() throws Exception {
        Ends ends = begun(TLS_1_3);
        ends.takes = 0;
        ByteBuffer large = ByteBuffer.allocate(1 << 20);
        ends.client.write(large);
        ends.server.beginHandshake();
        ends.serverSpeaks();
        ends.serverSays("line");
        assertThat(ends.read(4, 64 << 10)).isEqualTo("line");
        assertThat(ends.client.holdsUnsent()).isTrue();
        ends.takes = 10_000;
        while (ends.client.holdsUnsent() || large.hasRemaining()) {
            ends.client.flush();
            ends.client.write(large);
        }
        assertThat(ends.heard()).hasSize(1 << 20);
        ends.serverSays("line");
        assertThat(ends.read(4, 64 << 10)).isEqualTo("line");
    }

    @Test
    void newKeysWithoutAnEndAreRefused() throws Exception {
        Ends ends = begun(TLS_1_3);
        ends.takes = 0;
        ends.client.write(ByteBuffer.allocate(1 << 20));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        ends.server.beginHandshake();
                        ends.serverSpeaks();
                        ends.client.read(ByteBuffer.allocate(64 << 10));
                    }
                })
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("new keys");
    }

    @Test
    void aServerThatIsNotTrustedIsTold() throws Exception {
        Ends ends = new Ends(TestTls.distrusting(TLS_1_3));
        assertThatThrownBy(ends::begin).isInstanceOf(SSLException.class);
        ends.client.close();
        assertThatThrownBy(ends::serverHears).isInstanceOf(SSLException.class);
    }

    /** What is on its way. */
    private static final class Stream extends ByteArrayOutputStream {
        int read(ByteBuffer target, int most) {
            int length = Math.min(Math.min(most, count), target.remaining());
            target.put(buf, 0, length);
            count -= length;
            System.arraycopy(buf, length, buf, 0, count);
            return length;
        }

        void damage() {
            buf[count - 1] ^= 1;
        }
    }

    /** The client under test, and the server's engine. */
    private static final class Ends implements Transport {
        private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
        final TlsTransport client;
        final SSLEngine server = tls.server();
        final Stream toServer = new Stream();
        final Stream toClient = new Stream();
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private final ByteBuffer arrived = ByteBuffer.allocate(1 << 22).limit(0);
        private final ByteBuffer plain = ByteBuffer.allocate(64 << 10);
        private final ByteBuffer record = ByteBuffer.allocate(64 << 10);
        int takes = Integer.MAX_VALUE;
        int gives = Integer.MAX_VALUE;
        int endsAfter = Integer.MAX_VALUE;
        int given;

        Ends(SSLEngine engine) {
            client = new TlsTransport("test", engine, this);
        }

        @Override
        public int read(ByteBuffer target) {
            if (given == endsAfter) {
                return -1;
            }
            int read = toClient.read(target, Math.min(gives, endsAfter - given));
            given += read;
            return read;
        }

        @Override
        public int write(ByteBuffer source) {
            int length = Math.min(source.remaining(), takes);
            for (int i = 0; i < length; i++) {
                toServer.write(source.get());
            }
            return length;
        }

        void begin() throws IOException {
            while (!client.handshake()) {
                serverHears();
            }
            serverHears();
        }

        String heard() throws IOException {
            while (client.holdsUnsent()) {
                client.flush();
            }
            serverHears();
            return heard.toString(ISO_8859_1);
        }

        void clientSays(String text) throws IOException {
            ByteBuffer source = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
            while (source.hasRemaining()) {
                client.write(source);
            }
        }

        String read(int length, int width) throws IOException {
            StringBuilder text = new StringBuilder();
            while (text.length() < length) {
                ByteBuffer target = ByteBuffer.allocate(Math.min(width, length - text.length()));
                assertThat(client.read(target)).isGreaterThanOrEqualTo(0);
                text.append(new String(target.array(), 0, target.position(), ISO_8859_1));
            }
            return text.toString();
        }

        void serverSays(String text) throws IOException {
            ByteBuffer source = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
            while (source.hasRemaining()) {
                wrap(source);
            }
        }

        /** What the engine has to say of its own. */
        void serverSpeaks() throws IOException {
            while (server.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP
                    && wrap(NOTHING).bytesProduced() > 0) {
                assertThat(toClient.size()).isPositive();
            }
        }

        private SSLEngineResult wrap(ByteBuffer source) throws IOException {
            record.clear();
            SSLEngineResult result = server.wrap(source, record);
            toClient.write(record.array(), 0, record.position());
            return result;
        }

        void serverHears() throws IOException {
            arrived.compact();
            toServer.read(arrived, Integer.MAX_VALUE);
            arrived.flip();
            while (true) {
                for (Runnable task = server.getDelegatedTask(); task != null; task = server.getDelegatedTask()) {
                    task.run();
                }
                serverSpeaks();
                plain.clear();
                SSLEngineResult result = server.unwrap(arrived, plain);
                heard.write(plain.array(), 0, plain.position());
                if (result.getStatus() != SSLEngineResult.Status.OK
                        || (result.bytesConsumed() == 0
                                && result.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_TASK
                                && result.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_WRAP)) {
                    return;
                }
            }
        }
    }
}

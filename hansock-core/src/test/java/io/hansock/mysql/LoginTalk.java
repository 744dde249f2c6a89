package io.hansock.mysql;

import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Address;
import io.hansock.net.Handshake.Next;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLSession;

/** One handshake with a test in the server's place: what the channel would do around it, without a socket. */
final class LoginTalk {
    private final MysqlHandshake handshake;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private byte[] unread = {};

    private LoginTalk(Address address, LoginSettings login, TlsSettings tls) {
        this(MysqlLogin.of("db", address, login, tls));
    }

    private LoginTalk(MysqlLogin login) {
        handshake = login.handshake();
    }

    static LoginTalk with(MysqlLogin login) {
        return new LoginTalk(login);
    }

    static LoginTalk tcp(LoginSettings login) {
        return tcp(login, TlsSettings.of(TlsMode.DISABLED));
    }

    static LoginTalk tcp(LoginSettings login, TlsSettings tls) {
        return new LoginTalk(new Address.Tcp("db.example.org", 3306), login, tls);
    }

    static LoginTalk unix(LoginSettings login, TlsMode mode) {
        return new LoginTalk(new Address.Unix(Path.of("mysql.sock")), login, TlsSettings.of(mode));
    }

    MysqlHandshake handshake() {
        return handshake;
    }

    /** Shows the handshake what it left unread, and {@code more}. */
    Next receive(byte[] more) {
        byte[] arrived = Arrays.copyOf(unread, unread.length + more.length);
        System.arraycopy(more, 0, arrived, unread.length, more.length);
        ByteReader received = new ByteReader(arrived);
        ByteWriter out = new ByteWriter(16, 1 << 20);
        Next next = handshake.advance(received, out);
        unread = received.restBytes();
        sent.write(out.array(), 0, out.size());
        return next;
    }

    /** TLS has begun, with this certificate of the server's. */
    Next encrypt(byte[] certificate) {
        handshake.encrypted(session(new EncodedCertificate(certificate)));
        return receive(new byte[0]);
    }

    int unread() {
        return unread.length;
    }

    /** All that was sent. */
    byte[] sent() {
        return sent.toByteArray();
    }

    /** How many packets were sent. */
    int sentPackets() {
        ByteReader packets = new ByteReader(sent());
        int count = 0;
        while (packets.hasRemaining()) {
            int length = packets.uint24();
            packets.skip(1 + length);
            count++;
        }
        return count;
    }

    /** The payload of the sent packet with this sequence id. */
    ByteReader sentPacket(int sequence) {
        byte[] all = sent();
        ByteReader packets = new ByteReader(all);
        while (packets.hasRemaining()) {
            int length = packets.uint24();
            int id = packets.uint8();
            ByteReader payload = packets.slice(length);
            if (id == sequence) {
                return payload;
            }
        }
        throw new AssertionError("no packet " + sequence + " was sent");
    }

    private static SSLSession session(Certificate certificate) {
        return (SSLSession) Proxy.newProxyInstance(
                LoginTalk.class.getClassLoader(), new Class<?>[] {SSLSession.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getPeerCertificates")) {
                        return new Certificate[] {certificate};
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Any bytes, where only the bytes count. */
    private static final class EncodedCertificate extends Certificate {
        private static final long serialVersionUID = 1L;

        private final byte[] encoded;

        EncodedCertificate(byte[] encoded) {
            super("test");
            this.encoded = encoded;
        }

        @Override
        public byte[] getEncoded() {
            return encoded.clone();
        }

        @Override
        public void verify(PublicKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void verify(PublicKey key, String provider) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String toString() {
            return "a test's certificate";
        }

        @Override
        public PublicKey getPublicKey() {
            throw new UnsupportedOperationException();
        }
    }
}

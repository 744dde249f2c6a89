package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Handshake;
import io.hansock.net.Transport;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The login on one connection, from the server's greeting to its OK. Protocol text: "Handshake". Touched under the channel's wheel
 * only; {@link #agreed} is for whoever used the channel after that.
 */
public final class MysqlHandshake implements Handshake {
    /** More than any packet of a login needs. */
    private static final int LONGEST_PACKET = 32 << 10;

    /** What Hansock asks for by itself. */
    private static final Capabilities WANTED = Capabilities.of(
            Capability.LONG_PASSWORD,
            Capability.LONG_FLAG,
            Capability.PROTOCOL_41,
            Capability.TRANSACTIONS,
            Capability.SECURE_CONNECTION,
            Capability.MULTI_RESULTS,
            Capability.PS_MULTI_RESULTS,
            Capability.PLUGIN_AUTH,
            Capability.CONNECT_ATTRS,
            Capability.PLUGIN_AUTH_LENENC_CLIENT_DATA,
            Capability.SESSION_TRACK,
            Capability.DEPRECATE_EOF,
            Capability.STMT_BULK_OPERATIONS,
            Capability.EXTENDED_METADATA,
            Capability.CACHE_METADATA,
            Capability.BULK_UNIT_RESULTS);

    private static final byte[] NO_CERTIFICATE = {};

    private enum State {
        GREETING,
        STARTING_TLS,
        AUTHENTICATION,
        DONE
    }

    private final MysqlLogin login;
    private final Passwords passwords;
    private final PacketCursor cursor;
    private State state = State.GREETING;
    private int sequence;
    private Capabilities capabilities = Capabilities.NONE;
    private @Nullable Greeting greeting;
    private @Nullable Authentication authentication;

    /** The server's certificate in DER; empty without TLS. */
    private byte[] certificate = NO_CERTIFICATE;

    MysqlHandshake(MysqlLogin login, Passwords passwords) {
        this.login = login;
        this.passwords = passwords;
        this.cursor = new PacketCursor(login.server(), LONGEST_PACKET);
    }

    @Override
    public Next advance(ByteReader received, ByteWriter out) {
        try {
            if (state == State.STARTING_TLS) {
                respond(out);
            }
            int begin = received.position();
            cursor.reset(received.array(), begin, received.limit(), sequence);
            Next next = Next.RECEIVE;
            while (next == Next.RECEIVE && cursor.next()) {
                sequence = cursor.sequence();
                next = state == State.GREETING ? greeted(out) : answered(out);
                cursor.sent(sequence);
            }
            received.skip(cursor.position() - begin);
            return next;
        } catch (ConfigurationException e) {
            throw e.server() == null ? new ConfigurationException(login.server(), String.valueOf(e.getMessage())) : e;
        }
    }

    private Next greeted(ByteWriter out) {
        Greeting hello = Greeting.parse(login.server(), cursor.payload());
        greeting = hello;
        boolean encrypts = encrypts(hello);
        capabilities = wanted(encrypts).and(hello.capabilities());
        if (!encrypts) {
            respond(out);
            return Next.RECEIVE;
        }
        int start = PacketWriter.begin(out);
        LoginPackets.sslRequest(out, capabilities);
        sequence = PacketWriter.end(out, start, sequence);
        state = State.STARTING_TLS;
        return Next.START_TLS;
    }

    private boolean encrypts(Greeting hello) {
        boolean offered = hello.capabilities().has(Capability.SSL);
        TlsMode mode = login.tls().mode();
        return switch (mode) {
            case DISABLED -> false;
            // what stays on this machine needs no TLS to be private
            case PREFERRED -> offered && !login.isLocal();
            case REQUIRED, VERIFY_CA, VERIFY_IDENTITY -> {
                if (!offered) {
                    throw new ConfigurationException(
                            login.server(),
                            "the server offers no TLS, but the TLS mode is " + mode + "; nothing was sent");
                }
                yield true;
            }
        };
    }

    private Capabilities wanted(boolean encrypts) {
        LoginSettings settings = login.settings();
        Capabilities wanted = WANTED.or(settings.capabilities());
        if (encrypts) {
            wanted = wanted.with(Capability.SSL);
        }
        if (settings.database().isPresent()) {
            wanted = wanted.with(Capability.CONNECT_WITH_DB);
        }
        if (passwords.factors() > 1) {
            wanted = wanted.with(Capability.MULTI_FACTOR_AUTHENTICATION);
        }
        return wanted;
    }

    @Override
    public SSLEngine startTls() {
        return login.tls().engine();
    }

    @Override
    public void encrypted(SSLSession tls) {
        try {
            certificate = tls.getPeerCertificates()[0].getEncoded();
        } catch (SSLPeerUnverifiedException | CertificateEncodingException e) {
            throw new ProtocolException(login.server(), "the server shows no certificate in TLS", e);
        }
    }

    /** Sends the login itself. */
    private void respond(ByteWriter out) {
        Greeting hello = present(greeting);
        Authentication begun =
                new Authentication(login.policy(certificate.length > 0), passwords, agreed(), hello.scramble());
        authentication = begun;
        byte[] proof = begun.open(hello.plugin());
        int start = PacketWriter.begin(out);
        LoginPackets.response(out, capabilities, login.settings(), begun.plugin(), proof);
        sequence = PacketWriter.end(out, start, sequence);
        state = State.AUTHENTICATION;
    }

    private Next answered(ByteWriter out) {
        Authentication begun = present(authentication);
        byte[] answer = begun.advance(login.server(), cursor.payload());
        if (answer != null) {
            sequence = PacketWriter.message(out, sequence, answer);
            Arrays.fill(answer, (byte) 0);
        }
        OkPacket ok = begun.ok();
        if (ok == null) {
            return Next.RECEIVE;
        }
        checkCertificate(begun, ok.info());
        state = State.DONE;
        return Next.DONE;
    }

    /** A certificate that nobody has verified may be vouched for by the server. A wrong word is worse than none. */
    private void checkCertificate(Authentication begun, String info) {
        TlsEngines tls = login.tls();
        if (certificate.length == 0 || tls.verifies()) {
            return;
        }
        if (CertificateProof.holds(info, begun.storedHash(), begun.scramble(), certificate)) {
            return;
        }
        if (tls.wantsProof() && (!CertificateProof.isPresent(info) || begun.storedHash() == null)) {
            throw new ConfigurationException(
                    login.server(),
                    "the server does not vouch for its certificate: that needs MariaDB 11.4, a password, and the plugin"
                            + " mysql_native_password, client_ed25519 or parsec");
        }
        if (CertificateProof.isPresent(info) && begun.storedHash() != null) {
            throw new ProtocolException(
                    login.server(),
                    "the server vouches for another certificate than the one that was shown: somebody may sit between",
                    null);
        }
    }

    @Override
    public Transport wrap(Transport plain) {
        return capabilities.has(Capability.COMPRESS) ? new CompressedTransport(plain, login.server()) : plain;
    }

    @Override
    public void wipe() {
        passwords.wipe();
    }

    /** What was settled; known as soon as the server has been answered, and true once the login has ended well. */
    public Agreed agreed() {
        Greeting hello = present(greeting);
        return new Agreed(
                capabilities, hello.serverVersion(), hello.mariaDb(), hello.connectionId(), certificate.length > 0);
    }

    /** Whether it would have been encrypted had the server offered it. To be asked once the login has ended well. */
    boolean isPlainForLackOfOffer() {
        return login.tls().mode() == TlsMode.PREFERRED
                && !present(greeting).capabilities().has(Capability.SSL);
    }

    /** The server's OK: what it tells of the session. To be asked once the login has ended well. */
    OkPacket ok() {
        return present(present(authentication).ok());
    }

    /**
     * A login as somebody else on this connection. Asks the application for the password, so never to be called under a wheel.
     *
     * @param other the other account; its capabilities are ignored, those of the connection stay
     */
    public ChangeUser changeUser(LoginSettings other) {
        MysqlLogin next = login.as(other);
        Passwords others = next.passwords();
        Authentication begun = new Authentication(
                next.policy(certificate.length > 0),
                others,
                agreed(),
                present(authentication).scramble());
        return new ChangeUser(
                next, others, begun, capabilities, present(greeting).plugin());
    }

    private static <T> T present(@Nullable T made) {
        if (made == null) {
            throw new IllegalStateException("asked before the server said it");
        }
        return made;
    }
}

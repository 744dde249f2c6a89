package io.hansock.mysql;

import io.hansock.net.Address;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsSettings;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/** How connections to one server log in: the settings, with their files read. Immutable, so safe to share. */
public final class MysqlLogin {
    private final String server;
    private final boolean local;
    private final LoginSettings login;
    private final TlsEngines tls;
    private final @Nullable PublicKey serverKey;

    private MysqlLogin(
            String server, boolean local, LoginSettings login, TlsEngines tls, @Nullable PublicKey serverKey) {
        this.server = server;
        this.local = local;
        this.login = login;
        this.tls = tls;
        this.serverKey = serverKey;
    }

    /**
     * Reads the files that the settings name.
     *
     * @param server the configured name of the server
     * @throws io.hansock.ConfigurationException if a file cannot be read or settings contradict each other
     */
    public static MysqlLogin of(String server, Address address, LoginSettings login, TlsSettings tls) {
        return new MysqlLogin(
                server,
                address instanceof Address.Unix,
                login,
                TlsEngines.of(server, address, tls),
                serverKey(server, login));
    }

    private static @Nullable PublicKey serverKey(String server, LoginSettings login) {
        return login.serverPublicKey().map(file -> RsaKeys.read(server, file)).orElse(null);
    }

    /** The login of one connection. Asks the application for its password, so never to be called under a wheel. */
    public MysqlHandshake handshake() {
        return new MysqlHandshake(this, Passwords.of(server, login));
    }

    /** The same server and the same TLS for another account: what {@link ChangeUser} logs in with. */
    MysqlLogin as(LoginSettings other) {
        return new MysqlLogin(server, local, other, tls, serverKey(server, other));
    }

    String server() {
        return server;
    }

    LoginSettings settings() {
        return login;
    }

    TlsEngines tls() {
        return tls;
    }

    Passwords passwords() {
        return Passwords.of(server, login);
    }

    /** Whether the connection stays on this machine. */
    boolean isLocal() {
        return local;
    }

    /** What may be said on a connection that is, or is not, in TLS. */
    AuthPolicy policy(boolean encrypted) {
        return new AuthPolicy(login, privacy(encrypted), encrypted, serverKey);
    }

    private Privacy privacy(boolean encrypted) {
        if (local) {
            return Privacy.VERIFIED;
        }
        if (!encrypted || tls.wantsProof()) {
            return Privacy.NONE;
        }
        return tls.verifies() ? Privacy.VERIFIED : Privacy.ENCRYPTED;
    }
}

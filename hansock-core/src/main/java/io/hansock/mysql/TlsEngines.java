package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.net.Address;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import io.hansock.sql.TlsTrust;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes the TLS engines of one server as the settings say. Reads files when it is made; what needs none is made for the first
 * connection, as the JDK takes longer to load it than a whole client, which is made while its application starts. Safe for any thread.
 */
final class TlsEngines {
    /** Unix sockets have no host; certificates of servers that are reached by one name this. */
    private static final String LOCALHOST = "localhost";

    private final String server;
    private final TlsSettings settings;
    private final String host;
    private final int port;

    /** Two threads that make their first connections at once may each make one: they do the same. */
    private volatile @Nullable SSLContext context;

    private TlsEngines(String server, TlsSettings settings, String host, int port) {
        this.server = server;
        this.settings = settings;
        this.host = host;
        this.port = port;
    }

    /**
     * The engines for the server at {@code address}.
     *
     * @throws ConfigurationException if a file can't be read or the settings contradict each other
     */
    static TlsEngines of(String server, Address address, TlsSettings settings) {
        requireSense(server, settings);
        TlsEngines engines = address instanceof Address.Tcp tcp
                ? new TlsEngines(server, settings, tcp.host(), tcp.port())
                : new TlsEngines(server, settings, LOCALHOST, -1);
        if (settings.mode() != TlsMode.DISABLED && readsFiles(settings)) {
            engines.context = context(server, settings);
        }
        return engines;
    }

    private static boolean readsFiles(TlsSettings settings) {
        return settings.clientKey().isPresent()
                || settings.trust() instanceof TlsTrust.CertificateFile
                || settings.trust() instanceof TlsTrust.TrustStore;
    }

    /** Trust that is set but not asked would look like safety. */
    private static void requireSense(String server, TlsSettings settings) {
        TlsTrust trust = settings.trust();
        boolean lax = settings.mode() == TlsMode.DISABLED || settings.mode() == TlsMode.PREFERRED;
        if (lax && trust instanceof TlsTrust.ByPassword) {
            throw new ConfigurationException(
                    server, "a certificate trusted by the password needs the TLS mode required or a stricter one");
        }
        if (!settings.mode().verifies()
                && (trust instanceof TlsTrust.CertificateFile || trust instanceof TlsTrust.TrustStore)) {
            throw new ConfigurationException(
                    server,
                    "trusted certificates are set, but the TLS mode " + settings.mode()
                            + " does not check against them; verify-ca and verify-identity do");
        }
    }

    private SSLContext context() {
        SSLContext present = context;
        if (present == null) {
            if (settings.mode() == TlsMode.DISABLED) {
                throw new IllegalStateException("TLS is disabled");
            }
            present = context(server, settings);
            context = present;
        }
        return present;
    }

    private static SSLContext context(String server, TlsSettings settings) {
        if (settings.trust() instanceof TlsTrust.Context given) {
            return given.context();
        }
        try {
            KeyManager[] keys = settings.clientKey()
                    .map(store -> TlsStores.keyManagers(server, store))
                    .orElse(new KeyManager[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trustManagers(server, settings), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    server, "TLS cannot be set up (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static TrustManager[] trustManagers(String server, TlsSettings settings) {
        TlsTrust trust = settings.trust();
        if (!settings.mode().verifies() || trust instanceof TlsTrust.ByPassword) {
            return new TrustManager[] {new UncheckedTrust()};
        }
        if (trust instanceof TlsTrust.CertificateFile certificates) {
            return TlsStores.trustManagers(server, certificates);
        }
        if (trust instanceof TlsTrust.TrustStore trusted) {
            return TlsStores.trustManagers(server, trusted.store());
        }
        return TlsStores.jdkTrustManagers(server);
    }

    TlsMode mode() {
        return settings.mode();
    }

    /** Whether the login fails unless the server vouches for its certificate with the password. */
    boolean wantsProof() {
        return settings.trust() instanceof TlsTrust.ByPassword;
    }

    /** Whether the certificate is known to be genuine as soon as TLS has begun. */
    boolean verifies() {
        return settings.mode().verifies() && !wantsProof();
    }

    /** A fresh engine, which checks what is to be checked by itself. */
    SSLEngine engine() {
        SSLEngine engine = context().createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        if (!settings.protocols().isEmpty()) {
            parameters.setProtocols(settings.protocols().toArray(String[]::new));
        }
        if (settings.mode() == TlsMode.VERIFY_IDENTITY && !wantsProof()) {
            // RFC 2818 and 6125, as for https: names and addresses of the certificate, wildcards
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}

package io.hansock.sql;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How connections are encrypted. Immutable: each method returns a changed copy. Files are read when a client is made.
 *
 * <pre>{@code
 * TlsSettings.of(TlsMode.VERIFY_IDENTITY).certificateFile(Path.of("ca.pem"))
 * }</pre>
 */
public final class TlsSettings {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final TlsMode mode;
    private final TlsTrust trust;
    private final Optional<TlsTrust.StoreFile> clientKey;

    /** Empty as long as nobody has said which. */
    private final List<String> protocols;

    private TlsSettings(TlsMode mode, TlsTrust trust, Optional<TlsTrust.StoreFile> clientKey, List<String> protocols) {
        this.mode = Objects.requireNonNull(mode);
        this.trust = trust;
        this.clientKey = clientKey;
        this.protocols = protocols;
    }

    /**
     * {@return settings of this mode, with trust in the JDK's authorities, no client key, TLS 1.3 and 1.2}
     *
     * @param mode whether to encrypt and what to check
     */
    public static TlsSettings of(TlsMode mode) {
        return new TlsSettings(mode, new TlsTrust.JdkAuthorities(), Optional.empty(), List.of());
    }

    /**
     * Trusts the certificates of a file instead of the JDK's.
     *
     * @param file one or several X.509 certificates, PEM or DER: authorities, or the server's own
     * @return a changed copy
     */
    public TlsSettings certificateFile(Path file) {
        return trust(new TlsTrust.CertificateFile(file));
    }

    /**
     * Trusts the certificates of a key store instead of the JDK's.
     *
     * @param file PKCS #12 or JKS
     * @param password asked for when a client is made; the array is wiped afterwards
     * @return a changed copy
     */
    public TlsSettings trustStore(Path file, Supplier<char[]> password) {
        return trust(new TlsTrust.TrustStore(new TlsTrust.StoreFile(file, password)));
    }

    /**
     * Uses a ready context under any mode that encrypts: its trust managers, its keys, and the ciphers and versions of TLS that its
     * engines have enabled; {@link #protocols(List)} restricts these further. Each connection asks it for an engine of its own, so what
     * a context changes meanwhile counts for the next one.
     *
     * @param context initialised
     * @return a changed copy
     */
    public TlsSettings context(SSLContext context) {
        return trust(new TlsTrust.Context(context));
    }

    /**
     * Trusts the certificate that a MariaDB server (11.4 and newer) vouches for with what it knows of the password; see
     * {@link TlsTrust.ByPassword}.
     *
     * @return a changed copy
     */
    public TlsSettings trustByPassword() {
        return trust(new TlsTrust.ByPassword());
    }

    private TlsSettings trust(TlsTrust newTrust) {
        return new TlsSettings(mode, newTrust, clientKey, protocols);
    }

    /**
     * Shows a certificate of the client's, for accounts that {@code REQUIRE X509} and the like.
     *
     * @param file PKCS #12 or JKS with one private key and its certificates
     * @param password of the store and of the key; asked for when a client is made, the array is wiped afterwards
     * @return a changed copy
     */
    public TlsSettings clientKey(Path file, Supplier<char[]> password) {
        return new TlsSettings(mode, trust, Optional.of(new TlsTrust.StoreFile(file, password)), protocols);
    }

    /**
     * Restricts the versions of TLS.
     *
     * @param newProtocols as the JDK names them, such as {@code TLSv1.3}; at least one
     * @return a changed copy
     */
    public TlsSettings protocols(List<String> newProtocols) {
        if (newProtocols.isEmpty()) {
            throw new IllegalArgumentException("no version of TLS is left");
        }
        return new TlsSettings(mode, trust, clientKey, List.copyOf(newProtocols));
    }

    /** {@return whether to encrypt and what to check} */
    public TlsMode mode() {
        return mode;
    }

    /** {@return by what the server's certificate is found genuine} */
    public TlsTrust trust() {
        return trust;
    }

    /** {@return the store with the client's key, if it has one} */
    public Optional<TlsTrust.StoreFile> clientKey() {
        return clientKey;
    }

    /** {@return the versions of TLS, as the JDK names them; none for those that a context of the application's own has enabled} */
    public List<String> protocols() {
        return protocols.isEmpty() && !(trust instanceof TlsTrust.Context) ? PROTOCOLS : protocols;
    }

    /** {@return mode and trust} */
    @Override
    public String toString() {
        return "TlsSettings[" + mode + ", " + trust + "]";
    }
}

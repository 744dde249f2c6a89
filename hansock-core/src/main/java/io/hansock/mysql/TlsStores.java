package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.sql.TlsTrust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Reads the files that hold keys and trusted certificates. What cannot be read is a {@link ConfigurationException}. Stateless. */
final class TlsStores {
    private TlsStores() {}

    /** Trust in the JDK's own authorities. */
    static TrustManager[] jdkTrustManagers(String server) {
        try {
            return trustManagers((KeyStore) null);
        } catch (GeneralSecurityException e) {
            throw unreadable(server, "the JDK's trusted certificates", e);
        }
    }

    /** Trust in the certificates of a key store. */
    static TrustManager[] trustManagers(String server, TlsTrust.StoreFile store) {
        char[] password = store.password().get();
        try {
            return trustManagers(load(store.file(), password));
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(server, "the key store " + store.file(), e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Trust in the certificates of a file. */
    static TrustManager[] trustManagers(String server, TlsTrust.CertificateFile certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (Certificate certificate : certificates(certificates.file())) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            return trustManagers(store);
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(server, "the certificate file " + certificates.file(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new IOException("no certificate");
            }
            return found;
        }
    }

    private static TrustManager[] trustManagers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** The client's own key. */
    static KeyManager[] keyManagers(String server, TlsTrust.StoreFile store) {
        char[] password = store.password().get();
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(load(store.file(), password), password);
            return factory.getKeyManagers();
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(server, "the key store " + store.file(), e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** Of whichever kind the store is. */
    private static KeyStore load(Path file, char[] password) throws IOException, GeneralSecurityException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return KeyStore.getInstance(file.toFile(), password);
    }

    private static ConfigurationException unreadable(String server, String what, Exception cause) {
        return new ConfigurationException(
                server, what + " cannot be read (" + cause.getClass().getSimpleName() + ")");
    }
}

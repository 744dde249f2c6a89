package io.hansock.sql;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** By what a server's certificate is found genuine. Immutable. */
public sealed interface TlsTrust {
    /** By the certification authorities of the JDK. */
    record JdkAuthorities() implements TlsTrust {}

    /**
     * By the certificates of a file: authorities, or the server's own certificate.
     *
     * @param file one or several X.509 certificates, PEM or DER
     */
    record CertificateFile(Path file) implements TlsTrust {
        /**
         * Checks that there is a file.
         *
         * @param file the certificates
         */
        public CertificateFile {
            Objects.requireNonNull(file);
        }
    }

    /**
     * By the trusted certificates of a key store.
     *
     * @param store a PKCS #12 or JKS key store
     */
    record TrustStore(StoreFile store) implements TlsTrust {
        /**
         * Checks that there is a store.
         *
         * @param store the key store
         */
        public TrustStore {
            Objects.requireNonNull(store);
        }
    }

    /**
     * By the trust managers of a context, which brings its keys too.
     *
     * @param context an initialised context
     */
    record Context(SSLContext context) implements TlsTrust {
        /**
         * Checks that there is a context.
         *
         * @param context the context
         */
        public Context {
            Objects.requireNonNull(context);
        }
    }

    /**
     * By the password: a MariaDB server (11.4 and newer) proves after the login that it knows what it stores of the password, and
     * which certificate it uses. Needs no authority. The login fails if the proof lacks; until then nothing is sent that shows the
     * password. Plugins: {@code mysql_native_password}, {@code client_ed25519}, {@code parsec}.
     */
    record ByPassword() implements TlsTrust {}

    /**
     * A key store in a file.
     *
     * @param file PKCS #12 or JKS
     * @param password asked for at each use; the array is wiped afterwards
     */
    record StoreFile(Path file, Supplier<char[]> password) {
        /**
         * Checks that both are there.
         *
         * @param file the key store
         * @param password what asks for the password
         */
        public StoreFile {
            Objects.requireNonNull(file);
            Objects.requireNonNull(password);
        }

        /** {@return the file, without the password} */
        @Override
        public String toString() {
            return "StoreFile[" + file + "]";
        }
    }
}

package io.hansock.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A certificate authority of the tests and what it has signed, as PEM files. The JDK's own keytool makes them, once; they are kept in the user's
 * cache, whose folder only the user can read.
 *
 * @param folder holds all files
 */
record Certificates(Path folder) {
    private static final String PASSWORD = "no-secret";
    private static final String AUTHORITY = "authority";
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** Those of this user, made unless an earlier run did. */
    static Certificates find() {
        return new Certificates(Cache.of(System.getenv()).folder("certificates-1", Certificates::make));
    }

    /** The authority's own certificate. */
    Path authority() {
        return folder.resolve(AUTHORITY + ".pem");
    }

    /** A certificate with its chain. */
    Path chain(ServerCertificate certificate) {
        return folder.resolve(certificate.alias() + ".pem");
    }

    /** The private key of a certificate. */
    Path key(ServerCertificate certificate) {
        return folder.resolve(certificate.alias() + "-key.pem");
    }

    private static void make(Path folder, Path scratch) throws IOException {
        Path store = scratch.resolve("keys.p12");
        keytool(
                scratch,
                store,
                AUTHORITY,
                "Authority of Hansock's tests",
                List.of("-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign", "-validity", "7300"));
        for (ServerCertificate certificate : ServerCertificate.values()) {
            if (certificate.isSigned()) {
                keytool(
                        scratch,
                        store,
                        certificate.alias(),
                        certificate.commonName(),
                        List.of(
                                "-signer",
                                AUTHORITY,
                                "-ext",
                                "san=" + certificate.names(),
                                "-startdate",
                                certificate.start(),
                                "-validity",
                                String.valueOf(certificate.days())));
            }
        }
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Certificates made = new Certificates(folder);
            write(
                    made.authority(),
                    "CERTIFICATE",
                    keys.getCertificate(AUTHORITY).getEncoded());
            for (ServerCertificate certificate : ServerCertificate.values()) {
                if (certificate.isSigned()) {
                    Key key = keys.getKey(certificate.alias(), PASSWORD.toCharArray());
                    write(made.key(certificate), "PRIVATE KEY", key.getEncoded());
                    for (Certificate link : keys.getCertificateChain(certificate.alias())) {
                        write(made.chain(certificate), "CERTIFICATE", link.getEncoded());
                    }
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates could be made", e);
        }
    }

    private static void keytool(Path scratch, Path store, String alias, String commonName, List<String> options)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + commonName,
                // What any TLS of the last twenty years can do.
                "-keyalg",
                "RSA",
                "-keysize",
                "2048"));
        command.addAll(options);
        Command.Result result = Command.run(scratch, Map.of(), LIMIT, command);
        if (!result.succeeded()) {
            throw new IOException("keytool: " + result.output());
        }
    }

    /** Adds to the file. */
    private static void write(Path file, String label, byte[] content) throws IOException {
        String block =
                "-----BEGIN " + label + "-----\n" + PEM.encodeToString(content) + "\n-----END " + label + "-----\n";
        Files.writeString(file, block, US_ASCII, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}

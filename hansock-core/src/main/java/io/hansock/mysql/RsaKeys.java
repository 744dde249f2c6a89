package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;

/** A server's RSA key, and passwords encrypted with it. Stateless. */
final class RsaKeys {
    private static final String BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String END = "-----END PUBLIC KEY-----";

    private RsaKeys() {}

    /** The key in a file that an administrator copied from the server. */
    static PublicKey read(String server, Path file) {
        try {
            return parse(Files.readAllBytes(file));
        } catch (IOException | GeneralSecurityException e) {
            throw new ConfigurationException(
                    server,
                    "the server's public key " + file + " cannot be read: it is no RSA key in PEM ("
                            + e.getClass().getSimpleName() + ")");
        }
    }

    /** The key that a server sent. */
    static PublicKey received(byte[] pem) {
        try {
            return parse(pem);
        } catch (GeneralSecurityException e) {
            throw new ProtocolException(null, "the server's public key is no RSA key in PEM", e);
        }
    }

    private static PublicKey parse(byte[] pem) throws GeneralSecurityException {
        String text = new String(pem, US_ASCII);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new GeneralSecurityException("no " + BEGIN);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
            return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("no Base64", e);
        }
    }

    /** The password with a zero byte behind it, mixed with the scramble, encrypted. Protocol text: "Plugins". */
    static byte[] encrypt(byte[] password, byte[] scramble, PublicKey key) {
        byte[] terminated = terminated(password);
        byte[] mixed = Digests.xor(terminated, scramble);
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(mixed);
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    "the password cannot be encrypted with the server's public key: it is too long for that, or the key is too small");
        } finally {
            Arrays.fill(terminated, (byte) 0);
            Arrays.fill(mixed, (byte) 0);
        }
    }

    /** The password as it is, with a zero byte behind it. */
    static byte[] terminated(byte[] password) {
        return Arrays.copyOf(password, password.length + 1);
    }
}

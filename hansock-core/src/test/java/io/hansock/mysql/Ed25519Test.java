package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();

    /** What stands before the 32 bytes of a public key in its X.509 form. */
    private static final String X509_HEADER = "302a300506032b6570032100";

    @Test
    void firstAndThirdVectorOfRfc8032() {
        byte[] secret = HEX.parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        assertThat(HEX.formatHex(Ed25519.publicKey(secret)))
                .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        assertThat(HEX.formatHex(Ed25519.sign(secret, new byte[0])))
                .isEqualTo("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");

        byte[] another = HEX.parseHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        assertThat(HEX.formatHex(Ed25519.sign(another, new byte[] {(byte) 0xaf, (byte) 0x82})))
                .isEqualTo("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
    }

    @Test
    void mariaDbTakesThePasswordForTheSecret() {
        byte[] password = "edpw".getBytes(UTF_8);
        assertThat(Base64.getEncoder().withoutPadding().encodeToString(Ed25519.publicKey(password)))
                .isEqualTo("LIEvGDGjHTmKyz3peLRjPqahOct5n6/BQCNm1bOvot4");
        assertThat(HEX.formatHex(Ed25519.sign(password, upTo(0x00, 0x1f))))
                .isEqualTo("70a841913cbd1d5ae833b16bc805433991f0e771b16c836bd23368fb25cc87cd"
                        + "b3cab690c0daef12f3ad16717c6e8387f63d2b30257665c621856782cbb3a202");
    }

    @Property(tries = 25)
    void theJdkAcceptsAnySignatureAndSignsTheSame(@ForAll @Size(32) byte[] secret, @ForAll byte[] message)
            throws GeneralSecurityException {
        byte[] signature = Ed25519.sign(secret, message);

        Signature verifier = Signature.getInstance("Ed25519");
        byte[] encoded = HEX.parseHex(X509_HEADER + HEX.formatHex(Ed25519.publicKey(secret)));
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(message);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void theJdksOwnKeysSignTheSameHere() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] secret = Arrays.copyOfRange(pkcs8, pkcs8.length - 32, pkcs8.length);
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(pair.getPrivate());
        signer.update(new byte[] {1, 2, 3});
        assertThat(Ed25519.sign(secret, new byte[] {1, 2, 3})).isEqualTo(signer.sign());
    }

    static byte[] upTo(int first, int last) {
        byte[] bytes = new byte[last - first + 1];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (first + i);
        }
        return bytes;
    }
}

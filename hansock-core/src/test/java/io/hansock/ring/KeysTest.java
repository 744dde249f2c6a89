package io.hansock.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class KeysTest {
    @Test
    void aDigestThatCannotBeClonedIsReplacedByANewMd5() {
        MessageDigest uncloneable = new MessageDigest("MD5") {
            @Override
            protected void engineUpdate(byte input) {
                throw new AssertionError("a prototype is never updated");
            }

            @Override
            protected void engineUpdate(byte[] input, int offset, int length) {
                throw new AssertionError("a prototype is never updated");
            }

            @Override
            protected byte[] engineDigest() {
                throw new AssertionError("a prototype is never used");
            }

            @Override
            protected void engineReset() {
                throw new AssertionError("a prototype is never reset");
            }
        };
        byte[] md5 = Keys.ownCopy(uncloneable).digest("a".getBytes(UTF_8));
        assertThat(Keys.littleEndian(md5, 0)).isEqualTo(Keys.hash("a".getBytes(UTF_8), 0, 1));
    }
}

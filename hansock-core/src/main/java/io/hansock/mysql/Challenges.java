package io.hansock.mysql;

import io.hansock.ProtocolException;
import java.util.Arrays;

/** What servers challenge plugins with. Stateless. */
final class Challenges {
    static final int SCRAMBLE_BYTES = 20;

    private Challenges() {}

    /** The 20 bytes of a scramble. Servers send a zero byte behind it, which is no part of it: passwords of 20 bytes would notice. */
    static byte[] scramble(byte[] challenge) {
        return exactly(SCRAMBLE_BYTES, challenge);
    }

    /** The challenge without the zero byte that may stand behind it; a {@link ProtocolException} if it isn't {@code length} long. */
    static byte[] exactly(int length, byte[] challenge) {
        boolean terminated = challenge.length == length + 1 && challenge[length] == 0;
        if (challenge.length != length && !terminated) {
            throw new ProtocolException("a challenge of " + challenge.length + " bytes where " + length + " must come");
        }
        return terminated ? Arrays.copyOf(challenge, length) : challenge;
    }
}

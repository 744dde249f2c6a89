package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.ConfigurationException;
import io.hansock.sql.LoginSettings;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The passwords of one login, one a factor, in UTF-8, until they are wiped. Not thread-safe: whoever drives the login owns them. */
final class Passwords {
    private static final byte[] NONE = {};
    private static final int MOST_BYTES_A_CHAR = 3;

    private final byte[][] factors;

    private Passwords(byte[][] factors) {
        this.factors = factors;
    }

    /** Asks the application for its passwords: user code, so never under a wheel. */
    static Passwords of(@Nullable String server, LoginSettings login) {
        List<Supplier<char[]>> suppliers = login.passwords();
        byte[][] factors = new byte[suppliers.size()][];
        Arrays.fill(factors, NONE);
        Passwords passwords = new Passwords(factors);
        boolean complete = false;
        try {
            for (int i = 0; i < factors.length; i++) {
                factors[i] = utf8(server, suppliers.get(i).get());
            }
            complete = true;
            return passwords;
        } finally {
            if (!complete) {
                passwords.wipe();
            }
        }
    }

    private static byte[] utf8(@Nullable String server, char[] password) {
        byte[] encoded = new byte[password.length * MOST_BYTES_A_CHAR];
        try {
            ByteBuffer out = ByteBuffer.wrap(encoded);
            if (UTF_8.newEncoder().encode(CharBuffer.wrap(password), out, true).isError()) {
                throw new ConfigurationException(server, "the password is no text: it holds half of a surrogate pair");
            }
            return Arrays.copyOf(encoded, out.position());
        } finally {
            Arrays.fill(encoded, (byte) 0);
            Arrays.fill(password, '\0');
        }
    }

    /** How many factors there are passwords for; an account without a password counts as one. */
    int factors() {
        return Math.max(1, factors.length);
    }

    /** The password of a factor, from 0: not a copy. Empty if there is none. */
    byte[] factor(int number) {
        return number < factors.length ? factors[number] : NONE;
    }

    void wipe() {
        for (byte[] factor : factors) {
            Arrays.fill(factor, (byte) 0);
        }
    }
}

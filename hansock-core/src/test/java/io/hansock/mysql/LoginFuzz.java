package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.net.Address;
import io.hansock.net.Handshake.Next;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsMode;
import io.hansock.sql.TlsSettings;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * Any bytes as a server's part of a login. It succeeds, waits for more, or is refused for a reason that can be told; the password never
 * goes out as it is to somebody who was not verified; and what all that takes is in proportion to what came.
 *
 * <p>Input: what is configured, how the server greets; then the server's messages.
 */
public final class LoginFuzz {
    private static final String PASSWORD = "a-secret-of-more-than-20-bytes";
    private static final int BYTES_A_BYTE = 256;

    /** Keys, curves and digests take some, whatever came: the longest is the stretching of PARSEC. */
    private static final int BYTES_AT_LEAST = 16 << 20;

    private static final int AS_IT_IS = 0x80;
    private static final byte[] CERTIFICATE = {0x30, 0x03, 0x02, 0x01, 0x01};
    private static final Address REMOTE = new Address.Tcp("db.example.org", 3306);
    private static final Address LOCAL = new Address.Unix(Path.of("mysql.sock"));
    private static final LoginSettings ANN = LoginSettings.user("ann").password(PASSWORD);
    private static final LoginSettings OF_ANY_PLUGIN = ANN.plugins(EnumSet.allOf(AuthPlugin.class));

    private static final List<MysqlLogin> LOGINS = List.of(
            login(REMOTE, OF_ANY_PLUGIN, TlsSettings.of(TlsMode.DISABLED)),
            login(REMOTE, OF_ANY_PLUGIN.fetchPublicKey(), TlsSettings.of(TlsMode.DISABLED)),
            login(REMOTE, LoginSettings.user("ann"), TlsSettings.of(TlsMode.DISABLED)),
            login(REMOTE, OF_ANY_PLUGIN, TlsSettings.of(TlsMode.REQUIRED).trustByPassword()),
            login(REMOTE, OF_ANY_PLUGIN, TlsSettings.of(TlsMode.VERIFY_CA)),
            login(REMOTE, OF_ANY_PLUGIN, TlsSettings.of(TlsMode.PREFERRED)),
            login(LOCAL, OF_ANY_PLUGIN.database("shop").compressed(), TlsSettings.of(TlsMode.PREFERRED)),
            login(
                    LOCAL,
                    OF_ANY_PLUGIN.furtherPassword(PASSWORD::toCharArray).furtherPassword(PASSWORD::toCharArray),
                    TlsSettings.of(TlsMode.DISABLED)));

    /** From here on they may send the password as it is: it is encrypted, or stays on this machine. */
    private static final int TRUSTING = 4;

    private LoginFuzz() {}

    private static MysqlLogin login(Address address, LoginSettings settings, TlsSettings tls) {
        return MysqlLogin.of("db", address, settings, tls);
    }

    /** What Jazzer calls, again and again. */
    public static void fuzzerTestOneInput(byte[] input) {
        Allocations.atMost(BYTES_AT_LEAST + (long) BYTES_A_BYTE * input.length, () -> logIn(input));
    }

    private static boolean logIn(byte[] input) {
        FuzzInput in = new FuzzInput(input);
        int mode = in.choice();
        int login = mode % LOGINS.size();
        LoginTalk talk = LoginTalk.with(LOGINS.get(login));
        boolean done = false;
        String told = "";
        try {
            done = (mode & AS_IT_IS) != 0 ? talk(talk, in.rest()) : talk(talk, in);
        } catch (ProtocolException | ServerException | ConfigurationException refused) {
            told = refused.toString();
        }
        if (login < TRUSTING) {
            told += new String(talk.sent(), ISO_8859_1);
        }
        // a fuzzer that looks at comparisons finds the password, too
        if (told.contains(PASSWORD) && !new String(input, ISO_8859_1).contains(PASSWORD)) {
            throw new AssertionError("the password went to somebody who may be anybody");
        }
        return done;
    }

    /** The bytes as they are, all at once. */
    private static boolean talk(LoginTalk talk, byte[] all) {
        return talk.receive(all) == Next.DONE;
    }

    /** Message by message, in step with the client. */
    private static boolean talk(LoginTalk talk, FuzzInput in) {
        Next next = talk.receive(greeting(in));
        for (int said = 1; next != Next.DONE && in.hasRemaining(); said++) {
            if (next == Next.START_TLS) {
                talk.encrypt(CERTIFICATE);
            }
            next = talk.receive(Greetings.message(said + talk.sentPackets(), in.bytes(in.choice())));
        }
        return next == Next.DONE && !talk.handshake().agreed().serverVersion().isEmpty();
    }

    private static byte[] greeting(FuzzInput in) {
        return switch (in.choice() & 3) {
            case 0 -> Greetings.mysql();
            case 1 -> Greetings.mariaDb();
            default -> Greetings.message(0, in.bytes(in.choice()));
        };
    }
}

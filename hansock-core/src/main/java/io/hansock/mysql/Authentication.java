package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.sql.AuthPlugin;
import io.hansock.sql.Capability;
import org.jspecify.annotations.Nullable;

/**
 * The proof that the account is ours: what to answer to each packet that comes between the login packet (or COM_CHANGE_USER) and the
 * final OK. Protocol text: "The auth loop". Not thread-safe: whoever drives the login owns it.
 */
final class Authentication {
    /** More than any account needs: a server that goes on asking is after something else. */
    private static final int MOST_PACKETS = 10;

    private static final int MORE_DATA = 0x01;
    private static final int NEXT_FACTOR = 0x02;
    private static final int SWITCH = 0xfe;

    private static final byte[] NOTHING = {};

    private final AuthPolicy policy;
    private final Passwords passwords;
    private final Agreed agreed;
    private byte[] scramble;
    private @Nullable Authenticator authenticator;
    private String plugin = AuthPlugin.MYSQL_NATIVE_PASSWORD.pluginName();
    private int factor;
    private int packets;
    private @Nullable OkPacket ok;

    /** For a login under what {@code agreed} says; {@code scramble} is the greeting's. */
    Authentication(AuthPolicy policy, Passwords passwords, Agreed agreed, byte[] scramble) {
        this.policy = policy;
        this.passwords = passwords;
        this.agreed = agreed;
        this.scramble = scramble;
    }

    /** The answer that goes with the login packet, and makes up {@link #plugin}; empty if the server has to ask first. */
    byte[] open(String offeredPlugin) {
        AuthPlugin guess = policy.guess(offeredPlugin);
        plugin = guess.pluginName();
        if (!policy.answersScramble(guess)) {
            return NOTHING;
        }
        Authenticator first = policy.authenticator(plugin, passwords, 0);
        authenticator = first;
        return first.answer(scramble);
    }

    /** The name of the plugin that is at work. */
    String plugin() {
        return plugin;
    }

    /**
     * Takes the server's next packet.
     *
     * @return what to answer, for the caller to send and to wipe; null if there is nothing to say: it is over, or the server goes on
     * @throws io.hansock.ServerException if the server refuses
     * @throws ConfigurationException if the server wants what is not allowed
     * @throws ProtocolException if it wants what makes no sense
     */
    byte @Nullable [] advance(@Nullable String server, ByteReader packet) {
        if (++packets > MOST_PACKETS) {
            throw new ProtocolException("the server asks on and on");
        }
        int first = packet.peek();
        if (first == ErrPacket.HEADER) {
            throw ErrPacket.exception(server, packet);
        }
        Authenticator present = authenticator;
        if (present != null && present.takesUnmarked(first)) {
            return present.more(packet.restBytes());
        }
        return switch (first) {
            case OkPacket.OK_HEADER -> {
                ok = OkPacket.read(packet, agreed);
                yield null;
            }
            case MORE_DATA -> more(present, packet);
            case NEXT_FACTOR -> nextFactor(packet);
            case SWITCH -> change(packet);
            default -> throw new ProtocolException("a packet of the login begins with " + first);
        };
    }

    private static byte @Nullable [] more(@Nullable Authenticator present, ByteReader packet) {
        if (present == null) {
            throw new ProtocolException("data for a plugin before there is one");
        }
        packet.skip(1);
        return present.more(packet.restBytes());
    }

    private byte[] nextFactor(ByteReader packet) {
        if (!agreed.has(Capability.MULTI_FACTOR_AUTHENTICATION)) {
            throw new ProtocolException("another factor, which was not agreed on");
        }
        factor++;
        if (factor == passwords.factors()) {
            throw new ConfigurationException(
                    "the account has more factors than the " + factor + " that there are passwords for");
        }
        return run(packet);
    }

    private byte[] change(ByteReader packet) {
        if (packet.remaining() == 1) {
            throw new ConfigurationException(
                    "the account's password has the form from before MySQL 4.1, which Hansock does not use");
        }
        return run(packet);
    }

    /** Begins the plugin that the server names, with the challenge that follows. */
    private byte[] run(ByteReader packet) {
        packet.skip(1);
        String name = packet.nulTerminatedString(UTF_8);
        Authenticator next = policy.authenticator(name, passwords, factor);
        byte[] challenge = packet.restBytes();
        byte[] answer = next.answer(challenge);
        if (next instanceof NativePassword) {
            scramble = Challenges.scramble(challenge);
        }
        plugin = name;
        authenticator = next;
        return answer;
    }

    /** The server's OK, once it has come; null before. */
    @Nullable
    OkPacket ok() {
        return ok;
    }

    /** The scramble that the server last made for the connection as a whole: 20 bytes. */
    byte[] scramble() {
        return scramble;
    }

    /** What the server stores of the password of the last factor; null where that is not known. */
    byte @Nullable [] storedHash() {
        return authenticator == null ? null : authenticator.storedHash();
    }
}

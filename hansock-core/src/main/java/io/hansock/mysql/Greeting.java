package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.ProtocolException;
import io.hansock.buffer.ByteReader;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a server says first. Protocol text: "Server greeting". Immutable. */
final class Greeting {
    private static final int PROTOCOL_10 = 10;
    private static final int LONGEST_VERSION = 128;
    private static final int LONGEST_PLUGIN_NAME = 64;
    private static final int FIRST_PART = 8;
    private static final int RESERVED = 6;

    /** The shortest second part, the zero byte at its end included. */
    private static final int SECOND_PART = 13;

    /** What MariaDB before 11 puts in front of its version, for replicas that know no version 10. */
    private static final String DISGUISE = "5.5.5-";

    private final String serverVersion;
    private final boolean mariaDb;
    private final long connectionId;
    private final byte[] scramble;
    private final Capabilities capabilities;
    private final String plugin;

    private Greeting(
            String serverVersion,
            boolean mariaDb,
            long connectionId,
            byte[] scramble,
            Capabilities capabilities,
            String plugin) {
        this.serverVersion = serverVersion;
        this.mariaDb = mariaDb;
        this.connectionId = connectionId;
        this.scramble = scramble;
        this.capabilities = capabilities;
        this.plugin = plugin;
    }

    /**
     * Reads one.
     *
     * @throws io.hansock.ServerException if the server refuses the connection at once
     * @throws ProtocolException if this is no server of MySQL 4.1 or newer
     */
    static Greeting parse(@Nullable String server, ByteReader in) {
        if (in.peek() == ErrPacket.HEADER) {
            throw ErrPacket.exception(server, in);
        }
        int protocol = in.uint8();
        if (protocol != PROTOCOL_10) {
            throw new ProtocolException(
                    server, "a greeting of protocol " + protocol + ", not 10: no MySQL or MariaDB server", null);
        }
        String version = ServerText.printable(in.nulTerminatedString(UTF_8), LONGEST_VERSION);
        long connectionId = in.uint32();
        byte[] scramble = Arrays.copyOf(in.bytes(FIRST_PART), Challenges.SCRAMBLE_BYTES);
        in.skip(1);
        long low = in.uint16();
        if ((low & Capabilities.of(Capability.PROTOCOL_41).bits()) == 0) {
            throw tooOld(server);
        }
        // default collation and status: they say nothing that the login's OK does not say better
        in.skip(1 + 2);
        long bits = low | (long) in.uint16() << 16;
        int scrambleLength = in.uint8();
        in.skip(RESERVED);
        long extended = in.uint32();
        boolean namesItself = (bits & Capabilities.of(Capability.LONG_PASSWORD).bits()) == 0;
        Capabilities capabilities = Capabilities.ofBits(namesItself ? bits | extended << 32 : bits);
        if (!capabilities.has(Capability.SECURE_CONNECTION)) {
            throw tooOld(server);
        }
        byte[] second = in.bytes(Math.max(SECOND_PART, scrambleLength - FIRST_PART));
        System.arraycopy(second, 0, scramble, FIRST_PART, Challenges.SCRAMBLE_BYTES - FIRST_PART);
        String plugin = capabilities.has(Capability.PLUGIN_AUTH) ? untilZero(in) : "";
        boolean mariaDb = namesItself || version.contains("MariaDB");
        return new Greeting(
                mariaDb && version.startsWith(DISGUISE) ? version.substring(DISGUISE.length()) : version,
                mariaDb,
                connectionId,
                scramble,
                capabilities,
                plugin);
    }

    private static ProtocolException tooOld(@Nullable String server) {
        return new ProtocolException(server, "the server is older than MySQL 4.1", null);
    }

    /** A name with a zero byte behind it, which some old servers leave out. */
    private static String untilZero(ByteReader in) {
        String name = in.restString(UTF_8);
        int end = name.indexOf('\0');
        return ServerText.printable(end < 0 ? name : name.substring(0, end), LONGEST_PLUGIN_NAME);
    }

    /** As {@link Agreed#serverVersion}. */
    String serverVersion() {
        return serverVersion;
    }

    boolean mariaDb() {
        return mariaDb;
    }

    long connectionId() {
        return connectionId;
    }

    /** 20 bytes; not a copy. */
    byte[] scramble() {
        return scramble;
    }

    Capabilities capabilities() {
        return capabilities;
    }

    /** The plugin that the server would choose; empty if it chooses none. */
    String plugin() {
        return plugin;
    }
}

package io.hansock.mysql;

import io.hansock.ConfigurationException;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import io.hansock.sql.LoginSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The payloads of the packets that a client logs in with. Protocol text: "Handshake". Stateless. */
final class LoginPackets {
    /** utf8mb4_general_ci: of all collations of utf8mb4 the one that every server knows. */
    private static final int COLLATION = 45;

    /** The longest message that this side announces to take, 1 GiB: the most that servers believe. */
    private static final int LONGEST_MESSAGE = 0x4000_0000;

    private static final int RESERVED = 19;
    private static final int COM_CHANGE_USER = 0x11;
    private static final int MOST_ATTRIBUTE_BYTES = 60_000;
    private static final int LONGEST_SHORT_PROOF = 255;

    private static final Map<String, String> OWN_ATTRIBUTES = ownAttributes();

    private LoginPackets() {}

    private static Map<String, String> ownAttributes() {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("_client_name", "Hansock");
        version().ifPresent(version -> own.put("_client_version", version));
        own.put("_os", System.getProperty("os.name", ""));
        own.put("_pid", Long.toString(ProcessHandle.current().pid()));
        own.put("_platform", System.getProperty("os.arch", ""));
        own.put("_runtime_version", System.getProperty("java.version", ""));
        return own;
    }

    /** As the module says it, or on the class path the jar's manifest. */
    private static Optional<String> version() {
        return Optional.ofNullable(LoginPackets.class.getModule().getDescriptor())
                .flatMap(module -> module.rawVersion())
                .or(() -> Optional.ofNullable(LoginPackets.class.getPackage().getImplementationVersion()));
    }

    /** What asks for TLS: nothing of the login itself. */
    static void sslRequest(ByteWriter out, Capabilities capabilities) {
        out.int32((int) capabilities.bits());
        out.int32(LONGEST_MESSAGE);
        out.int8(COLLATION);
        for (int i = 0; i < RESERVED; i++) {
            out.int8(0);
        }
        out.int32((int) (capabilities.bits() >>> 32));
    }

    /** The login itself. {@code proof} is the first answer of {@code plugin}. */
    static void response(ByteWriter out, Capabilities capabilities, LoginSettings login, String plugin, byte[] proof) {
        sslRequest(out, capabilities);
        out.nulTerminatedUtf8(login.user());
        if (capabilities.has(Capability.PLUGIN_AUTH_LENENC_CLIENT_DATA)) {
            out.lenencBytes(proof);
        } else {
            shortProof(out, proof);
        }
        if (capabilities.has(Capability.CONNECT_WITH_DB)) {
            out.nulTerminatedUtf8(login.database().orElse(""));
        }
        if (capabilities.has(Capability.PLUGIN_AUTH)) {
            out.nulTerminatedUtf8(plugin);
        }
        if (capabilities.has(Capability.CONNECT_ATTRS)) {
            attributes(out, login.attributes());
        }
    }

    /** The command that logs in anew on a connection. Protocol text: "Commands", COM_CHANGE_USER. */
    static void changeUser(
            ByteWriter out, Capabilities capabilities, LoginSettings login, String plugin, byte[] proof) {
        out.int8(COM_CHANGE_USER);
        out.nulTerminatedUtf8(login.user());
        shortProof(out, proof);
        out.nulTerminatedUtf8(login.database().orElse(""));
        out.int16(COLLATION);
        if (capabilities.has(Capability.PLUGIN_AUTH)) {
            out.nulTerminatedUtf8(plugin);
        }
        if (capabilities.has(Capability.CONNECT_ATTRS)) {
            attributes(out, login.attributes());
        }
    }

    private static void shortProof(ByteWriter out, byte[] proof) {
        if (proof.length > LONGEST_SHORT_PROOF) {
            throw new ConfigurationException("the password is too long to be sent in this server's login packet");
        }
        out.int8(proof.length);
        out.put(proof);
    }

    private static void attributes(ByteWriter out, Map<String, String> users) {
        ByteWriter all = new ByteWriter(256, Integer.MAX_VALUE - 8);
        OWN_ATTRIBUTES.forEach((name, value) -> attribute(all, name, value));
        users.forEach((name, value) -> attribute(all, name, value));
        if (all.size() > MOST_ATTRIBUTE_BYTES) {
            throw new ConfigurationException("the connection attributes have " + all.size() + " bytes; at most "
                    + MOST_ATTRIBUTE_BYTES + " are sent");
        }
        out.lenencBytes(all.array(), 0, all.size());
    }

    private static void attribute(ByteWriter out, String name, String value) {
        out.lenencUtf8(name);
        out.lenencUtf8(value);
    }
}

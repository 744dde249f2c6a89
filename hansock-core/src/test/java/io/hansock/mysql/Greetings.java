package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.hansock.buffer.ByteWriter;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;

/** Greetings as real servers send them, to be bent by tests. */
final class Greetings {
    static final String SCRAMBLE = "abcdefghijklmnopqrst";

    /** What MySQL 9.7 offers. */
    static final Capabilities MYSQL = Capabilities.ofBits(0xdfff_ffffL);

    /** What MariaDB 11.8 offers, its extended capabilities included. */
    static final Capabilities MARIADB = Capabilities.ofBits(0x3d_81ff_fffeL);

    private Greetings() {}

    static byte[] mysql() {
        return packet("9.7.4", MYSQL, "caching_sha2_password");
    }

    static byte[] mariaDb() {
        return packet("11.8.6-MariaDB-0+deb13u1", MARIADB, "mysql_native_password");
    }

    static byte[] packet(String version, Capabilities capabilities, String plugin) {
        ByteWriter out = new ByteWriter(128, 1 << 20);
        out.int8(10);
        out.nulTerminatedUtf8(version);
        out.int32(0xfedc_ba98);
        out.ascii(SCRAMBLE.substring(0, 8));
        out.int8(0);
        out.int16((int) capabilities.bits());
        out.int8(255);
        out.int16(2);
        out.int16((int) (capabilities.bits() >> 16));
        out.int8(21);
        out.put(new byte[6]);
        out.int32((int) (capabilities.bits() >>> 32));
        out.ascii(SCRAMBLE.substring(8));
        out.int8(0);
        if (capabilities.has(Capability.PLUGIN_AUTH)) {
            out.nulTerminatedUtf8(plugin);
        }
        return message(0, out.toByteArray());
    }

    static byte[] message(int sequence, byte[] payload) {
        ByteWriter out = new ByteWriter(payload.length + 4, 1 << 20);
        PacketWriter.message(out, sequence, payload);
        return out.toByteArray();
    }

    /** A switch to {@code plugin} with its challenge. */
    static byte[] change(int sequence, String plugin, byte[] challenge) {
        ByteWriter out = new ByteWriter(128, 1 << 20);
        out.int8(0xfe);
        out.nulTerminatedUtf8(plugin);
        out.put(challenge);
        return message(sequence, out.toByteArray());
    }

    static byte[] change(int sequence, String plugin) {
        return change(sequence, plugin, (SCRAMBLE + "\0").getBytes(US_ASCII));
    }

    static byte[] ok(int sequence) {
        return message(sequence, new byte[] {0, 0, 0, 2, 0, 0, 0});
    }
}

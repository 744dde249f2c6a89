package io.hansock.mysql;

import io.hansock.HansockException;
import io.hansock.buffer.ByteReader;
import io.hansock.net.Exchange;
import io.hansock.net.Handshake;
import io.hansock.net.Session;
import io.hansock.sql.Capability;
import org.jspecify.annotations.Nullable;

/** What the MySQL wire remembers of one channel under its wheel: what was agreed on, and whether a reply is read in pieces. */
sealed class MysqlSession implements Session permits CommandSession {
    private final String server;
    private final MysqlHandshake handshake;
    private @Nullable Agreed agreed;
    private boolean midReply;

    MysqlSession(String server, MysqlHandshake handshake) {
        this.server = server;
        this.handshake = handshake;
    }

    @Override
    public @Nullable Exchange opening() {
        return null;
    }

    @Override
    public Handshake handshake() {
        return handshake;
    }

    @Override
    public boolean isMidReply() {
        return midReply;
    }

    /** MariaDB and MySQL set TCP_NODELAY on their side. */
    @Override
    public boolean sendsAtOnce() {
        return true;
    }

    @Override
    public @Nullable HansockException goodbye(byte[] bytes, int from, int to) {
        int payload = from + PacketWriter.HEADER;
        return ErrPacket.isFarewell(bytes, payload, to)
                ? ErrPacket.farewell(server, new ByteReader(bytes, payload, to))
                : null;
    }

    /** What was agreed on; under the wheel, or for the channel's owner once any answer is in. */
    Agreed agreed() {
        Agreed known = agreed;
        if (known == null) {
            known = handshake.agreed();
            agreed = known;
        }
        return known;
    }

    /** A login as somebody else; not under the wheel. */
    MysqlHandshake login() {
        return handshake;
    }

    /** Tells a framer what was agreed on. */
    void introduce(ReplyFramer framer) {
        framer.agreed(server, agreed().has(Capability.DEPRECATE_EOF), agreed().has(Capability.CACHE_METADATA));
    }

    /** A reply, or a piece of one, has ended. */
    void leftOff(ReplyFramer framer) {
        midReply = framer.isMidReply();
    }
}

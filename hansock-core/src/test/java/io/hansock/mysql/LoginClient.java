package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.HansockException;
import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteWriter;
import io.hansock.net.Address;
import io.hansock.net.Channel;
import io.hansock.net.ChannelListener;
import io.hansock.net.ChannelSettings;
import io.hansock.net.Exchange;
import io.hansock.net.Handshake;
import io.hansock.net.IoThread;
import io.hansock.net.Session;
import io.hansock.sql.Capability;
import io.hansock.sql.LoginSettings;
import io.hansock.sql.TlsSettings;
import io.hansock.testing.SqlServer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** A real connection with nothing on it but the login and queries of one cell. */
final class LoginClient implements AutoCloseable {
    private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(10);

    private final IoThread io = new IoThread("login-test", Runnable::run);
    private final MysqlHandshake handshake;
    private final LoginSession session;
    private final Channel channel;

    LoginClient(Address address, LoginSettings login, TlsSettings tls) {
        handshake = MysqlLogin.of("db", address, login, tls).handshake();
        session = new LoginSession(handshake);
        channel = new Channel("db", address, session, ChannelSettings.DEFAULTS, io, ChannelListener.NONE);
    }

    static LoginClient tcp(SqlServer server, LoginSettings login, TlsSettings tls) {
        return new LoginClient(tcp(server, server.host()), login, tls);
    }

    static Address tcp(SqlServer server, String host) {
        return new Address.Tcp(host, server.port());
    }

    static LoginClient unix(SqlServer server, LoginSettings login, TlsSettings tls) {
        return new LoginClient(new Address.Unix(server.socket()), login, tls);
    }

    MysqlHandshake handshake() {
        return handshake;
    }

    /** The last cell of the query's first row, by the text protocol; null for NULL, for no row and for a statement without rows. */
    @Nullable
    String value(String sql) {
        PacketCursor packets = reply(out -> Command.query(out, sql), Expected.QUERY);
        packets.require();
        int first = packets.payload().peek();
        if (first == ErrPacket.HEADER) {
            throw ErrPacket.exception("db", packets.payload());
        }
        if (first == OkPacket.OK_HEADER) {
            return null;
        }
        Agreed agreed = handshake.agreed();
        int columns = packets.payload().uint8();
        for (int i = 0; i < columns; i++) {
            packets.require();
        }
        packets.require();
        if (OkPacket.endsRows(
                packets.array()[packets.from()], packets.to() - packets.from(), agreed.has(Capability.DEPRECATE_EOF))) {
            return null;
        }
        ByteReader row = packets.payload();
        String cell = null;
        for (int i = 0; i < columns; i++) {
            cell = row.nullableLenencString(UTF_8);
        }
        return cell;
    }

    /** Logs in as somebody else. */
    void changeUser(LoginSettings other) {
        ChangeUser change = handshake.changeUser(other);
        session.isMidReply = true;
        ByteWriter out = new ByteWriter(1024, 1 << 20);
        change.begin(out);
        byte[] toSend = out.toByteArray();
        boolean over = false;
        while (!over) {
            Pieces piece = new Pieces(toSend);
            byte[] reply = call(piece);
            out.reset();
            over = change.answer(reply, 0, reply.length, out);
            toSend = out.toByteArray();
        }
        session.isMidReply = false;
        change.wipe();
    }

    /** The packets of the answer to {@code command}. */
    PacketCursor reply(ToIntFunction<ByteWriter> command, Expected answer) {
        byte[] reply = call(new Whole(command, answer, handshake));
        PacketCursor packets = new PacketCursor("db", 64 << 20);
        packets.reset(reply, 0, reply.length, 1);
        return packets;
    }

    private byte[] call(Exchange exchange) {
        channel.call(exchange, TIMEOUT);
        HansockException problem = exchange.problem("db");
        if (problem != null) {
            throw problem;
        }
        return Arrays.copyOfRange(exchange.reply(), exchange.replyFrom(), exchange.replyTo());
    }

    @Override
    public void close() {
        channel.close(0);
        io.close();
    }

    /** In the middle of a conversation the server goes on by itself at times. */
    private static final class LoginSession implements Session {
        private final MysqlHandshake handshake;
        private volatile boolean isMidReply;

        LoginSession(MysqlHandshake handshake) {
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
            return isMidReply;
        }
    }

    /** A command and all of its reply. */
    private static final class Whole extends Exchange {
        private final ToIntFunction<ByteWriter> command;
        private final ReplyFramer framer = new ReplyFramer();
        private final Expected answer;
        private final MysqlHandshake handshake;

        Whole(ToIntFunction<ByteWriter> command, Expected answer, MysqlHandshake handshake) {
            this.command = command;
            this.answer = answer;
            this.handshake = handshake;
        }

        @Override
        protected boolean encode(ByteWriter out, Session session) {
            Agreed agreed = handshake.agreed();
            framer.agreed("db", agreed.has(Capability.DEPRECATE_EOF), agreed.has(Capability.CACHE_METADATA));
            framer.await(answer, command.applyAsInt(out));
            return true;
        }

        @Override
        protected int frame(byte[] bytes, int from, int to, Session session) {
            return framer.frame(bytes, from, to);
        }
    }

    /** Bytes that are ready, and the next packet of the server's. */
    private static final class Pieces extends Exchange {
        private final byte[] bytes;
        private int seen;
        private int length;

        Pieces(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected boolean encode(ByteWriter out, Session session) {
            out.put(bytes);
            return true;
        }

        @Override
        protected int frame(byte[] reply, int from, int to, Session session) {
            for (int at = from; at < to; at++) {
                if (seen < 3) {
                    length |= (reply[at] & 0xff) << (8 * seen);
                }
                seen++;
                if (seen >= PacketWriter.HEADER && seen == PacketWriter.HEADER + length) {
                    return at + 1;
                }
            }
            return -1;
        }
    }
}

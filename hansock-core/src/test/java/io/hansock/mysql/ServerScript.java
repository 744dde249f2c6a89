package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.SqlClientBuilder;
import io.hansock.buffer.ByteWriter;
import io.hansock.sql.Capabilities;
import io.hansock.sql.Capability;
import io.hansock.sql.SqlClient;
import io.hansock.sql.TlsMode;
import io.hansock.testing.Conversation;
import io.hansock.testing.ScriptedServer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A MySQL server's side of one conversation, packet by packet. What every client says first (the login, the settings of a new session)
 * can be left to it; all else is the test's.
 *
 * <pre>{@code
 * try (ScriptedServer server = ServerScript.playing(s -> {
 *     s.logIn();
 *     s.command();
 *     s.answer("01", COLUMN, "0131", OK_END);
 * })) {...}
 * }</pre>
 */
final class ServerScript {
    /** All that MySQL 9.7 offers, but TLS and compression. */
    static final Capabilities OFFERED = Capabilities.ofBits(Greetings.MYSQL.bits()
            & ~Capabilities.of(Capability.SSL, Capability.COMPRESS).bits());

    private static final String VERSION = "9.7.4";
    private static final String[] LIMITS = {"utf8mb4", "utf8mb4", "utf8mb4", "67108864", "28800", "db/3306/1"};
    private static final int QUERY = 0x03;

    /** What a test has the server do on one connection. */
    @FunctionalInterface
    interface Play {
        void play(ServerScript server) throws IOException, InterruptedException;
    }

    /** Logs in whoever comes, and answers all queries. */
    static final Play ANSWERING = script -> {
        script.logIn();
        script.answerAll();
    };

    /** With which {@link #clientOf} logs in. */
    static final String PASSWORD = "a-secret-of-more-than-20-bytes";

    private final Conversation client;
    private final InputStream in;
    private int sequence;

    private ServerScript(Conversation client) {
        this.client = client;
        this.in = client.input();
    }

    /** A server that plays the first script with the first client, and so on; each must be played. */
    static ScriptedServer playing(Play... plays) {
        ScriptedServer.Script[] scripts = new ScriptedServer.Script[plays.length];
        for (int i = 0; i < plays.length; i++) {
            Play play = plays[i];
            scripts[i] = client -> play.play(new ServerScript(client));
        }
        return ScriptedServer.playing(scripts);
    }

    /** A server that plays one script with each client. */
    static ScriptedServer repeating(Play play) {
        return ScriptedServer.repeating(client -> play.play(new ServerScript(client)));
    }

    /** For a client of {@code server} that waits five seconds at most, whatever it waits for. */
    static SqlClientBuilder clientOf(ScriptedServer server) {
        return SqlClientBuilder.to(server.host(), server.port())
                .name("db")
                .user("ann")
                .password(PASSWORD)
                .tls(TlsMode.DISABLED)
                .connectTimeout(Duration.ofSeconds(5))
                .requestTimeout(Duration.ofSeconds(5));
    }

    /** Asks for what {@link #answerOne} answers. */
    static long one(SqlClient client) {
        return client.query("select 1").rows().row(0).getLong(1);
    }

    Conversation client() {
        return client;
    }

    /** Greets, takes whatever password comes. */
    void logIn() throws IOException {
        logIn(OFFERED);
    }

    void logIn(Capabilities offered) throws IOException {
        client.send(Greetings.packet(VERSION, offered, "mysql_native_password"));
        packet();
        answer(ReplyBytes.OK);
    }

    /** The next command that is none of a session's own settings, which are answered here; its payload. */
    byte[] command() throws IOException {
        while (true) {
            byte[] command = packet();
            String text = new String(command, UTF_8);
            if (command[0] == QUERY && text.startsWith("set names", 1)) {
                answer(ReplyBytes.OK);
            } else if (command[0] == QUERY && text.startsWith("select @@character_set", 1)) {
                answerLimits();
            } else {
                return command;
            }
        }
    }

    /** Answers every query with the row of one column, the number 1, and what is no query with OK, until the client leaves. */
    void answerAll() throws IOException {
        while (true) {
            byte[] command = command();
            if (new String(command, UTF_8).startsWith("select", 1)) {
                answerOne();
            } else {
                answer(ReplyBytes.OK);
            }
        }
    }

    /** One row of one column, the number 1. */
    void answerOne() throws IOException {
        answer("01", ReplyBytes.COLUMN, "0131", ReplyBytes.OK_END);
    }

    private void answerLimits() throws IOException {
        ByteWriter row = new ByteWriter(64, 1 << 10);
        byte[][] messages = new byte[LIMITS.length + 3][];
        messages[0] = new byte[] {(byte) LIMITS.length};
        for (int i = 0; i < LIMITS.length; i++) {
            messages[i + 1] = Packets.definition("v" + i, 0xfd, 0, 45);
            row.lenencUtf8(LIMITS[i]);
        }
        messages[LIMITS.length + 1] = row.toByteArray();
        messages[LIMITS.length + 2] = HexFormat.of().parseHex(ReplyBytes.OK_END);
        answer(messages);
    }

    /** The client's next packet; its id is where the answer goes on. */
    byte[] packet() throws IOException {
        byte[] header = read(PacketWriter.HEADER);
        sequence = (header[3] + 1) & 0xff;
        return read((header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16);
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    /** Sends messages, in hexadecimal digits, as the next packets of the answer. */
    void answer(String... payloads) throws IOException {
        byte[][] messages = new byte[payloads.length][];
        for (int i = 0; i < payloads.length; i++) {
            messages[i] = HexFormat.of().parseHex(payloads[i]);
        }
        answer(messages);
    }

    void answer(byte[]... messages) throws IOException {
        client.send(next(messages));
    }

    /** The next packets of the answer, to be sent in some other way. */
    byte[] next(byte[]... messages) {
        byte[] packets = Packets.reply(sequence, messages);
        for (byte[] message : messages) {
            sequence += 1 + message.length / PacketWriter.LONGEST;
        }
        return packets;
    }

    /** The id with which the answer goes on. */
    int sequence() {
        return sequence;
    }

    /** Has the answer go on with another id. */
    void sequence(int id) {
        sequence = id;
    }
}

package io.hansock.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.hansock.ConfigurationException;
import io.hansock.ProtocolException;
import io.hansock.ServerException;
import io.hansock.buffer.ByteReader;
import io.hansock.buffer.ByteSearch;
import io.hansock.buffer.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/**
 * The server says {@code hello}; the client {@code tls}, if it has an engine, and after that {@code login}; the server {@code ok},
 * which is the end, {@code more}, which is answered by {@code login} again, {@code no} or {@code never}.
 */
final class HelloHandshake implements Handshake {
    final List<String> heard = new ArrayList<>();
    SSLSession tls;
    int wiped;
    private final Supplier<SSLEngine> engine;
    private final UnaryOperator<Transport> wrapping;
    private final String login;

    HelloHandshake(String login, Supplier<SSLEngine> engine, UnaryOperator<Transport> wrapping) {
        this.login = login;
        this.engine = engine;
        this.wrapping = wrapping;
    }

    HelloHandshake() {
        this("login", null, UnaryOperator.identity());
    }

    /** A session that begins like this. */
    static Session session(Supplier<HelloHandshake> handshakes) {
        return new Session() {
            @Override
            public Exchange opening() {
                return null;
            }

            @Override
            public Handshake handshake() {
                return handshakes.get();
            }
        };
    }

    @Override
    public Next advance(ByteReader received, ByteWriter out) {
        if (!received.hasRemaining() && heard.contains("hello")) {
            out.ascii(login + "\n");
        }
        while (true) {
            int end = ByteSearch.indexOf(received.array(), received.position(), received.limit(), (byte) '\n');
            if (end < 0) {
                return Next.RECEIVE;
            }
            String line = received.string(end - received.position(), ISO_8859_1);
            received.skip(1);
            heard.add(line);
            switch (line) {
                case "hello" -> {
                    if (engine != null) {
                        out.ascii("tls\n");
                        return Next.START_TLS;
                    }
                    out.ascii(login + "\n");
                }
                case "more" -> out.ascii(login + "\n");
                case "ok" -> {
                    return Next.DONE;
                }
                case "no" ->
                    throw new ServerException(
                            "test", 1045, "28000", ServerException.Kind.NOT_AUTHORISED, "check the password", "no");
                case "never" -> throw new ConfigurationException("test", "the settings forbid this");
                default -> throw new ProtocolException("test", "unheard of", null);
            }
        }
    }

    @Override
    public SSLEngine startTls() {
        return engine.get();
    }

    @Override
    public void encrypted(SSLSession session) {
        tls = session;
    }

    @Override
    public Transport wrap(Transport plain) {
        return wrapping.apply(plain);
    }

    @Override
    public void wipe() {
        wiped++;
    }
}

package io.hansock.spring.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A port where connections are made and nothing is ever said, as of a server that hangs. */
public final class SilentServer implements AutoCloseable {
    private static final int WAITING = 100;

    private final ServerSocket socket;

    /** Listens on the loopback address. */
    public SilentServer() {
        try {
            socket = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    /** The properties of servers that are all this one. */
    public String[] properties(String prefix, String... names) {
        String[] properties = new String[2 * names.length + 1];
        for (int i = 0; i < names.length; i++) {
            String server = prefix + ".servers." + names[i];
            properties[2 * i] = server + ".host=" + socket.getInetAddress().getHostAddress();
            properties[2 * i + 1] = server + ".port=" + port();
        }
        properties[2 * names.length] = prefix + ".username=app";
        return properties;
    }

    /** Waits for somebody to connect. */
    @SuppressWarnings("resource") // nothing is said to who has connected
    public void awaitCaller() {
        try {
            socket.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

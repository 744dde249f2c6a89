package io.hansock.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hansock.net.Address;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Sits between a client and a server: ends the client's TLS with a certificate of its own, begins another towards the server, and
 * passes on what either says. For one connection.
 */
final class ManInTheMiddle implements AutoCloseable {
    private static final String PASSWORD = "password";

    private final SqlServer server;
    private final SSLContext towardsClient;
    private final SSLContext towardsServer;
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

    ManInTheMiddle(SqlServer server, Path folder) throws IOException, GeneralSecurityException {
        this.server = server;
        this.towardsClient = context(keys(folder.resolve("middle.p12")));
        // the server would ask for a certificate, and refuse this one
        this.towardsServer = context(new KeyManager[0]);
        Thread thread = new Thread(this::serve, "man in the middle");
        thread.setDaemon(true);
        thread.start();
    }

    Address address() {
        return new Address.Tcp("127.0.0.1", listener.getLocalPort());
    }

    private static KeyManager[] keys(Path store) throws IOException, GeneralSecurityException {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "middle",
                        "-dname",
                        "CN=middle",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        try {
            if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        return keys.getKeyManagers();
    }

    private static SSLContext context(KeyManager[] keys) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {new UncheckedTrust()}, null);
        return context;
    }

    private void serve() {
        try (Socket client = listener.accept();
                Socket upstream = new Socket(server.host(), server.port())) {
            sockets.addAll(List.of(client, upstream));
            passPacket(upstream.getInputStream(), client.getOutputStream());
            passPacket(client.getInputStream(), upstream.getOutputStream());
            SSLSocket toClient = secure(towardsClient, client);
            toClient.setUseClientMode(false);
            toClient.startHandshake();
            SSLSocket toServer = secure(towardsServer, upstream);
            toServer.startHandshake();
            Thread back = new Thread(() -> pump(toServer, toClient), "man in the middle, back");
            back.setDaemon(true);
            back.start();
            pump(toClient, toServer);
            back.join(TimeUnit.SECONDS.toMillis(10));
        } catch (IOException e) {
            // the client has left, or the test is over
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void passPacket(InputStream in, OutputStream out) throws IOException {
        byte[] header = in.readNBytes(4);
        int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        byte[] packet = Arrays.copyOf(header, 4 + length);
        in.readNBytes(packet, 4, length);
        out.write(packet);
        out.flush();
    }

    private SSLSocket secure(SSLContext context, Socket socket) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(socket, server.host(), server.port(), true);
    }

    private static void pump(SSLSocket from, SSLSocket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // whoever closed first has ended the conversation
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : List.copyOf(sockets)) {
            socket.close();
        }
    }
}

package io.hansock.faults;

import static org.awaitility.Awaitility.await;

import io.hansock.testing.FaultyProxy.Cut;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Others have taken all connections that a server gives. */
final class TooManyConnections implements Fault, AutoCloseable {
    /** The fewest that servers can be told to give. */
    private static final int MOST = 10;

    private static final int USUALLY = 151;

    private final SqlServer server;
    private final List<Socket> others = new ArrayList<>();

    TooManyConnections(SqlServer server) {
        this.server = server;
    }

    /** The clients come too late. */
    @Override
    public void begin(Scene scene) {
        scene.sql().refuse();
        scene.sql().cut(Cut.FINISHED);
        limit();
        takeWhatIsLeft();
        scene.sql().listenAgain();
    }

    void limit() {
        server.admin("set global max_connections = " + MOST);
    }

    void takeWhatIsLeft() {
        try {
            for (int i = 0; i < MOST; i++) {
                // one that is about to log in counts
                Socket other = new Socket(server.host(), server.port());
                others.add(other);
                if (other.getInputStream().read() < 0) {
                    throw new IllegalStateException("the server hung up without a word");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void end(Scene scene) {
        close();
        // the clients of the scene take what is free, too, and so also what servers keep for administrators
        await().ignoreExceptions().untilAsserted(() -> server.admin("set global max_connections = " + USUALLY));
    }

    @Override
    public void close() {
        for (Socket other : others) {
            try {
                other.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

package io.hansock.testing;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** One server of each kind for all tests of this JVM, started when first asked for. {@link ServerRun} ends them with the JVM. */
final class SharedServers {
    private static final ReentrantLock lock = new ReentrantLock();
    private static final Map<SqlServer.Kind, SqlServer> servers = new EnumMap<>(SqlServer.Kind.class);

    private SharedServers() {}

    static SqlServer get(SqlServer.Kind kind) {
        lock.lock();
        try {
            SqlServer server = servers.computeIfAbsent(kind, SqlServer::start);
            if (!server.alive()) {
                String log = server.logTail();
                server.restart();
                throw new AssertionError(server + " died after it was last asked for:\n" + log);
            }
            return server;
        } finally {
            lock.unlock();
        }
    }
}

package io.hansock.spring.boot.testcontainers;

import io.hansock.ServerSettings;
import java.util.List;
import org.testcontainers.containers.JdbcDatabaseContainer;

/** Where the server of a container is reached from outside. Stateless. */
final class ContainerServers {
    private static final int SQL_PORT = 3306;

    private ContainerServers() {}

    /** One server with the SQL port, and with those of HandlerSocket that the container has. */
    static List<ServerSettings> of(JdbcDatabaseContainer<?> container, String name) {
        ServerSettings server = ServerSettings.of(name, container.getHost()).sqlPort(container.getMappedPort(SQL_PORT));
        if (container.getExposedPorts().contains(HandlerSocketContainers.READ_PORT)) {
            server = server.readPort(container.getMappedPort(HandlerSocketContainers.READ_PORT));
        }
        if (container.getExposedPorts().contains(HandlerSocketContainers.WRITE_PORT)) {
            server = server.writePort(container.getMappedPort(HandlerSocketContainers.WRITE_PORT));
        }
        return List.of(server);
    }
}

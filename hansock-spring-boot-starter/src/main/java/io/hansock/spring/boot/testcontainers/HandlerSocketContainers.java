package io.hansock.spring.boot.testcontainers;

import java.util.UUID;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Makes containers of MariaDB with HandlerSocket. As a {@code @ServiceConnection} they are a whole configuration; the ports outside the
 * container are found out, and so need no proof.
 *
 * <pre>{@code
 * @Container
 * @ServiceConnection
 * static MariaDBContainer mariadb = HandlerSocketContainers.mariadb("mariadb:11.8");
 * }</pre>
 */
public final class HandlerSocketContainers {
    /** HandlerSocket's port for reads inside the container. */
    public static final int READ_PORT = 9998;

    /** HandlerSocket's port for writes inside the container. */
    public static final int WRITE_PORT = 9999;

    private HandlerSocketContainers() {}

    /**
     * {@return a container that is not started yet, with HandlerSocket for reads and for writes, its secrets random}
     *
     * @param image a MariaDB image that has {@code handlersocket.so}, as the official one of Docker Hub
     */
    public static MariaDBContainer mariadb(String image) {
        return handlerSocket(
                new MariaDBContainer(DockerImageName.parse(image).asCompatibleSubstituteFor(MariaDBContainer.NAME)));
    }

    /**
     * Adds HandlerSocket to a container that is not started yet. The plugin is of beta maturity, which the server has to allow. The ports
     * outside may be open to a network, and some versions have no secrets unless they are given some, so they are.
     *
     * @param container of MariaDB; its command is replaced
     * @return the container
     */
    public static MariaDBContainer handlerSocket(MariaDBContainer container) {
        container.addExposedPorts(READ_PORT, WRITE_PORT);
        container.withCommand(
                "--plugin-maturity=beta",
                "--plugin-load-add=handlersocket.so",
                "--loose-handlersocket-address=0.0.0.0",
                "--loose-handlersocket-port=" + READ_PORT,
                "--loose-handlersocket-port-wr=" + WRITE_PORT,
                "--loose-handlersocket-plain-secret=" + UUID.randomUUID(),
                "--loose-handlersocket-plain-secret-wr=" + UUID.randomUUID(),
                "--loose-handlersocket-threads=2",
                "--loose-handlersocket-verbose=0");
        return container;
    }
}

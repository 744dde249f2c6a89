package io.hansock.spring.boot.testcontainers;

import io.hansock.ServerSettings;
import io.hansock.spring.boot.autoconfigure.HansockConnectionDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.containers.JdbcDatabaseContainer;

/**
 * Makes {@link HansockConnectionDetails} of a container that is a {@code @ServiceConnection}.
 *
 * @param <C> the kind of container
 */
abstract class DatabaseContainerConnectionDetailsFactory<C extends JdbcDatabaseContainer<C>>
        extends ContainerConnectionDetailsFactory<C, HansockConnectionDetails> {
    private final String serverName;

    /** The one server is called so. */
    DatabaseContainerConnectionDetailsFactory(String serverName) {
        this.serverName = serverName;
    }

    @Override
    protected HansockConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<C> source) {
        return new Details<>(source, serverName);
    }

    private static final class Details<C extends JdbcDatabaseContainer<C>> extends ContainerConnectionDetails<C>
            implements HansockConnectionDetails {
        private final String serverName;

        Details(ContainerConnectionSource<C> source, String serverName) {
            super(source);
            this.serverName = serverName;
        }

        @Override
        public List<ServerSettings> getServers() {
            return ContainerServers.of(getContainer(), serverName);
        }

        @Override
        public String getUsername() {
            return getContainer().getUsername();
        }

        @Override
        public String getPassword() {
            return getContainer().getPassword();
        }

        @Override
        public String getDatabase() {
            return getContainer().getDatabaseName();
        }

        @Override
        public @Nullable SslBundle getSslBundle() {
            return super.getSslBundle();
        }
    }
}

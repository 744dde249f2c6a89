package io.hansock.spring.boot.testcontainers;

import io.hansock.ServerSettings;
import io.hansock.spring.boot.autoconfigure.HansockConnectionDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.mariadb.MariaDBContainer;

/** Makes {@link HansockConnectionDetails} of a {@link MariaDBContainer} that is a {@code @ServiceConnection}. */
final class MariaDbHansockContainerConnectionDetailsFactory
        extends ContainerConnectionDetailsFactory<MariaDBContainer, HansockConnectionDetails> {
    @Override
    protected HansockConnectionDetails getContainerConnectionDetails(
            ContainerConnectionSource<MariaDBContainer> source) {
        return new Details(source);
    }

    private static final class Details extends ContainerConnectionDetails<MariaDBContainer>
            implements HansockConnectionDetails {
        Details(ContainerConnectionSource<MariaDBContainer> source) {
            super(source);
        }

        @Override
        public List<ServerSettings> getServers() {
            return ContainerServers.of(getContainer(), "mariadb");
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

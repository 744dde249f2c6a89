package io.hansock.spring.boot.testcontainers;

import io.hansock.ServerSettings;
import io.hansock.spring.boot.autoconfigure.HansockConnectionDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.testcontainers.mysql.MySQLContainer;

/** Makes {@link HansockConnectionDetails} of a {@link MySQLContainer} that is a {@code @ServiceConnection}. */
final class MySqlHansockContainerConnectionDetailsFactory
        extends ContainerConnectionDetailsFactory<MySQLContainer, HansockConnectionDetails> {
    @Override
    protected HansockConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<MySQLContainer> source) {
        return new Details(source);
    }

    private static final class Details extends ContainerConnectionDetails<MySQLContainer>
            implements HansockConnectionDetails {
        Details(ContainerConnectionSource<MySQLContainer> source) {
            super(source);
        }

        @Override
        public List<ServerSettings> getServers() {
            return ContainerServers.of(getContainer(), "mysql");
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

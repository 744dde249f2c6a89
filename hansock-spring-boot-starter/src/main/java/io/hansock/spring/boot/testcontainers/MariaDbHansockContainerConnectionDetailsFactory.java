package io.hansock.spring.boot.testcontainers;

import io.hansock.spring.boot.autoconfigure.HansockConnectionDetails;
import org.testcontainers.mariadb.MariaDBContainer;

/** Makes {@link HansockConnectionDetails} of a {@link MariaDBContainer}. */
final class MariaDbHansockContainerConnectionDetailsFactory
        extends DatabaseContainerConnectionDetailsFactory<MariaDBContainer> {
    MariaDbHansockContainerConnectionDetailsFactory() {
        super("mariadb");
    }
}

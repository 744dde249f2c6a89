package io.hansock.spring.boot.testcontainers;

import io.hansock.spring.boot.autoconfigure.HansockConnectionDetails;
import org.testcontainers.mysql.MySQLContainer;

/** Makes {@link HansockConnectionDetails} of a {@link MySQLContainer}. */
final class MySqlHansockContainerConnectionDetailsFactory
        extends DatabaseContainerConnectionDetailsFactory<MySQLContainer> {
    MySqlHansockContainerConnectionDetailsFactory() {
        super("mysql");
    }
}

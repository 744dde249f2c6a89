package io.hansock.spring.boot.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.boot.test.HansockTest;
import io.hansock.testing.PatientClient;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.testcontainers.context.ImportTestcontainers;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.testcontainers.mariadb.MariaDBContainer;

/** The example of docs/testing.md, run: a slice of an application, on a container. */
@NeedsContainers
class ContainerExampleIT {
    @Nested
    // tag::example[]
    @HansockTest
    @ImportTestcontainers
    class UsersTest {
        @ServiceConnection
        static MariaDBContainer mariadb = HandlerSocketContainers.mariadb("mariadb:11.8");

        @Autowired
        HansockTemplate hansock;

        // tests
        // end::example[]
        @Test
        void speaksHandlerSocketToTheContainer(@Autowired Hansock client) {
            People.lay(mariadb);
            PatientClient.awaitHandlerSocket(
                    client, () -> assertThat(hansock.findOne(People.TABLE, 1)).contains(People.ANN));
        }
        // tag::example[]
    }
    // end::example[]

    @SpringBootConfiguration
    static class Application {}
}

package io.hansock.spring.boot.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.spring.HansockTemplate;
import io.hansock.spring.boot.test.HansockTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.testcontainers.context.ImportTestcontainers;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.testcontainers.mariadb.MariaDBContainer;

/** The example of docs/testing.md is compiled; where there are containers it is for applications to run it. */
class ContainerExampleTest {
    // tag::example[]
    @HansockTest
    @ImportTestcontainers
    // end::example[]
    static
    // tag::example[]
    class UsersTest {
        @ServiceConnection
        static MariaDBContainer mariadb = HandlerSocketContainers.mariadb("mariadb:11.8");

        @Autowired
        HansockTemplate hansock;

        // tests
    }
    // end::example[]

    @Test
    void theContainerIsNotStartedByBeingDeclared() {
        assertThat(UsersTest.mariadb.isRunning()).isFalse();
    }
}

package io.hansock.spring.boot.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.hansock.ServerSettings;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactory;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;

/** What containers are made of and where they are reached; none is started. */
class ContainersTest {
    @Test
    void aMariaDbWithHandlerSocketAllowsThePluginAndExposesItsPorts() {
        MariaDBContainer container = HandlerSocketContainers.mariadb("registry.example/mariadb:11.8");
        assertThat(container.getExposedPorts()).contains(9998, 9999);
        assertThat(container.getCommandParts())
                .contains(
                        "--plugin-maturity=beta",
                        "--plugin-load-add=handlersocket.so",
                        "--loose-handlersocket-port=9998");
    }

    @Test
    void theServerOfAContainerIsReachedByItsPortsOutside() {
        MariaDBContainer container = mock(MariaDBContainer.class);
        given(container.getHost()).willReturn("127.0.0.1");
        given(container.getMappedPort(3306)).willReturn(33_306);
        given(container.getMappedPort(9998)).willReturn(39_998);
        given(container.getMappedPort(9999)).willReturn(39_999);
        given(container.getExposedPorts()).willReturn(List.of(3306, 9998, 9999));
        assertThat(ContainerServers.of(container, "mariadb"))
                .singleElement()
                .hasToString("mariadb (127.0.0.1, SQL port 33306, read port 39998, write port 39999, weight 100)");
    }

    @Test
    void aContainerWithoutHandlerSocketHasSqlAlone() {
        MySQLContainer container = mock(MySQLContainer.class);
        given(container.getHost()).willReturn("127.0.0.1");
        given(container.getMappedPort(3306)).willReturn(33_306);
        given(container.getExposedPorts()).willReturn(List.of(3306));
        assertThat(ContainerServers.of(container, "mysql"))
                .extracting(ServerSettings::readPort)
                .allMatch(OptionalInt::isEmpty);
    }

    @Test
    void springBootFindsTheFactories() {
        assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
                        .load(
                                ConnectionDetailsFactory.class,
                                SpringFactoriesLoader.FailureHandler.logging(LogFactory.getLog(getClass()))))
                .extracting(factory -> factory.getClass().getSimpleName())
                .contains(
                        "MariaDbHansockContainerConnectionDetailsFactory",
                        "MySqlHansockContainerConnectionDetailsFactory");
    }
}

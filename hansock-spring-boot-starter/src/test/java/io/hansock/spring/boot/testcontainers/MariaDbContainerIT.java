package io.hansock.spring.boot.testcontainers;

import static io.hansock.spring.boot.testcontainers.People.ANN;
import static io.hansock.spring.boot.testcontainers.People.BOB;
import static io.hansock.spring.boot.testcontainers.People.BY_AGE;
import static io.hansock.spring.boot.testcontainers.People.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.HansockListener;
import io.hansock.ServerSettings;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.spring.HansockOperations;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.mariadb.MariaDBContainer;

/** An application whose only configuration is a container of MariaDB with HandlerSocket, whose ports outside are any. */
@NeedsContainers
@SpringBootTest(
        classes = MariaDbContainerIT.Application.class,
        properties = {"hansock.writes=handlersocket", PatientClient.REQUEST_TIMEOUT, PatientClient.CONNECT_TIMEOUT})
class MariaDbContainerIT {
    @Autowired
    private HansockOperations template;

    @Autowired
    private Hansock hansock;

    @Autowired
    private MariaDBContainer mariadb;

    @Autowired
    private WiresTaken wires;

    @BeforeEach
    void createTable() {
        People.lay(mariadb);
        PatientClient.awaitHandlerSocket(
                hansock, () -> assertThat(hansock.findOne(TABLE, 1)).contains(ANN));
        wires.take();
    }

    @Test
    void findsOverHandlerSocketThroughThePortThatTheEngineChose() {
        assertThat(template.findOne(TABLE, 1)).contains(ANN);
        assertThat(template.find(BY_AGE.ge(0).limit(10).onAllServers())).containsExactly(BOB, ANN);
        assertThat(wires.take()).containsExactly("FIND over HANDLERSOCKET", "FIND over HANDLERSOCKET");

        ServerState.Wire reads = hansock.states().get(0).reads();
        assertThat(reads.condition()).isEqualTo(Condition.UP);
        assertThat(reads.port()).hasValue(mariadb.getMappedPort(HandlerSocketContainers.READ_PORT));
        assertThat(reads.port()).as("what the server says").isNotEqualTo(HandlerSocketContainers.READ_PORT);
    }

    @Test
    void writesThereToo() {
        People cid = new People(3, "cid", 40);
        template.insert(TABLE, cid);
        assertThat(wires.take()).containsExactly("INSERT over HANDLERSOCKET");
        assertThat(template.findOne(TABLE, 3)).contains(cid);
        assertThat(hansock.states().get(0).writes().port())
                .hasValue(mariadb.getMappedPort(HandlerSocketContainers.WRITE_PORT));
    }

    @Test
    void whoIsNotToldOfThePortOutsideGetsTheSameOverSql() {
        WiresTaken taken = new WiresTaken();
        try (Hansock untold = client(mariadb, taken)) {
            assertThat(untold.findOne(TABLE, 1)).contains(ANN);
            assertThat(taken.take()).containsExactly("FIND over SQL");
            assertThat(untold.states().get(0).reads().condition())
                    .as("the port that the server tells is not to be had here")
                    .isNotEqualTo(Condition.UP);
        }
    }

    @Test
    void aPortThatIsTheSameOutsideIsFoundAndProvesItself() throws IOException {
        int port = freePort();
        try (MariaDBContainer container = new MariaDBContainer("mariadb:11.8")) {
            container.withCommand(documentedFlags(port));
            container.setPortBindings(List.of("127.0.0.1:" + port + ":" + port));
            container.start();
            People.lay(container);
            WiresTaken taken = new WiresTaken();
            try (Hansock told = client(container, taken)) {
                PatientClient.awaitHandlerSocket(
                        told, () -> assertThat(told.findOne(TABLE, 1)).contains(ANN));
                taken.take();
                assertThat(told.findOne(TABLE, 1)).contains(ANN);
                assertThat(taken.take()).containsExactly("FIND over HANDLERSOCKET");
                assertThat(told.states().get(0).reads().port()).hasValue(port);
            }
        }
    }

    /** What stands behind the image's name in docs/handlersocket.md; only the port is another. */
    private static String[] documentedFlags(int port) throws IOException {
        String page = Files.readString(Project.root().resolve("docs/handlersocket.md"));
        String flags = page.replaceAll("(?s).*```sh\\ndocker run [^`]* mariadb:11\\.8 ([^`]*)```.*", "$1");
        assertThat(flags).contains("--handlersocket-port=" + HandlerSocketContainers.READ_PORT);
        return flags.replace("=" + HandlerSocketContainers.READ_PORT, "=" + port)
                .replace('\\', ' ')
                .strip()
                .split("\\s+", -1);
    }

    /** A client that knows the SQL port and an account, and no other port. */
    private static Hansock client(MariaDBContainer container, HansockListener listener) {
        return PatientClient.builder()
                .server(ServerSettings.of("mariadb", container.getHost()).sqlPort(container.getMappedPort(3306)))
                .user(container.getUsername())
                .password(container.getPassword())
                .database(container.getDatabaseName())
                .listener(listener)
                .build();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        // tag::container[]
        @Bean
        @ServiceConnection
        MariaDBContainer mariadb() {
            return HandlerSocketContainers.mariadb("mariadb:11.8");
        }
        // end::container[]

        @Bean
        WiresTaken wiresTaken() {
            return new WiresTaken();
        }
    }
}

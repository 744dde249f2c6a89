package io.hansock.spring.boot.testcontainers;

import static io.hansock.spring.boot.testcontainers.People.ANN;
import static io.hansock.spring.boot.testcontainers.People.BOB;
import static io.hansock.spring.boot.testcontainers.People.BY_AGE;
import static io.hansock.spring.boot.testcontainers.People.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.ServerState;
import io.hansock.ServerState.Condition;
import io.hansock.spring.HansockOperations;
import io.hansock.testing.PatientClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.mysql.MySQLContainer;

/** An application whose only configuration is a container of MySQL, which has no HandlerSocket: all goes over SQL. */
@NeedsContainers
@SpringBootTest(
        classes = MySqlContainerIT.Application.class,
        properties = {PatientClient.REQUEST_TIMEOUT, PatientClient.CONNECT_TIMEOUT})
class MySqlContainerIT {
    @Autowired
    private HansockOperations template;

    @Autowired
    private Hansock hansock;

    @Autowired
    private MySQLContainer mysql;

    @Autowired
    private WiresTaken wires;

    @BeforeEach
    void createTable() {
        People.lay(mysql);
        wires.take();
    }

    @Test
    void findsAndInserts() {
        People cid = new People(3, "cid", 40);
        template.insert(TABLE, cid);
        assertThat(template.findOne(TABLE, 3)).contains(cid);
        assertThat(template.find(BY_AGE.ge(0).limit(10).onAllServers())).containsExactly(BOB, ANN, cid);
        assertThat(wires.take()).containsExactly("INSERT over SQL", "FIND over SQL", "FIND over SQL");
    }

    @Test
    void saysThatThereIsNoHandlerSocket() {
        assertThat(template.findOne(TABLE, 2)).contains(BOB);
        ServerState state = hansock.states().get(0);
        assertThat(state.sql().condition()).isEqualTo(Condition.UP);
        assertThat(state.sql().port()).hasValue(mysql.getMappedPort(MySQLContainer.MYSQL_PORT));
        assertThat(state.reads().condition()).isEqualTo(Condition.OFF);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        @ServiceConnection
        MySQLContainer mysql() {
            return new MySQLContainer("mysql:9.7");
        }

        @Bean
        WiresTaken wiresTaken() {
            return new WiresTaken();
        }
    }
}

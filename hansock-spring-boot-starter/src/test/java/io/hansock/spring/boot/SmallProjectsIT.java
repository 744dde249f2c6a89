package io.hansock.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.testing.PatientClient;
import io.hansock.testing.SmallProject;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications with nothing but what their own pom.xml brings, built and run as their users do it. */
class SmallProjectsIT {
    private final SqlServer server = SqlServer.shared(SqlServer.Kind.MARIADB_10_11);

    @BeforeEach
    void makeTable() {
        server.admin(
                "create or replace database small",
                "create table small.people (id int primary key, name varchar(20) not null)",
                "create or replace user small identified by ''",
                "grant all on small.* to small");
    }

    @Test
    void withTheStarterAloneTransactionalMethodsAreTransactions() throws IOException {
        assertThat(buildAndRun("transactional")).contains("undone", "2 people");
        assertThat(server.query("select id from small.people order by id")).containsExactly(List.of("1"), List.of("2"));
    }

    @Test
    void withoutAllThatIsOptionalTheTemplateWorks() throws IOException {
        assertThat(buildAndRun("bare"))
                .contains(
                        "found Person[id=1, name=ann]",
                        "read [Person[id=1, name=ann]]",
                        "failed: east: refused, duplicate key",
                        "org.springframework.transaction.PlatformTransactionManager is absent",
                        "org.springframework.dao.DataAccessException is absent",
                        "io.micrometer.core.instrument.MeterRegistry is absent",
                        "org.springframework.boot.actuate.endpoint.annotation.Endpoint is absent",
                        "tools.jackson.databind.json.JsonMapper is absent");
    }

    private String buildAndRun(String project) throws IOException {
        return SmallProject.copyOf(Path.of("src/it", project))
                .build()
                .run(PatientClient.arguments(
                        "--hansock.username=small",
                        "--hansock.database=small",
                        "--hansock.servers.east.host=" + server.host(),
                        "--hansock.servers.east.port=" + server.port()));
    }
}

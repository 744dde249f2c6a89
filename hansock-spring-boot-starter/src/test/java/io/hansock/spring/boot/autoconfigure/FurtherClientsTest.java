package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.index.Table;
import io.hansock.spring.HansockOperations;
import io.hansock.spring.HansockTemplate;
import io.hansock.value.Row;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** Several clients in one application. */
class FurtherClientsTest {
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class));

    @Test
    void eachIsAskedForByItsNameAndTheOneWithoutByNothing() {
        contexts.withPropertyValues(
                        "hansock.servers.east.host=db-east",
                        "hansock.clients.reports.servers.west.host=db-west",
                        "hansock.clients.audit.servers.north.host=db-north")
                .withUserConfiguration(Users.class)
                .run(context -> {
                    Injected injected = context.getBean(Injected.class);
                    assertThat(names(injected.plain())).containsExactly("east");
                    assertThat(names(injected.reports())).containsExactly("west");
                    assertThat(names(injected.audit())).containsExactly("north");
                    assertThat(injected.template()).isNotSameAs(injected.ofReports());
                    assertThat(context.getBean(HansockClients.class).all())
                            .containsOnlyKeys("hansock", "reports", "audit")
                            .containsEntry("audit", injected.audit());
                });
    }

    @Test
    void withFurtherOnesAloneThereIsNoneWithoutAName() {
        contexts.withPropertyValues("hansock.clients.reports.servers.west.host=db-west")
                .run(context ->
                        assertThat(context.getBean(HansockClients.class).all()).containsOnlyKeys("reports"));
    }

    @Test
    void oneCanBeTurnedOff() {
        contexts.withPropertyValues(
                        "hansock.servers.east.host=db-east",
                        "hansock.clients.reports.enabled=false",
                        "hansock.clients.reports.servers.west.host=db-west")
                .run(context ->
                        assertThat(context.getBean(HansockClients.class).all()).containsOnlyKeys("hansock"));
    }

    @Test
    void aFurtherOneWithoutServersIsNamed() {
        contexts.withPropertyValues("hansock.servers.east.host=db-east", "hansock.clients.reports.username=app")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("set hansock.clients.reports.servers.<name>.host"));
    }

    @Test
    void whatIsWrongIsNamedWithTheNameOfTheClient() {
        contexts.withPropertyValues(
                        "hansock.servers.east.host=db-east",
                        "hansock.clients.reports.servers.west.host=db-west",
                        "hansock.clients.reports.servers.west.port=0")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("hansock.clients.reports.servers.west.port"));
    }

    @Test
    void qualifiedDetailsAndCustomizersAreOfOneClientAlone() {
        contexts.withPropertyValues("hansock.servers.east.host=db-east", "hansock.clients.reports.request-timeout=1s")
                .withUserConfiguration(OfReports.class)
                .run(context -> {
                    HansockClients clients = context.getBean(HansockClients.class);
                    assertThat(names(clients.get("reports"))).containsExactly("container", "customized");
                    assertThat(names(clients.get("hansock"))).containsExactly("east");
                });
    }

    @Test
    void detailsOfAFurtherOneAreNoReasonForOneWithoutAName() {
        contexts.withPropertyValues("hansock.clients.reports.request-timeout=1s")
                .withUserConfiguration(OfReports.class)
                .run(context ->
                        assertThat(context.getBean(HansockClients.class).all()).containsOnlyKeys("reports"));
    }

    @Test
    void aClientOfTheApplicationsOwnTakesThePlaceOfAFurtherOne() {
        contexts.withPropertyValues(
                        "hansock.servers.east.host=db-east", "hansock.clients.reports.servers.west.host=db-west")
                .withUserConfiguration(OwnClient.class, Reporting.class)
                .run(context -> {
                    assertThat(context).doesNotHaveBean("reportsHansock");
                    Reports reports = context.getBean(Reports.class);
                    assertThat(names(reports.client())).containsExactly("own");
                    assertThat(context.getBean(HansockClients.class).all()).containsOnlyKeys("hansock", "reports");
                });
    }

    @Test
    void soDoesATemplate() {
        contexts.withPropertyValues(
                        "hansock.servers.east.host=db-east", "hansock.clients.reports.servers.west.host=db-west")
                .withUserConfiguration(OwnTemplate.class, Reporting.class)
                .run(context -> {
                    assertThat(context).doesNotHaveBean("reportsHansockTemplate");
                    assertThat(context.getBean(Reports.class).template()).isSameAs(context.getBean("mine"));
                });
    }

    @Test
    void callsAreObservedWithTheNameOfTheirClient() {
        TestObservationRegistry observations = TestObservationRegistry.create();
        contexts.withPropertyValues(
                        "hansock.servers.east.host=127.0.0.1",
                        "hansock.servers.east.read-port=1",
                        "hansock.clients.reports.servers.west.host=127.0.0.1",
                        "hansock.clients.reports.servers.west.read-port=1")
                .withBean(TestObservationRegistry.class, () -> observations)
                .withUserConfiguration(Reporting.class)
                .run(context -> {
                    Table<Row> table = Table.of("t", "id").database("d");
                    HansockOperations plain = context.getBean(HansockOperations.class);
                    HansockOperations reports = context.getBean(Reports.class).template();
                    assertThatThrownBy(() -> plain.findOne(table, 1)).isInstanceOf(DataAccessException.class);
                    assertThat(reports.async().findAll(table, List.of(1))).failsWithin(Duration.ofSeconds(5));
                    TestObservationRegistryAssert.assertThat(observations)
                            .hasNumberOfObservationsEqualTo(2)
                            .hasAnObservation(observation -> observation
                                    .hasLowCardinalityKeyValue("hansock.client", "hansock")
                                    .hasLowCardinalityKeyValue("db.operation.name", "findOne"))
                            .hasAnObservation(observation -> observation
                                    .hasLowCardinalityKeyValue("hansock.client", "reports")
                                    .hasLowCardinalityKeyValue("db.operation.name", "findAll"));
                });
    }

    @Test
    void aBeanOfTheSameNameIsKept() {
        Hansock own =
                Hansock.builder().server(ServerSettings.of("own", "localhost")).build();
        contexts.withPropertyValues("hansock.clients.reports.servers.west.host=db-west")
                .withBean("reportsHansock", Hansock.class, () -> own)
                .run(context -> assertThat(context.getBean("reportsHansock")).isSameAs(own));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reports", "my-reports", "re.ports", "reports2"})
    void namesMayBeAny(String name) {
        contexts.withPropertyValues(
                        "hansock.clients" + (name.contains(".") ? "[" + name + "]" : "." + name)
                                + ".servers.west.host=db-west",
                        "hansock.servers.east.host=db-east")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(names(context.getBean(HansockClients.class).get(name)))
                            .containsExactly("west");
                });
    }

    @Test
    void oneWithCapitalsCanBeTurnedOff() {
        contexts.withPropertyValues(
                        "hansock.servers.east.host=db-east",
                        "hansock.clients.Reports.enabled=no",
                        "hansock.clients.Reports.servers.west.host=db-west")
                .run(context ->
                        assertThat(context.getBean(HansockClients.class).all()).containsOnlyKeys("hansock"));
    }

    @Test
    void theNameOfTheOneWithoutANameIsTaken() {
        contexts.withPropertyValues("hansock.clients.hansock.servers.west.host=db-west")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("hansock.clients.hansock")
                        .hasStackTraceContaining("choose another name"));
    }

    private static List<String> names(Hansock client) {
        return client.servers().stream().map(ServerSettings::name).toList();
    }

    record Injected(
            Hansock plain, Hansock reports, Hansock audit, HansockTemplate template, HansockOperations ofReports) {}

    @Configuration(proxyBeanMethods = false)
    static class Users {
        @Bean
        Injected injected(
                Hansock plain,
                @Qualifier("reports") Hansock reports,
                @Qualifier("audit") Hansock audit,
                HansockTemplate template,
                @Qualifier("reports") HansockOperations ofReports) {
            return new Injected(plain, reports, audit, template, ofReports);
        }
    }

    record Reports(Hansock client, HansockOperations template) {}

    @Configuration(proxyBeanMethods = false)
    static class Reporting {
        @Bean
        Reports reports(@Qualifier("reports") Hansock client, @Qualifier("reports") HansockOperations template) {
            return new Reports(client, template);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {
        @Bean(defaultCandidate = false)
        @Qualifier("reports")
        Hansock mine() {
            return Hansock.builder()
                    .server(ServerSettings.of("own", "localhost"))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnTemplate {
        @Bean(defaultCandidate = false)
        @Qualifier("reports")
        HansockOperations mine(@Qualifier("reports") Hansock client) {
            return new HansockTemplate(client);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OfReports {
        // tag::details[]
        @Bean(defaultCandidate = false)
        @Qualifier("reports")
        HansockConnectionDetails reportsDetails() {
            return () -> List.of(ServerSettings.of("container", "localhost"));
        }
        // end::details[]

        @Bean(defaultCandidate = false)
        @Qualifier("reports")
        HansockBuilderCustomizer reportsCustomizer() {
            return builder -> builder.server(ServerSettings.of("customized", "db"));
        }
    }
}

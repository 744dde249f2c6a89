package io.hansock.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.HansockTransactionManager;
import io.hansock.spring.json.JsonColumns;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What is in a slice, and what is not. */
@HansockTest(
        properties = {
            "hansock.servers.east.host=db-east",
            "hansock.clients.reports.servers.west.host=db-west",
            "spring.transaction.default-timeout=7s"
        })
class HansockTestTest {
    @Autowired
    private ApplicationContext context;

    @Test
    void clientsAndTemplatesAreThere(
            @Autowired Hansock hansock,
            @Autowired HansockTemplate template,
            @Autowired @Qualifier("reports") Hansock further,
            @Autowired @Qualifier("reports") HansockTemplate furtherTemplate) {
        assertThat(hansock.servers()).extracting(ServerSettings::host).containsExactly("db-east");
        assertThat(further.servers()).extracting(ServerSettings::host).containsExactly("db-west");
        assertThat(template).isNotNull().isNotSameAs(furtherTemplate);
    }

    @Test
    void transactionsAreThere(
            @Autowired HansockTransactionManager manager, @Autowired TransactionTemplate transactions) {
        assertThat(transactions.getTransactionManager()).isSameAs(manager);
        assertThat(manager.getDefaultTimeout()).isEqualTo(7);
    }

    @Test
    void jsonIsThere() {
        assertThat(context.getBean(JsonColumns.class)).isNotNull();
        assertThat(context.getBean(JsonMapper.class)).isNotNull();
    }

    @Test
    void nothingElseIsConfigured() {
        assertThat(Stream.of(context.getBeanDefinitionNames())
                        .filter(name -> name.endsWith("AutoConfiguration"))
                        .map(name -> name.substring(name.lastIndexOf('.') + 1)))
                .containsExactlyInAnyOrder(
                        "HansockAutoConfiguration",
                        "HansockJsonAutoConfiguration",
                        "HansockTemplateAutoConfiguration",
                        "HansockTransactionAutoConfiguration",
                        "JacksonAutoConfiguration",
                        "ServiceConnectionAutoConfiguration",
                        "SslAutoConfiguration",
                        "TransactionAutoConfiguration",
                        "TransactionManagerCustomizationAutoConfiguration");
    }

    @Test
    void ofTheApplicationThatIsThereWhichSaysHowClientsAreMade() {
        assertThat(context.getBeansOfType(BookShop.Patience.class)).hasSize(1);
        assertThat(List.of(BookShop.Books.class, BookShop.Prices.class, BookShop.Newsletter.class))
                .allSatisfy(
                        type -> assertThat(context.getBeanNamesForType(type)).isEmpty());
    }
}

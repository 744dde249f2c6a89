package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Table;
import io.hansock.spring.HansockOperations;
import io.hansock.spring.TemplateSettings;
import io.hansock.spring.TransactionPolicy;
import io.hansock.value.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What is done about a call inside a transaction, where the application says so by a bean of its own. */
class OwnTemplateSettingsTest {
    private static final Table<Row> T = Table.of("t", "id");

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class))
            .withPropertyValues(
                    "hansock.database=shop", "hansock.servers.east.host=127.0.0.1", "hansock.servers.east.read-port=1");

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.setActualTransactionActive(true);
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clear();
    }

    @Test
    void itsPolicyCountsWhereThePropertyIsNotGiven() {
        contexts.withBean(TemplateSettings.class, OwnTemplateSettingsTest::rejecting)
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(HansockOperations.class).findOne(T, 1))
                        .isInstanceOf(InvalidDataAccessApiUsageException.class)
                        .hasMessageContaining("hansock.transactions"));
    }

    @Test
    void thePropertyComesFirst() {
        contexts.withBean(TemplateSettings.class, OwnTemplateSettingsTest::rejecting)
                .withPropertyValues("hansock.transactions=ignore")
                .run(context -> assertThatThrownBy(
                                () -> context.getBean(HansockOperations.class).findOne(T, 1))
                        .as("it is carried out, and there is no server")
                        .isInstanceOf(DataAccessResourceFailureException.class));
    }

    private static TemplateSettings rejecting() {
        return TemplateSettings.DEFAULTS.transactions(TransactionPolicy.REJECT);
    }
}

package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Table;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTransactionAutoConfiguration;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Servers;
import io.hansock.value.Row;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code @Transactional} and {@code TransactionTemplate} on two real servers. */
@ExtendWith({MariaDbExtension.class, OutputCaptureExtension.class})
@Servers(count = 2)
class HansockTransactionManagerIT {
    private static final Table<Row> T = Table.of("t", "id", "name");

    @Test
    void whatReturnsIsCommittedAndWhatThrowsIsUndone(List<MariaDbServer> servers) {
        with(servers, context -> {
            Accounts accounts = context.getBean(Accounts.class);
            accounts.insert(1, 2);
            assertThat(ids(servers.get(0))).containsExactly("1", "2");
            assertThatThrownBy(() -> accounts.insert(3, 1)).isInstanceOf(DuplicateKeyException.class);
            assertThat(ids(servers.get(0))).containsExactly("1", "2");
        });
    }

    @Test
    void aTransactionSeesItsOwnRowsAndOthersDoNot(List<MariaDbServer> servers) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            transaction(context).executeWithoutResult(status -> {
                template.sql("east").update("insert into t values (1, 'a')");
                assertThat(template.sql("east").queryValue("select count(*) from t", Long.class))
                        .contains(1L);
                assertThat(ids(servers.get(0))).isEmpty();
            });
            assertThat(ids(servers.get(0))).containsExactly("1");
        });
    }

    @Test
    void aStatementForAnotherServerIsRefusedAndTheTransactionUndone(List<MariaDbServer> servers) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            assertThatThrownBy(() -> transaction(context).executeWithoutResult(status -> {
                        template.sql("east").update("insert into t values (1, 'a')");
                        template.sql("west").update("insert into t values (1, 'a')");
                    }))
                    .isInstanceOf(IllegalTransactionStateException.class)
                    .hasMessageContaining("on server east");
            assertThat(ids(servers.get(0))).isEmpty();
            assertThat(ids(servers.get(1))).isEmpty();
        });
    }

    @Test
    void rollbackOnlyIsUndoneWithoutAnException(List<MariaDbServer> servers) {
        with(servers, context -> {
            transaction(context).executeWithoutResult(status -> {
                context.getBean(HansockTemplate.class).sql("east").update("insert into t values (1, 'a')");
                status.setRollbackOnly();
            });
            assertThat(ids(servers.get(0))).isEmpty();
        });
    }

    @Test
    void aNewTransactionInsideAnotherIsForItself(List<MariaDbServer> servers) {
        with(servers, context -> {
            Accounts accounts = context.getBean(Accounts.class);
            HansockTemplate template = context.getBean(HansockTemplate.class);
            transaction(context).executeWithoutResult(status -> {
                template.sql("east").update("insert into t values (1, 'a')");
                accounts.insertApart(2);
                status.setRollbackOnly();
            });
            assertThat(ids(servers.get(0))).containsExactly("2");
        });
    }

    @Test
    void aNestedOneIsUndoneAlone(List<MariaDbServer> servers) {
        with(servers, context -> {
            Accounts accounts = context.getBean(Accounts.class);
            HansockTemplate template = context.getBean(HansockTemplate.class);
            transaction(context).executeWithoutResult(status -> {
                assertThatThrownBy(() -> accounts.insertNested(7, 7)).isInstanceOf(DuplicateKeyException.class);
                template.sql("east").update("insert into t values (1, 'a')");
                assertThatThrownBy(() -> accounts.insertNested(2, 1)).isInstanceOf(DuplicateKeyException.class);
                accounts.insertNested(3, 4);
            });
            assertThat(ids(servers.get(0))).containsExactly("1", "3", "4");
        });
    }

    @Test
    void isolationAndReadOnlyAreTheServersOwn(List<MariaDbServer> servers) {
        with(servers, context -> {
            Accounts accounts = context.getBean(Accounts.class);
            assertThatThrownBy(accounts::writeInReadOnly).hasMessageStartingWith("east: ");
            assertThat(accounts.serializableLocksWhatItReads()).isTrue();
            assertThat(ids(servers.get(0))).isEmpty();
        });
    }

    @Test
    void anIndexCommandInsideIsRefusedWhereThatIsSet(List<MariaDbServer> servers) {
        with(
                servers,
                context -> {
                    HansockTemplate template = context.getBean(HansockTemplate.class);
                    assertThatThrownBy(() -> transaction(context).execute(status -> template.findOne(T, 1)))
                            .isInstanceOf(InvalidDataAccessApiUsageException.class)
                            .hasMessageContaining("hansock.transactions");
                    assertThat(template.findOne(T, 1)).isEmpty();
                },
                "hansock.transactions=reject");
    }

    @Test
    void anIndexCommandInsideIsWarnedOfOnce(List<MariaDbServer> servers, CapturedOutput output) {
        with(servers, context -> {
            HansockTemplate template = context.getBean(HansockTemplate.class);
            for (int i = 0; i < 3; i++) {
                transaction(context)
                        .executeWithoutResult(
                                status -> assertThat(template.findOne(T, 1)).isEmpty());
            }
        });
        assertThat(output.getOut().split("was called inside a transaction", -1)).hasSize(2);
    }

    private static TransactionTemplate transaction(ApplicationContext context) {
        return new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
    }

    private static List<String> ids(MariaDbServer server) {
        return server.queryColumn("select id from tx_it.t order by id");
    }

    private static void with(List<MariaDbServer> servers, Consumer<ApplicationContext> test, String... properties) {
        for (MariaDbServer server : servers) {
            server.sql("create or replace database tx_it; create table tx_it.t (id int primary key, name varchar(9))");
        }
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        HansockAutoConfiguration.class,
                        HansockTemplateAutoConfiguration.class,
                        HansockTransactionAutoConfiguration.class,
                        TransactionAutoConfiguration.class))
                .withUserConfiguration(Configured.class)
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues(
                        "hansock.username=app",
                        "hansock.database=tx_it",
                        "hansock.servers.east.host=" + servers.get(0).host(),
                        "hansock.servers.east.port=" + servers.get(0).sqlPort(),
                        "hansock.servers.west.host=" + servers.get(1).host(),
                        "hansock.servers.west.port=" + servers.get(1).sqlPort())
                .withPropertyValues(properties)
                .run(test::accept);
    }

    @Configuration(proxyBeanMethods = false)
    static class Configured {
        @Bean
        Accounts accounts(HansockTemplate template) {
            return new Accounts(template);
        }
    }

    static class Accounts {
        private final HansockTemplate template;

        Accounts(HansockTemplate template) {
            this.template = template;
        }

        @Transactional
        public void insert(int first, int second) {
            insertBoth(first, second);
        }

        @Transactional(propagation = Propagation.NESTED)
        public void insertNested(int first, int second) {
            insertBoth(first, second);
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void insertApart(int id) {
            template.sql("east").update("insert into t values (?, 'apart')", id);
        }

        @Transactional(readOnly = true)
        public void writeInReadOnly() {
            template.sql("east").update("insert into t values (1, 'a')");
        }

        @Transactional(isolation = Isolation.SERIALIZABLE)
        public boolean serializableLocksWhatItReads() {
            assertThat(TransactionDefinition.ISOLATION_SERIALIZABLE).isEqualTo(Isolation.SERIALIZABLE.value());
            template.sql("east").query("select id from t", row -> row.getInt(1));
            return template.sql("east")
                    .queryValue(
                            "select count(*) > 0 from information_schema.innodb_trx"
                                    + " where trx_isolation_level = 'SERIALIZABLE'",
                            Boolean.class)
                    .orElseThrow();
        }

        private void insertBoth(int first, int second) {
            template.sql("east").update("insert into t values (?, 'a')", first);
            template.sql("east").update("insert into t values (?, 'b')", second);
        }
    }
}

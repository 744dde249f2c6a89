package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Table;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTransactionAutoConfiguration;
import io.hansock.sql.Statements;
import io.hansock.testing.MariaDbExtension;
import io.hansock.testing.MariaDbServer;
import io.hansock.value.Row;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is said to the server by those who are told of a transaction's end. There is one session, and no call may be outside of a transaction. */
@ExtendWith(MariaDbExtension.class)
class AfterTransactionIT {
    private static final Table<Row> T = Table.of("t", "id");

    private MariaDbServer server;

    @BeforeEach
    void table(MariaDbServer server) {
        this.server = server;
        server.sql("create or replace database after_it; create table after_it.t (id int primary key)");
    }

    @Test
    void whatIsSaidAfterACommitIsDoneEachStatementForItself() {
        with((context, template) -> {
            inTransaction(context, () -> {
                insert(template, 1);
                after(
                        () -> {
                            insert(template, 2);
                            assertThat(ids()).as("at once").containsExactly("1", "2");
                            assertThat(template.findOne(T, 1)).isPresent();
                        },
                        () -> insert(template, 3));
            });
            assertThat(ids()).containsExactly("1", "2", "3");
        });
    }

    @Test
    void whatIsSaidAfterARollbackIsDoneEachStatementForItself() {
        with((context, template) -> {
            assertThatThrownBy(() -> inTransaction(context, () -> {
                        insert(template, 1);
                        after(() -> {}, () -> insert(template, 2));
                        insert(template, 1);
                    }))
                    .isInstanceOf(DuplicateKeyException.class);
            assertThat(ids()).containsExactly("2");
        });
    }

    @Test
    void listenersOfATransactionsEndMayWriteAndHaveTransactionsOfTheirOwn() {
        with((context, template) -> {
            inTransaction(context, () -> {
                insert(template, 1);
                context.publishEvent(new Ended());
            });
            assertThat(ids())
                    .as("the listener's own, and that of a transaction of its own, but not of one that failed")
                    .containsExactly("1", "10", "20");
        });
    }

    @Test
    void aTransactionOfOneWhoIsToldOfTheEndIsUndoneAsAWhole() {
        with((context, template) -> {
            inTransaction(context, () -> {
                insert(template, 1);
                after(
                        () -> {
                            assertThatThrownBy(() -> inTransaction(context, () -> {
                                        insert(template, 2);
                                        insert(template, 1);
                                    }))
                                    .isInstanceOf(DuplicateKeyException.class);
                            inTransaction(context, () -> insert(template, 3));
                            insert(template, 4);
                        },
                        () -> {});
            });
            assertThat(ids()).containsExactly("1", "3", "4");
        });
    }

    @Test
    void statementsThatSomebodyHasKeptAreRefusedAfterTheEnd() {
        with((context, template) -> {
            AtomicReference<Statements> kept = new AtomicReference<>();
            inTransaction(context, () -> {
                template.sql("east").execute(statements -> {
                    kept.set(statements);
                    return statements.update("insert into t values (1)");
                });
            });
            assertThatThrownBy(() -> kept.get().update("insert into t values (2)"))
                    .isInstanceOf(IllegalTransactionStateException.class)
                    .hasMessageContaining("has ended");
            insert(template, 3);
            assertThat(ids()).containsExactly("1", "3");
        });
    }

    private static void insert(HansockTemplate template, int id) {
        template.sql("east").update("insert into t values (?)", id);
    }

    private static void inTransaction(ApplicationContext context, Runnable work) {
        new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> work.run());
    }

    private static void after(Runnable commit, Runnable completion) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                commit.run();
            }

            @Override
            public void afterCompletion(int status) {
                completion.run();
            }
        });
    }

    private List<String> ids() {
        return server.queryColumn("select id from after_it.t order by id");
    }

    private void with(BiConsumer<ApplicationContext, HansockTemplate> test) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        HansockAutoConfiguration.class,
                        HansockTemplateAutoConfiguration.class,
                        HansockTransactionAutoConfiguration.class,
                        TransactionAutoConfiguration.class))
                .withUserConfiguration(Listeners.class)
                .withBean(Writer.class)
                .withPropertyValues(
                        "hansock.username=app",
                        "hansock.request-timeout=3s",
                        "hansock.database=after_it",
                        "hansock.sql-sessions=1",
                        "hansock.transactions=reject",
                        "hansock.servers.east.host=" + server.host(),
                        "hansock.servers.east.port=" + server.sqlPort())
                .run(context -> test.accept(context, context.getBean(HansockTemplate.class)));
    }

    record Ended() {}

    @Configuration(proxyBeanMethods = false)
    static class Listeners {
        private final HansockTemplate template;
        private final Writer writer;

        Listeners(HansockTemplate template, Writer writer) {
            this.template = template;
            this.writer = writer;
        }

        @TransactionalEventListener
        void afterCommit(Ended event) {
            insert(template, 10);
            writer.write(20);
            assertThatThrownBy(() -> writer.write(30, 30)).isInstanceOf(DuplicateKeyException.class);
        }
    }

    static class Writer {
        private final HansockTemplate template;

        Writer(HansockTemplate template) {
            this.template = template;
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        public void write(int... ids) {
            for (int id : ids) {
                insert(template, id);
            }
        }
    }
}

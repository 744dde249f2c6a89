package io.hansock.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.spring.boot.autoconfigure.HansockAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTemplateAutoConfiguration;
import io.hansock.spring.boot.autoconfigure.HansockTransactionAutoConfiguration;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** SQL of a template inside transactions of somebody else's, and transactions that do not begin. */
@ExtendWith(OutputCaptureExtension.class)
class OtherTransactionsIT {
    private final TransactionTemplate others = new TransactionTemplate(new OthersTransactionManager());

    @Test
    void sqlIsFinalInsideATransactionOfAnotherManagerAndThatIsWarnedOfOnce(CapturedOutput output) {
        with(TransactionPolicy.WARN, (server, template) -> {
            others.executeWithoutResult(status -> {
                template.sql("east").update("insert into t values (1)");
                template.sql("east").update("insert into t values (2)");
                status.setRollbackOnly();
            });
            assertThat(ids(server)).containsExactly("1", "2");
        });
        assertThat(output.getOut().split("not of its client's HansockTransactionManager", -1))
                .hasSize(2);
    }

    @Test
    void sqlIsRefusedInsideATransactionOfAnotherManagerWhereThatIsSet() {
        with(TransactionPolicy.REJECT, (server, template) -> {
            List<Consumer<HansockTemplate>> calls = List.of(
                    hansock -> hansock.sql("east").update("insert into t values (1)"),
                    hansock -> hansock.async()
                            .sql("east")
                            .update("insert into t values (1)")
                            .join(),
                    hansock -> hansock.sqlOnAllServers(
                            all -> all.query("select id from t").list(row -> row.getInt(1))));
            for (Consumer<HansockTemplate> call : calls) {
                assertThatThrownBy(() -> others.executeWithoutResult(status -> call.accept(template)))
                        .isInstanceOf(InvalidDataAccessApiUsageException.class)
                        .hasMessageContaining("hansock.transactions");
            }
            assertThat(ids(server)).isEmpty();
            template.sql("east").update("insert into t values (1)");
            assertThat(ids(server)).containsExactly("1");
        });
    }

    @Test
    void nothingIsSaidWhereThatIsSet(CapturedOutput output) {
        with(
                TransactionPolicy.IGNORE,
                (server, template) -> others.executeWithoutResult(
                        status -> template.sql("east").update("insert into t values (1)")));
        assertThat(output.getOut()).doesNotContain("HansockTransactionManager");
    }

    @Test
    void aTransactionThatCouldNotBeginBeginsWithTheNextStatement() {
        try (SqlServer server = SqlServer.start(SqlServer.Kind.MARIADB_10_11);
                Hansock hansock = client(server)) {
            HansockTemplate template = new HansockTemplate(hansock);
            template.sql("east").update("insert into t values (1)");
            new TransactionTemplate(new HansockTransactionManager(hansock)).executeWithoutResult(status -> {
                server.pause();
                HansockTemplate hurried = new HansockTemplate(hansock.withTimeout(Duration.ofSeconds(2)));
                assertThatThrownBy(() -> hurried.sql("east").update("insert into t values (2)"))
                        .isInstanceOf(QueryTimeoutException.class);
                server.resume();
                template.sql("east").update("insert into t values (3)");
                assertThat(ids(server)).containsExactly("1");
            });
            assertThat(ids(server)).containsExactly("1", "3");
        }
    }

    @Test
    void aCommitThatIsRefusedIsSpringsExceptionAndNothingStays() {
        try (SqlServer server = SqlServer.start(SqlServer.Kind.MARIADB_10_11);
                Hansock hansock = client(server)) {
            HansockTemplate template = new HansockTemplate(hansock);
            TransactionTemplate transaction = new TransactionTemplate(new HansockTransactionManager(hansock));
            assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                        template.sql("east").update("insert into t values (1)");
                        server.admin("set global read_only = 1");
                    }))
                    .isInstanceOf(NonTransientDataAccessResourceException.class);
            server.admin("set global read_only = 0");
            transaction.executeWithoutResult(status -> template.sql("east").update("insert into t values (2)"));
            assertThat(ids(server)).containsExactly("2");
        }
    }

    @Test
    void aCommitThatIsRefusedThrowsWhatTheApplicationsOwnTranslationMakesOfIt() {
        try (SqlServer server = SqlServer.start(SqlServer.Kind.MARIADB_10_11);
                Hansock hansock = client(server)) {
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(
                            HansockAutoConfiguration.class,
                            HansockTemplateAutoConfiguration.class,
                            HansockTransactionAutoConfiguration.class))
                    .withBean(Hansock.class, () -> hansock)
                    .withBean(
                            ExceptionTranslation.class,
                            () -> failure -> new UnsupportedOperationException("ours", failure))
                    .run(context -> assertThatThrownBy(() -> new TransactionTemplate(
                                            context.getBean(HansockTransactionManager.class))
                                    .executeWithoutResult(status -> {
                                        context.getBean(HansockTemplate.class)
                                                .sql("east")
                                                .update("insert into t values (1)");
                                        server.admin("set global read_only = 1");
                                    }))
                            .isInstanceOf(UnsupportedOperationException.class)
                            .hasMessage("ours"));
        }
    }

    @FunctionalInterface
    private interface Check {
        void on(SqlServer server, HansockTemplate template);
    }

    private static void with(TransactionPolicy policy, Check check) {
        SqlServer server = SqlServer.shared(SqlServer.Kind.MARIADB_10_11);
        try (Hansock hansock = client(server)) {
            check.on(server, new HansockTemplate(hansock, TemplateSettings.DEFAULTS.transactions(policy)));
        }
    }

    private static Hansock client(SqlServer server) {
        // one who may not write where nobody else may
        server.admin(
                "create or replace database others_it",
                "create table others_it.t (id int primary key)",
                "create or replace user others identified by 'secret'",
                "grant all on others_it.* to others");
        return PatientClient.builder()
                .database("others_it")
                .user("others")
                .password("secret")
                .server(ServerSettings.of("east", server.host()).sqlPort(server.port()))
                .build();
    }

    private static List<String> ids(SqlServer server) {
        return server.queryColumn("select id from others_it.t order by id");
    }

    /** Stands for that of a {@code DataSource}. */
    private static final class OthersTransactionManager extends AbstractPlatformTransactionManager {
        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}

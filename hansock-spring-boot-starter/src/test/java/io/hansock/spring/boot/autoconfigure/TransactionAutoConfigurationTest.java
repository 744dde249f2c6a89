package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.hansock.Hansock;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.HansockTransactionManager;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.SimpleTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whose transactions {@code @Transactional} means. */
class TransactionAutoConfigurationTest {
    private final ApplicationContextRunner unconfigured = new ApplicationContextRunner()
            .withUserConfiguration(Services.class)
            .withConfiguration(AutoConfigurations.of(
                    HansockAutoConfiguration.class,
                    HansockTemplateAutoConfiguration.class,
                    HansockTransactionAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    TransactionManagerCustomizationAutoConfiguration.class));

    private final ApplicationContextRunner contexts = unconfigured.withPropertyValues(
            "hansock.servers.east.host=db-east", "hansock.username=app", "hansock.database=shop");

    @Test
    void theOnlyManagerIsWhatTransactionsMean() {
        contexts.run(context -> {
            assertThat(context).hasSingleBean(TransactionManager.class);
            assertThat(context.getBean(TransactionTemplate.class).getTransactionManager())
                    .isInstanceOf(HansockTransactionManager.class);
        });
    }

    @Test
    void springsOwnPropertiesAndCustomizersCount() {
        contexts.withPropertyValues(
                        "spring.transaction.default-timeout=7s", "spring.transaction.rollback-on-commit-failure=true")
                .run(context -> {
                    HansockTransactionManager manager = context.getBean(HansockTransactionManager.class);
                    assertThat(manager.getDefaultTimeout()).isEqualTo(7);
                    assertThat(manager.isRollbackOnCommitFailure()).isTrue();
                });
    }

    @Test
    void anotherManagerStaysWhatTransactionsMeanAndThisOneIsForThoseWhoNameIt() {
        contexts.withUserConfiguration(Other.class).run(context -> {
            PlatformTransactionManager other = context.getBean("other", PlatformTransactionManager.class);
            assertThat(context.getBean(TransactionManager.class)).isSameAs(other);
            assertThat(context.getBean(TransactionTemplate.class).getTransactionManager())
                    .isSameAs(other);

            Service service = context.getBean(Service.class);
            service.named();
            verifyNoInteractions(other);
            service.unnamed();
            verify(other).commit(any());
        });
    }

    @Test
    void whereThereAreFurtherClientsAloneNobodyTakesNotice() {
        unconfigured
                .withPropertyValues(
                        "hansock.clients.reports.servers.east.host=db-reports", "hansock.clients.reports.username=app")
                .run(context -> {
                    assertThat(context).hasSingleBean(Hansock.class).doesNotHaveBean(TransactionManager.class);
                    assertThat(context.getBean(Service.class).unnamed()).isFalse();
                });
        contexts.run(
                context -> assertThat(context.getBean(Service.class).unnamed()).isTrue());
    }

    @Test
    void oneThatIsMadeUnlessThereIsAnotherIsMade() {
        contexts.withConfiguration(AutoConfigurations.of(ZealousAutoConfiguration.class))
                .run(context -> {
                    assertThat(context).hasBean("zealous").hasBean("hansockTransactionManager");
                    assertThat(context.getBean(TransactionManager.class)).isSameAs(context.getBean("zealous"));
                });
    }

    @Test
    void oneOfTheApplicationsTakesItsPlace() {
        contexts.withUserConfiguration(Own.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(HansockTransactionManager.class)
                        .hasBean("own"));
    }

    @Test
    void withoutBootsModuleForTransactionsThereIsATemplateAlone() {
        new ApplicationContextRunner()
                .withPropertyValues(
                        "hansock.servers.east.host=db-east", "hansock.username=app", "hansock.database=shop")
                .withConfiguration(AutoConfigurations.of(
                        HansockAutoConfiguration.class,
                        HansockTemplateAutoConfiguration.class,
                        HansockTransactionAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader("org.springframework.boot.transaction"))
                .run(context -> assertThat(context)
                        .hasSingleBean(HansockTemplate.class)
                        .doesNotHaveBean(TransactionManager.class));
    }

    static PlatformTransactionManager manager() {
        PlatformTransactionManager manager = mock(PlatformTransactionManager.class);
        when(manager.getTransaction(any(TransactionDefinition.class))).thenReturn(new SimpleTransactionStatus());
        return manager;
    }

    @Configuration(proxyBeanMethods = false)
    static class Services {
        @Bean
        Service service() {
            return new Service();
        }
    }

    static class Service {
        @Transactional("hansockTransactionManager")
        public void named() {}

        /** Whether it is in a transaction. */
        @Transactional
        public boolean unnamed() {
            return TransactionSynchronizationManager.isActualTransactionActive();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Other {
        @Bean
        PlatformTransactionManager other() {
            return manager();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Own {
        @Bean
        HansockTransactionManager own(Hansock hansock) {
            return new HansockTransactionManager(hansock);
        }
    }

    /** Stands for those of Spring Boot, which come before ours as their names are known, and of others, which do by their place. */
    @AutoConfiguration
    static class ZealousAutoConfiguration {
        @Bean
        @ConditionalOnMissingBean(TransactionManager.class)
        PlatformTransactionManager zealous() {
            return manager();
        }
    }
}

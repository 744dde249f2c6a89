package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import io.hansock.spring.ExceptionTranslation;
import io.hansock.spring.HansockExceptionTranslator;
import io.hansock.spring.HansockTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.Ordered;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Configures a {@link HansockTransactionManager}. Where the application has another transaction manager, such as that of a {@code DataSource}, that
 * one stays what {@code @Transactional} means: this one then is for those who name it, as in {@code @Transactional("hansockTransactionManager")}.
 *
 * <p>It comes after all that make one unless there is one, so that it keeps none of them from doing so.
 */
@AutoConfiguration(
        after = HansockAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.data.neo4j.autoconfigure.DataNeo4jAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration",
            "org.springframework.boot.transaction.jta.autoconfigure.JtaAutoConfiguration"
        },
        beforeName = "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass({PlatformTransactionManager.class, TransactionManagerCustomizers.class})
@ConditionalOnHansock
public final class HansockTransactionAutoConfiguration {
    HansockTransactionAutoConfiguration() {}

    @Bean
    @Fallback
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(Hansock.class)
    HansockTransactionManager hansockTransactionManager(
            Hansock hansock,
            ObjectProvider<ExceptionTranslation> translations,
            ObjectProvider<TransactionManagerCustomizers> customizers) {
        HansockTransactionManager manager =
                new HansockTransactionManager(hansock, translations.getIfAvailable(HansockExceptionTranslator::new));
        customizers.ifAvailable(all -> all.customize(manager));
        return manager;
    }
}

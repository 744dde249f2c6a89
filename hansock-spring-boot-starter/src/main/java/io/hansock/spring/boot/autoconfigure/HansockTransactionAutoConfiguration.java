package io.hansock.spring.boot.autoconfigure;

import io.hansock.Hansock;
import io.hansock.spring.HansockTransactionManager;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;

/**
 * Configures a {@link HansockTransactionManager}, unless the application has a transaction manager of any kind, such as that of a
 * {@code DataSource}: then it is for the application to say which is meant where.
 */
@AutoConfiguration(
        after = HansockAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.r2dbc.autoconfigure.R2dbcTransactionManagerAutoConfiguration"
        },
        beforeName = "org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration")
@ConditionalOnClass(PlatformTransactionManager.class)
@ConditionalOnHansock
public final class HansockTransactionAutoConfiguration {
    HansockTransactionAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(TransactionManager.class)
    @ConditionalOnSingleCandidate(Hansock.class)
    HansockTransactionManager hansockTransactionManager(Hansock hansock) {
        return new HansockTransactionManager(hansock);
    }
}

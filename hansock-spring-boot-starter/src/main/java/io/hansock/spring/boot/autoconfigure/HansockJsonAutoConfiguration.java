package io.hansock.spring.boot.autoconfigure;

import io.hansock.spring.json.JsonColumns;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.json.JsonMapper;

/** Configures JSON in columns, by the application's own {@link JsonMapper}. */
@AutoConfiguration(
        after = HansockAutoConfiguration.class,
        afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass({JsonMapper.class, DataAccessException.class})
@ConditionalOnHansock
public final class HansockJsonAutoConfiguration {
    HansockJsonAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnSingleCandidate(JsonMapper.class)
    JsonColumns hansockJsonColumns(JsonMapper json) {
        return new JsonColumns(json);
    }
}

package io.hansock.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.spring.HansockTemplate;
import io.hansock.spring.HansockTransactionManager;
import io.hansock.spring.json.JsonColumns;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Service;

/** What is in a slice, and what is not. */
@HansockTest(properties = "hansock.servers.east.host=db-east")
class HansockTestTest {
    @Autowired
    private ApplicationContext context;

    @Test
    void whatSpeaksToHansockIsThere() {
        assertThat(context.getBean(Hansock.class).servers()).hasSize(1);
        assertThat(context.getBean(HansockTemplate.class)).isNotNull();
        assertThat(context.getBean(HansockTransactionManager.class)).isNotNull();
        assertThat(context.getBean(JsonColumns.class)).isNotNull();
    }

    @Test
    void theRestOfTheApplicationIsNot() {
        assertThat(context.getBeansOfType(Component.class)).isEmpty();
        assertThat(context.containsBean("hansockHealthContributor")).isFalse();
    }

    @SpringBootApplication
    static class Application {}

    @Service
    static class Component {}
}

package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.index.Table;
import io.hansock.spring.HansockExceptionTranslator;
import io.hansock.spring.HansockOperations;
import io.hansock.spring.HansockTemplate;
import io.hansock.value.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;

class HansockAutoConfigurationTest {
    private static final Table<Row> USERS = Table.of("users", "id", "name");

    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(HansockAutoConfiguration.class, HansockTemplateAutoConfiguration.class));

    @Test
    void oneHostIsEnough() {
        contexts.withPropertyValues("hansock.servers.east.host=db-east").run(context -> {
            assertThat(context).hasSingleBean(Hansock.class);
            assertThat(context).hasSingleBean(HansockTemplate.class);
            assertThat(context).hasSingleBean(HansockExceptionTranslator.class);
            assertThat(context.getBean(Hansock.class).servers())
                    .singleElement()
                    .hasToString("east (db-east, SQL port 3306, weight 100)");
        });
    }

    @Test
    void startsWhileEveryServerIsDownAndSaysSoAtTheFirstCommand() {
        contexts.withPropertyValues(
                        "hansock.database=shop",
                        "hansock.servers.east.host=127.0.0.1",
                        "hansock.servers.east.read-port=1",
                        "hansock.servers.west.host=127.0.0.1",
                        "hansock.servers.west.read-port=2")
                .run(context -> {
                    HansockOperations template = context.getBean(HansockOperations.class);
                    assertThatThrownBy(() -> template.findOne(USERS, 1))
                            .isInstanceOf(DataAccessResourceFailureException.class)
                            .hasMessageMatching("(east|west): .*");
                });
    }

    @Test
    void canBeTurnedOff() {
        contexts.withPropertyValues("hansock.servers.east.host=db-east", "hansock.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(Hansock.class)
                        .doesNotHaveBean(HansockOperations.class)
                        .doesNotHaveBean(HansockExceptionTranslator.class));
    }

    @Test
    void givesWayToTheApplicationsOwnClient() {
        contexts.withUserConfiguration(OwnClient.class).run(context -> {
            assertThat(context.getBean(Hansock.class)).isSameAs(context.getBean("own"));
            assertThat(context).hasSingleBean(HansockTemplate.class);
        });
    }

    @Test
    void givesWayToTheApplicationsOwnTemplate() {
        contexts.withPropertyValues("hansock.servers.east.host=db-east")
                .withUserConfiguration(OwnTemplate.class)
                .run(context -> assertThat(context)
                        .hasSingleBean(HansockOperations.class)
                        .hasBean("ownTemplate"));
    }

    @Test
    void makesNoTemplateWhereItCannotKnowOfWhichClient() {
        contexts.withUserConfiguration(OwnClient.class, AnotherClient.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HansockOperations.class));
    }

    @Test
    void customizersComeLastAndInTheirOrder() {
        contexts.withPropertyValues("hansock.servers.east.host=db-east")
                .withUserConfiguration(Customizers.class)
                .run(context -> assertThat(context.getBean(Hansock.class).servers())
                        .extracting(ServerSettings::name)
                        .containsExactly("east", "first", "second"));
    }

    @Test
    void customizersMayBringAllTheServers() {
        contexts.withUserConfiguration(Customizers.class)
                .run(context -> assertThat(context.getBean(Hansock.class).servers())
                        .extracting(ServerSettings::name)
                        .containsExactly("first", "second"));
    }

    @Test
    void theClientIsClosedWithTheContext() {
        contexts.withPropertyValues("hansock.database=shop", "hansock.servers.east.host=db-east")
                .run(context -> {
                    HansockOperations template = context.getBean(HansockOperations.class);
                    context.close();
                    assertThatThrownBy(() -> template.findOne(USERS, 1)).hasMessageContaining("closed");
                });
    }

    @Test
    void oneOfTheApplicationsIsClosedAfterThoseThatItIsInjectedInto() {
        contexts.withUserConfiguration(OwnClientAndWhoNeedsIt.class).run(context -> {
            LastWords lastWords = context.getBean(LastWords.class);
            context.close();
            assertThat(lastWords.failure)
                    .as("nobody answers, but it is asked")
                    .isNotNull()
                    .hasMessageNotContaining("closed");
            assertThatThrownBy(() -> lastWords.hansock.findOne(USERS, 1)).hasMessageContaining("closed");
        });
    }

    private static Hansock client(String name) {
        return Hansock.builder().server(ServerSettings.of(name, "db-" + name)).build();
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {
        @Bean
        Hansock own() {
            return client("own");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClientAndWhoNeedsIt {
        @Bean
        LastWords lastWords(Hansock own) {
            return new LastWords(own);
        }

        @Bean
        Hansock own() {
            return Hansock.builder()
                    .server(ServerSettings.of("own", "127.0.0.1").readPort(1))
                    .database("shop")
                    .build();
        }
    }

    /** Uses the client when it is destroyed. */
    static final class LastWords implements DisposableBean {
        private final Hansock hansock;
        private @Nullable Throwable failure;

        LastWords(Hansock hansock) {
            this.hansock = hansock;
        }

        @Override
        public void destroy() {
            failure = catchThrowable(() -> hansock.findOne(USERS, 1));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class AnotherClient {
        @Bean
        Hansock another() {
            return client("another");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnTemplate {
        @Bean
        HansockOperations ownTemplate(Hansock hansock) {
            return new HansockTemplate(hansock);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Customizers {
        @Bean
        @Order(2)
        HansockBuilderCustomizer second() {
            return builder -> builder.server(ServerSettings.of("second", "db-2"));
        }

        @Bean
        @Order(1)
        HansockBuilderCustomizer first() {
            return builder -> builder.server(ServerSettings.of("first", "db-1"));
        }
    }
}

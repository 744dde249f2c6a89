package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where addresses and credentials come from. */
class ConnectionDetailsTest {
    private final ApplicationContextRunner contexts =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class));

    @Test
    void thePropertiesAreTheDetailsByDefault() {
        contexts.withPropertyValues(
                        "hansock.database=shop",
                        "hansock.username=app",
                        "hansock.password=simsim",
                        "hansock.servers.east.host=db-east")
                .run(context -> {
                    HansockConnectionDetails details = context.getBean(HansockConnectionDetails.class);
                    assertThat(details.getUsername()).isEqualTo("app");
                    assertThat(details.getPassword()).isEqualTo("simsim");
                    assertThat(details.getDatabase()).isEqualTo("shop");
                    assertThat(details.getServers())
                            .extracting(ServerSettings::host)
                            .containsExactly("db-east");
                });
    }

    @Test
    void detailsOfTheApplicationTakeThePlaceOfAllAddressesAndCredentials() {
        contexts.withPropertyValues(
                        "hansock.username=app", "hansock.servers.east.host=db-east", "hansock.request-timeout=1s")
                .withUserConfiguration(Container.class)
                .run(context -> {
                    assertThat(context.getBean(Hansock.class).servers())
                            .extracting(ServerSettings::name)
                            .containsExactly("container");
                    assertThat(context).doesNotHaveBean(PropertiesHansockConnectionDetails.class);
                });
    }

    @Test
    void theNamedBundleCountsForThemToo() {
        contexts.withPropertyValues("hansock.ssl.bundle=nowhere")
                .withUserConfiguration(Container.class)
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("hansock.ssl.bundle")
                        .hasStackTraceContaining("nowhere"));
    }

    @Test
    void detailsAloneAreAWholeConfiguration() {
        contexts.withUserConfiguration(Container.class)
                .run(context -> assertThat(context).hasSingleBean(Hansock.class));
    }

    @Configuration(proxyBeanMethods = false)
    static class Container {
        @Bean
        HansockConnectionDetails container() {
            return new HansockConnectionDetails() {
                @Override
                public List<ServerSettings> getServers() {
                    return List.of(ServerSettings.of("container", "localhost").sqlPort(33_306));
                }

                @Override
                public @Nullable String getUsername() {
                    return "test";
                }
            };
        }
    }
}

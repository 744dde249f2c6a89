package io.hansock.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.ServerState.Condition;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Encryption by an SSL bundle, to a real server that demands it. */
class SslBundleIT {
    private static final SqlServer SERVER = SqlServer.shared(SqlServer.Kind.MARIADB_10_11);
    private static final String[] CIPHERS = {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"};

    @Test
    void theBundlesAuthorityIsTrusted() {
        SERVER.accountRequiringTls(AccountPlugin.NATIVE, "ssl_bundle", "secret");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, HansockAutoConfiguration.class))
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues(properties())
                .withPropertyValues("spring.ssl.bundle.pem.db.truststore.certificate=file:" + SERVER.caFile())
                .run(context ->
                        assertThat(condition(context.getBean(Hansock.class))).isEqualTo(Condition.UP));
    }

    @Test
    void aBundleThatWasReloadedCountsForNewConnections() throws Exception {
        SERVER.accountRequiringTls(AccountPlugin.NATIVE, "ssl_bundle", "secret");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class))
                .withUserConfiguration(Bundles.class)
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues(properties())
                .run(SslBundleIT::assertThatAReloadCounts);
    }

    @Test
    void detailsOfTheApplicationsOwnAreEncryptedByTheNamedBundleToo() throws Exception {
        SERVER.accountRequiringTls(AccountPlugin.NATIVE, "ssl_bundle", "secret");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class))
                .withUserConfiguration(Bundles.class)
                .withBean(HansockConnectionDetails.class, Details::new)
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues("hansock.ssl.bundle=db", "hansock.ssl.mode=verify-ca")
                .run(SslBundleIT::assertThatAReloadCounts);
    }

    @Test
    void versionsAndCiphersOfABundleThatWasReloadedCountToo() {
        SERVER.accountRequiringTls(AccountPlugin.NATIVE, "ssl_bundle", "secret");
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(HansockAutoConfiguration.class))
                .withBean(
                        DefaultSslBundleRegistry.class,
                        () -> new DefaultSslBundleRegistry(
                                "db", limited(SslOptions.of(null, new String[] {"TLSv1.1"}))))
                .withPropertyValues(PatientClient.properties())
                .withPropertyValues(properties())
                .run(context -> {
                    Hansock hansock = context.getBean(Hansock.class);
                    assertThat(condition(hansock))
                            .as("a version that is too old")
                            .isEqualTo(Condition.DOWN);
                    SslOptions options = SslOptions.of(CIPHERS, new String[] {"TLSv1.2"});
                    context.getBean(DefaultSslBundleRegistry.class).updateBundle("db", limited(options));
                    await().until(() -> condition(hansock) == Condition.UP);
                    assertThat(hansock.sql()
                                    .on("east")
                                    .query("select variable_value from information_schema.session_status"
                                            + " where variable_name in ('SSL_VERSION', 'SSL_CIPHER')")
                                    .list(row -> row.getString(1)))
                            .containsExactlyInAnyOrder("TLSv1.2", "ECDHE-RSA-AES128-GCM-SHA256");
                });
    }

    private static SslBundle limited(SslOptions options) {
        try {
            SslBundle trusting = trusting(SERVER.caFile());
            return SslBundle.of(trusting.getStores(), trusting.getKey(), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertThatAReloadCounts(ApplicationContext context) throws Exception {
        Hansock hansock = context.getBean(Hansock.class);
        assertThat(condition(hansock)).as("the authorities of the JDK").isEqualTo(Condition.DOWN);
        context.getBean(DefaultSslBundleRegistry.class).updateBundle("db", trusting(SERVER.caFile()));
        // A look that was under way has still met the old one.
        await().until(() -> condition(hansock) == Condition.UP);
    }

    private static final class Details implements HansockConnectionDetails {
        @Override
        public List<ServerSettings> getServers() {
            return List.of(ServerSettings.of("east", SERVER.host()).sqlPort(SERVER.port()));
        }

        @Override
        public String getUsername() {
            return "ssl_bundle";
        }

        @Override
        public String getPassword() {
            return "secret";
        }
    }

    private static Condition condition(Hansock hansock) {
        return hansock.look(Duration.ofSeconds(20)).join().get(0).sql().condition();
    }

    private static String[] properties() {
        return new String[] {
            "hansock.username=ssl_bundle",
            "hansock.password=secret",
            "hansock.ssl.bundle=db",
            "hansock.ssl.mode=verify-ca",
            "hansock.servers.east.host=" + SERVER.host(),
            "hansock.servers.east.port=" + SERVER.port()
        };
    }

    private static SslBundle trusting(Path authority) throws IOException {
        return SslBundle.of(
                new PemSslStoreBundle(null, PemSslStoreDetails.forCertificate(Files.readString(authority))));
    }

    @Configuration(proxyBeanMethods = false)
    static class Bundles {
        @Bean
        DefaultSslBundleRegistry bundles() {
            return new DefaultSslBundleRegistry("db", SslBundle.of(SslStoreBundle.NONE));
        }
    }
}

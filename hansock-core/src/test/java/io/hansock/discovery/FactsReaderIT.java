package io.hansock.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.ServerFacts;
import io.hansock.SqlClientBuilder;
import io.hansock.sql.SqlClient;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.SqlServer;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What real servers say of themselves to a user without any privilege. */
class FactsReaderIT {
    private static final String PASSWORD = "a-password-of-more-than-20-bytes";

    @ParameterizedTest
    @EnumSource
    void everyServerTellsAnyUserWhatItIs(SqlServer.Kind kind) {
        SqlServer server = SqlServer.shared(kind);
        server.account(kind.isMariaDb() ? AccountPlugin.NATIVE : AccountPlugin.CACHING_SHA2, "facts", PASSWORD);
        try (SqlClient client = SqlClientBuilder.to(server.host(), server.port())
                .user("facts")
                .password(PASSWORD)
                .build()) {
            Learned learned = FactsReader.ofReadsAndWrites().read(client);
            assertThat(learned.facts().mariaDb()).isEqualTo(kind.isMariaDb());
            assertThat(learned.facts().version())
                    .startsWith(
                            switch (kind) {
                                case MARIADB_10_11 -> "10.11.";
                                case MARIADB_11_8 -> "11.8.";
                                case MYSQL_9_7 -> "9.7.";
                            });
            assertThat(learned.facts().readOnly()).isFalse();
            assertThat(learned.facts().writePort()).isFalse();
            assertThat(learned.facts().zone()).isPresent();
            assertThat(learned.reads()).isEqualTo(new Listener.Absent());
            assertThat(learned.writes()).isEqualTo(new Listener.Absent());
        }
    }

    @Test
    void portsSecretsLogAndReadOnlyAreTold() {
        try (MariaDbServer server = MariaDbServer.builder()
                        .readSecret("open-sesame")
                        .writeSecret("open-simsim")
                        .readOnly()
                        .arguments("--log-bin", "--server-id=1")
                        .start();
                SqlClient client = client(server)) {
            Learned learned = FactsReader.ofReadsAndWrites().read(client);
            assertThat(learned.reads()).isEqualTo(new Listener.At(server.readPort(), "open-sesame"));
            assertThat(learned.writes()).isEqualTo(new Listener.At(server.writePort(), "open-simsim"));
            assertThat(learned.facts().binaryLog()).isTrue();
            assertThat(learned.facts().readOnly()).isTrue();
            assertThat(learned.facts().writePort()).isTrue();
            assertThat(learned.toString()).doesNotContain("sesame").doesNotContain("simsim");
            assertThat(FactsReader.ofReads().read(client).writes())
                    .as("nobody asked for the write port")
                    .isEqualTo(new Listener.Absent());
        }
    }

    @Test
    void h22_aServerWithoutSecretsSaysSo() {
        try (MariaDbServer server = MariaDbServer.start();
                SqlClient client = client(server)) {
            Learned learned = FactsReader.ofReads().read(client);
            assertThat(learned.reads()).isEqualTo(new Listener.At(server.readPort(), null));
            assertThat(learned.facts().binaryLog()).isFalse();
            assertThat(learned.facts().zone()).contains(ZoneOffset.UTC);
        }
    }

    @Test
    void h29_aZoneHasOneOffsetOrNone() {
        assertThat(factsIn("Asia/Kolkata").zone()).contains(ZoneOffset.ofHoursMinutes(5, 30));
        assertThat(factsIn("Europe/Berlin").zone()).isEmpty();
    }

    private static ServerFacts factsIn(String zone) {
        try (MariaDbServer server =
                        MariaDbServer.builder().environment("TZ", zone).start();
                SqlClient client = client(server)) {
            return FactsReader.ofReads().read(client).facts();
        }
    }

    private static SqlClient client(MariaDbServer server) {
        return SqlClientBuilder.to(server.host(), server.sqlPort()).user("app").build();
    }
}

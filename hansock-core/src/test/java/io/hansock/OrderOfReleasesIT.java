package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;

import io.hansock.sql.SqlFixture;
import io.hansock.testing.PatientClient;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two clients that name their servers in different orders change tables at the same time. */
class OrderOfReleasesIT {
    private static final String NAME = "order_of_releases_it";
    private static final int ROUNDS = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Test
    void nobodyWaitsForALockWithOneThatTheOtherWaitsFor() throws InterruptedException {
        SqlServer east = SqlServer.shared(SqlServer.Kind.MARIADB_10_11);
        SqlServer west = SqlServer.shared(SqlServer.Kind.MARIADB_11_8);
        for (SqlServer server : List.of(east, west)) {
            SqlFixture.on(server, NAME);
            server.admin("create table " + NAME + ".t (id int primary key)");
        }
        CyclicBarrier start = new CyclicBarrier(2);
        try (Hansock one = client(settings("east", east), settings("west", west));
                Hansock other = client(settings("west", west), settings("east", east))) {
            Crew.of(Crew.platform(), List.of(() -> changes(one, "a", start), () -> changes(other, "b", start)))
                    .await(TimeUnit.MINUTES.toSeconds(2));
        }
        for (SqlServer server : List.of(east, west)) {
            assertThat(server.queryValue("select count(*) from information_schema.columns where table_schema = '" + NAME
                            + "' and table_name = 't'"))
                    .isEqualTo(String.valueOf(1 + 2 * ROUNDS));
        }
    }

    private static void changes(Hansock hansock, String column, CyclicBarrier start) {
        for (int round = 0; round < ROUNDS; round++) {
            try {
                start.await(1, TimeUnit.MINUTES);
            } catch (Exception e) {
                throw new IllegalStateException("the other client has failed", e);
            }
            hansock.ddl("alter table " + NAME + ".t add column " + column + round + " int", TIMEOUT);
        }
    }

    private static Hansock client(ServerSettings... servers) {
        HansockBuilder builder =
                PatientClient.builder().user(NAME).password(SqlFixture.PASSWORD).database(NAME);
        for (ServerSettings server : servers) {
            builder.server(server);
        }
        return builder.build();
    }

    private static ServerSettings settings(String name, SqlServer server) {
        return ServerSettings.of(name, server.host()).sqlPort(server.port());
    }
}

package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hansock.index.Table;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.value.Row;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys of a server that is down: where they go, and that they come home. Both servers have all rows, as replicas do. */
class FailoverIT {
    private static final Table<Row> ROWS = Table.of("r", "id", "home");
    private static MariaDbServer east;
    private static MariaDbServer west;

    @BeforeAll
    static void start() {
        east = started("east");
        west = started("west");
    }

    private static MariaDbServer started(String name) {
        MariaDbServer server = MariaDbServer.builder().randomSecrets().start();
        server.sql("create database fo; create table fo.r (id int primary key, home varchar(9));"
                + "insert into fo.r select seq, '" + name + "' from fo.seq_1_to_100");
        return server;
    }

    @AfterAll
    static void end() {
        east.close();
        west.close();
    }

    @Test
    void readsGoToTheNextServerWhileTheirsIsDownAndComeHome() {
        try (Hansock hansock = client(Failover.READS)) {
            List<Integer> easts = keysOf(hansock, "east");
            List<Integer> wests = keysOf(hansock, "west");
            assertThat(homes(hansock, easts)).containsOnly("east");
            east.kill();
            await().ignoreExceptions()
                    .until(() -> homes(hansock, easts).stream().allMatch("west"::equals));
            assertThat(homes(hansock, wests)).containsOnly("west");
            assertThat(hansock.findAll(ROWS, easts)).hasSameSizeAs(easts);
            assertThat(hansock.find(ROWS.primary().in(easts))).hasSameSizeAs(easts);
            assertThat(hansock.async().findOne(ROWS, easts.get(0)).join()).isPresent();
            assertThatThrownBy(
                            () -> hansock.find(ROWS.primary().eq(easts.get(0)).on("east")))
                    .as("who names the server means it")
                    .isInstanceOf(ChannelLostException.class);
            assertThatThrownBy(() -> hansock.change(ROWS.key(easts.get(0)).set("home", "moved")))
                    .as("writes never go elsewhere")
                    .isInstanceOfSatisfying(
                            ChannelLostException.class,
                            e -> assertThat(e.outcome()).isEqualTo(Outcome.NOTHING_SENT));
            assertThat(west.queryValue("select count(*) from fo.r where home = 'moved'"))
                    .isEqualTo("0");
            east.restart();
            await().until(() -> homes(hansock, easts).stream().allMatch("east"::equals));
        }
    }

    @Test
    void unlessItIsSaidSoKeysOfAServerThatIsDownFail() {
        try (Hansock hansock = client(Failover.NONE)) {
            List<Integer> wests = keysOf(hansock, "west");
            int key = wests.get(0);
            assertThat(hansock.findOne(ROWS, key)).isPresent();
            west.kill();
            await().untilAsserted(() -> assertThatThrownBy(() -> hansock.findOne(ROWS, key))
                    .isInstanceOf(ChannelLostException.class)
                    .hasMessageStartingWith("west: ")
                    .hasMessageContaining("next try in"));
            assertThat(homes(hansock, keysOf(hansock, "east"))).containsOnly("east");
            assertThatThrownBy(() -> hansock.find(ROWS.primary().ge(0).onAllServers()))
                    .as("a find on all servers")
                    .isInstanceOf(ChannelLostException.class)
                    .hasMessageStartingWith("west: ");
            west.restart();
            await().ignoreExceptions().until(() -> hansock.findOne(ROWS, key).isPresent());
        }
    }

    private static List<String> homes(Hansock hansock, List<Integer> keys) {
        return keys.stream()
                .map(key ->
                        String.valueOf(hansock.findOne(ROWS, key).orElseThrow().getString("home")))
                .toList();
    }

    private static List<Integer> keysOf(Hansock hansock, String server) {
        return IntStream.rangeClosed(1, 100)
                .filter(key -> hansock.owner(ROWS, key).equals(server))
                .boxed()
                .toList();
    }

    private static Hansock client(Failover failover) {
        return PatientClient.builder()
                .user("app")
                .database("fo")
                .server(ServerSettings.of("east", east.host()).sqlPort(east.sqlPort()))
                .server(ServerSettings.of("west", west.host()).sqlPort(west.sqlPort()))
                .failover(failover)
                .build();
    }
}

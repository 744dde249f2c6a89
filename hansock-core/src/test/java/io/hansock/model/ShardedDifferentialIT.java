package io.hansock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.hansock.GuardMode;
import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Seed;
import io.hansock.testing.SqlServer.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generated calls on generated tables that three servers share: routed by the ring, by a name, or merged, a client answers as the model of several
 * servers does. A sixth of the calls of {@link DifferentialIT}.
 */
class ShardedDifferentialIT {
    private static final Logger log = LoggerFactory.getLogger(ShardedDifferentialIT.class);
    private static final int CALLS_A_TABLE = 125;
    private static final int COMMANDS = Integer.getInteger("hansock.differential.commands", 6000) / 6;
    private static final int FIRST = Integer.getInteger("hansock.differential.first", 0);
    private static final String DATABASE = "shared";

    private final List<MariaDbServer> running = new ArrayList<>();
    private final Map<String, Consumer<String>> servers = new LinkedHashMap<>();
    private Hansock client;

    @BeforeEach
    void start() {
        HansockBuilder builder = PatientClient.builder()
                .user("root")
                .database(DATABASE)
                .writes(Writes.HANDLERSOCKET)
                // Without accounts nobody is told whether there are triggers; here are none.
                .guard(GuardMode.OFF);
        for (Kind kind : List.of(Kind.MARIADB_11_8, Kind.MARIADB_10_11, Kind.MARIADB_10_11)) {
            String name = "s" + running.size();
            MariaDbServer server =
                    MariaDbServer.builder().kind(kind).name("shared_" + name).start();
            running.add(server);
            server.sql("create database " + DATABASE);
            servers.put(name, statements -> server.sql("use " + DATABASE + "; " + statements));
            // The last is asked over SQL: its ports are not set, and it has no secret by which to prove them.
            ServerSettings settings = ServerSettings.of(name, server.host()).sqlPort(server.sqlPort());
            builder.server(
                    running.size() == 3
                            ? settings
                            : settings.readPort(server.readPort()).writePort(server.writePort()));
        }
        client = builder.build();
    }

    @AfterEach
    void end() {
        client.close();
        running.forEach(MariaDbServer::close);
    }

    @Test
    void severalServersAnswerAsTheModelDoes() {
        Subject subject = new Subject("three servers", Dialect.MARIADB, statements -> {}, client);
        Tally tally = new Tally();
        int tables = FIRST + Math.max(1, COMMANDS / CALLS_A_TABLE);
        for (int number = FIRST; number < tables; number++) {
            int table = number;
            new ShardedTrial(Seed.value(), number, servers, subject, tally)
                    .run(CALLS_A_TABLE)
                    .ifPresent(problem -> fail("seed %d, table %d: %s", Seed.value(), table, problem));
        }
        log.info("{} calls on several servers, seed {}: {}", tally.sum(), Seed.value(), tally);
        assertThat(tally.found()).isGreaterThan(tally.sum() / 6);
    }
}

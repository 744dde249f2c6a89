package io.hansock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.hansock.Hansock;
import io.hansock.ServerSettings;
import io.hansock.Writes;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.Seed;
import io.hansock.testing.SqlServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generated calls on generated tables: every client on every server answers as the model does. {@code hansock.differential.commands} says how many calls,
 * {@code hansock.seed} makes those of an earlier run again.
 */
class DifferentialIT {
    private static final Logger log = LoggerFactory.getLogger(DifferentialIT.class);
    private static final int COMMANDS = Integer.getInteger("hansock.differential.commands", 6000);
    private static final int CALLS_A_TABLE = 500;
    private static final int WORKERS = 4;
    private static final String DATABASE = "differential";

    private static final List<MariaDbServer> servers = new ArrayList<>();

    @BeforeAll
    static void start() {
        for (SqlServer.Kind kind : List.of(SqlServer.Kind.MARIADB_10_11, SqlServer.Kind.MARIADB_11_8)) {
            MariaDbServer server =
                    MariaDbServer.builder().kind(kind).name(kind.name()).start();
            servers.add(server);
            server.sql("create database " + DATABASE);
        }
    }

    @AfterAll
    static void end() {
        servers.forEach(MariaDbServer::close);
    }

    @Test
    void handlerSocketAloneAnswersAsTheModelDoes() {
        List<Subject> subjects = servers.stream().map(DifferentialIT::alone).toList();
        try {
            compare(Reach.HANDLER_SOCKET_ALONE, subjects);
        } finally {
            subjects.forEach(subject -> subject.client().close());
        }
    }

    /** A client that is given no user for SQL. */
    private static Subject alone(MariaDbServer server) {
        Hansock client = Hansock.builder()
                .database(DATABASE)
                .writes(Writes.HANDLERSOCKET)
                .requestTimeout(Duration.ofSeconds(20))
                .server(ServerSettings.of("only", server.host())
                        .readPort(server.readPort())
                        .writePort(server.writePort()))
                .build();
        return new Subject(
                server.name() + ", HandlerSocket alone",
                Dialect.MARIADB,
                statements -> server.sql("use " + DATABASE + "; " + statements),
                client);
    }

    private static void compare(Reach reach, List<Subject> subjects) {
        int tables = Math.max(1, COMMANDS / CALLS_A_TABLE);
        Tally tally = new Tally();
        AtomicInteger next = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<CompletableFuture<Optional<String>>> results = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                results.add(CompletableFuture.supplyAsync(() -> work(reach, subjects, next, tables, tally), workers));
            }
            results.forEach(result -> result.join().ifPresent(problem -> fail(problem)));
        } finally {
            workers.shutdownNow();
        }
        log.info("{} calls on {} tables, seed {}: {}", tally.sum(), tables, Seed.value(), tally);
        assertThat(tally.sum()).isGreaterThanOrEqualTo((long) tables * CALLS_A_TABLE);
        assertThat(tally.found()).isGreaterThan(tally.sum() / 4);
    }

    /** What went wrong with one of the tables that are left; empty if nothing did. */
    private static Optional<String> work(
            Reach reach, List<Subject> subjects, AtomicInteger next, int tables, Tally tally) {
        for (int number = next.getAndIncrement(); number < tables; number = next.getAndIncrement()) {
            Optional<Mismatch> mismatch = new Trial(Seed.value(), number, reach, subjects, tally).run(CALLS_A_TABLE);
            if (mismatch.isPresent()) {
                // Nobody need go on.
                next.set(tables);
                return Optional.of("seed " + Seed.value() + ", table " + number + ": "
                        + Shrinking.of(mismatch.get()).text());
            }
        }
        return Optional.empty();
    }
}

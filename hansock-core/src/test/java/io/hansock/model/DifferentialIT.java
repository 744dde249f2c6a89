package io.hansock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.hansock.GuardMode;
import io.hansock.HandlerSocketSettings;
import io.hansock.Hansock;
import io.hansock.HansockBuilder;
import io.hansock.HansockListener;
import io.hansock.Operation;
import io.hansock.ServerSettings;
import io.hansock.WireKind;
import io.hansock.Writes;
import io.hansock.testing.AccountPlugin;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.testing.Seed;
import io.hansock.testing.SqlServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Generated calls on generated tables: every client on every server answers as the model does. {@code hansock.differential.commands} says how many calls,
 * {@code hansock.seed} makes those of an earlier run again, {@code hansock.differential.first} from that table on.
 */
class DifferentialIT {
    private static final Logger log = LoggerFactory.getLogger(DifferentialIT.class);
    private static final int COMMANDS = Integer.getInteger("hansock.differential.commands", 6000);
    private static final int CALLS_A_TABLE = 500;
    private static final int FIRST = Integer.getInteger("hansock.differential.first", 0);
    private static final int WORKERS = 4;

    private static final List<MariaDbServer> mariaDbs = new ArrayList<>();
    private static final String MYSQL_DATABASE = "differential_it";

    private final List<Subject> subjects = new ArrayList<>();

    /** What the guard has let guarded clients do: how many commands took which wire, and by which rule it was SQL. */
    private final Map<String, LongAdder> guarded = new ConcurrentSkipListMap<>();

    @BeforeAll
    static void start() {
        for (SqlServer.Kind kind : List.of(SqlServer.Kind.MARIADB_10_11, SqlServer.Kind.MARIADB_11_8)) {
            mariaDbs.add(MariaDbServer.builder().kind(kind).name(kind.name()).start());
        }
    }

    @AfterAll
    static void end() {
        mariaDbs.forEach(MariaDbServer::close);
    }

    @AfterEach
    void close() {
        subjects.forEach(subject -> subject.client().close());
    }

    @Test
    void handlerSocketAloneAnswersAsTheModelDoes() {
        for (MariaDbServer server : mariaDbs) {
            subject(
                    server,
                    "alone",
                    PatientClient.builder().writes(Writes.HANDLERSOCKET).server(handlerSocketOf(server)));
        }
        compare(Reach.HANDLER_SOCKET_ALONE);
    }

    @Test
    void bothWiresAnswerAsTheModelDoes() {
        for (MariaDbServer server : mariaDbs) {
            subject(
                    server,
                    "guarded",
                    PatientClient.builder()
                            .user("root")
                            .writes(Writes.HANDLERSOCKET)
                            // Without accounts nobody is told whether there are triggers; here are none.
                            .guard(GuardMode.OFF)
                            .listener(counting())
                            .server(handlerSocketOf(server).sqlPort(server.sqlPort())));
            subject(
                    server,
                    "over_sql",
                    PatientClient.builder()
                            .user("root")
                            .handlerSocket(HandlerSocketSettings.DEFAULT.off())
                            .server(ServerSettings.of("only", server.host()).sqlPort(server.sqlPort())));
        }
        subjects.add(onMySql());
        compare(Reach.AND_WHAT_IS_REFUSED);
        assertThat(guarded).containsKeys("over HANDLERSOCKET", "over SQL");
    }

    private HansockListener counting() {
        return new HansockListener() {
            @Override
            public void commandFinished(
                    String server,
                    Operation operation,
                    @Nullable WireKind wire,
                    long nanos,
                    @Nullable Throwable failure) {
                count(wire == null ? "over none" : "over " + wire);
            }

            @Override
            public void commandTookSql(String server, String rule) {
                count(rule);
            }
        };
    }

    private void count(String what) {
        guarded.computeIfAbsent(what, any -> new LongAdder()).increment();
    }

    private static Subject onMySql() {
        SqlServer server = SqlServer.shared(SqlServer.Kind.MYSQL_9_7);
        server.account(AccountPlugin.CACHING_SHA2, "differ", "differ-secret");
        server.admin("drop database if exists " + MYSQL_DATABASE, "create database " + MYSQL_DATABASE);
        return new Subject(
                "MYSQL_9_7, over SQL",
                Dialect.MYSQL,
                statements -> server.admin("use " + MYSQL_DATABASE, statements),
                client(
                        MYSQL_DATABASE,
                        PatientClient.builder()
                                .user("differ")
                                .password("differ-secret")
                                .server(ServerSettings.of("only", server.host()).sqlPort(server.port()))));
    }

    private static ServerSettings handlerSocketOf(MariaDbServer server) {
        return ServerSettings.of("only", server.host())
                .readPort(server.readPort())
                .writePort(server.writePort());
    }

    private void subject(MariaDbServer server, String database, HansockBuilder builder) {
        server.sql("create database " + database);
        subjects.add(new Subject(
                server.name() + ", " + database,
                Dialect.MARIADB,
                statements -> server.sql("use " + database + "; " + statements),
                client(database, builder)));
    }

    private static Hansock client(String database, HansockBuilder builder) {
        return builder.database(database).build();
    }

    private void compare(Reach reach) {
        int tables = FIRST + Math.max(1, COMMANDS / CALLS_A_TABLE);
        Tally tally = new Tally();
        AtomicInteger next = new AtomicInteger(FIRST);
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<CompletableFuture<Optional<String>>> results = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                results.add(CompletableFuture.supplyAsync(() -> work(reach, next, tables, tally), workers));
            }
            results.forEach(result -> result.join().ifPresent(problem -> fail(problem)));
        } finally {
            workers.shutdownNow();
        }
        log.info(
                "{} calls on the tables before {}, seed {}: {}; of guarded clients: {}",
                tally.sum(),
                tables,
                Seed.value(),
                tally,
                guarded);
        assertThat(tally.sum()).isGreaterThanOrEqualTo((long) (tables - FIRST) * CALLS_A_TABLE);
        assertThat(tally.found()).isGreaterThan(tally.sum() / 4);
    }

    /** What went wrong with one of the tables that are left; empty if nothing did. */
    private Optional<String> work(Reach reach, AtomicInteger next, int tables, Tally tally) {
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

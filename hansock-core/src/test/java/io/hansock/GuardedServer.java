package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hansock.index.Table;
import io.hansock.testing.MariaDbServer;
import io.hansock.testing.PatientClient;
import io.hansock.value.Row;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server with HandlerSocket and what tests ask of it: tables, clients that log in, by which rules their commands took SQL, and whether it
 * is the very process that was started. As an extension it runs while the tests of a class do, and is unharmed behind each. For one thread, but
 * for {@link #rules}.
 */
final class GuardedServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
    private static final String DATABASE = "guarded";

    private final UnaryOperator<MariaDbServer.Builder> how;
    private final Set<String> rules = ConcurrentHashMap.newKeySet();
    private MariaDbServer server;
    private long pid;

    private GuardedServer(UnaryOperator<MariaDbServer.Builder> how) {
        this.how = how;
    }

    /** One that is started before the first test of a class. */
    static GuardedServer forTests(UnaryOperator<MariaDbServer.Builder> how) {
        return new GuardedServer(how);
    }

    static GuardedServer start(UnaryOperator<MariaDbServer.Builder> how) {
        GuardedServer made = new GuardedServer(how);
        made.start();
        return made;
    }

    private void start() {
        server = how.apply(MariaDbServer.builder().readSecret("read-secret").writeSecret("write-secret"))
                .start();
        pid = server.pid();
        server.sql("create database guarded character set utf8mb4");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertUnharmed();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    MariaDbServer server() {
        return server;
    }

    /** The rules by which commands of all clients took SQL since this was last asked. */
    Set<String> rules() {
        Set<String> seen = Set.copyOf(rules);
        rules.clear();
        return seen;
    }

    /** Makes a table and fills it; {@code rows} may be empty. */
    Table<Row> table(String name, String definition, String rows, String first, String... more) {
        server.sql("use guarded; drop table if exists " + name + "; create table " + name + " (" + definition + ")"
                + (rows.isEmpty() ? "" : "; insert into " + name + " values " + rows));
        return Table.of(name, first, more);
    }

    Hansock client(UnaryOperator<HansockBuilder> how) {
        return how.apply(PatientClient.builder()
                        .user("root")
                        .database(DATABASE)
                        .server(ServerSettings.of("east", server.host()).sqlPort(server.sqlPort()))
                        .listener(new HansockListener() {
                            @Override
                            public void commandTookSql(String name, String rule) {
                                rules.add(rule);
                            }
                        }))
                .build();
    }

    /** One that sends over HandlerSocket all that the guard lets it. */
    Hansock fast() {
        return client(builder -> builder.writes(Writes.HANDLERSOCKET));
    }

    /** One that sends everything over SQL. */
    Hansock slow() {
        return client(builder -> builder.handlerSocket(HandlerSocketSettings.DEFAULT.off()));
    }

    List<List<@Nullable String>> query(String query) {
        return server.query("select " + query);
    }

    /** How often HandlerSocket has opened a table, locked those that it has open, and so on: changes with everything it is asked. */
    List<List<@Nullable String>> handlerSocketCounters() {
        return server.query("show global status like 'Hs%'");
    }

    /** The process that was started runs and answers on both wires. */
    void assertUnharmed() {
        assertThat(server.alive()).as("the server lives").isTrue();
        assertThat(server.pid()).as("and is the same process").isEqualTo(pid);
        Table<Row> probe = table("probe", "id int primary key", "(1)", "id");
        rules.clear();
        try (Hansock hansock = fast()) {
            assertThat(hansock.findOne(probe, 1)).isPresent();
            assertThat(hansock.delete(probe.key(1))).isTrue();
            assertThat(rules()).as("over HandlerSocket").isEmpty();
        }
    }

    /** The ids of rows, in their order. */
    static List<Integer> ids(List<Row> rows) {
        return rows.stream().map(row -> row.getInt("id")).toList();
    }

    /** By a rule whose name begins so. */
    static void assertRefused(String rule, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.rule()).startsWith(rule));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}

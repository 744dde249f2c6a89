package io.hansock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ServerState.Condition;
import io.hansock.index.Table;
import io.hansock.sql.SqlFixture;
import io.hansock.testing.GaleraLibrary;
import io.hansock.testing.InTime;
import io.hansock.testing.SqlServer;
import io.hansock.value.Row;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node of a Galera cluster that has left it: its HandlerSocket goes on as if nothing had happened, and reads what is old by then. */
class GaleraIT {
    private static final String NAME = "galera_it";
    private static final Table<Row> T = Table.of("t", "id").database(NAME);

    /** A client looks each second. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration UNTIL_IT_IS_BACK = Duration.ofSeconds(15);

    private static SqlServer node;
    private static SqlFixture fixture;

    @BeforeAll
    static void start() {
        node = SqlServer.builder(SqlServer.Kind.MARIADB_10_11)
                .withHandlerSocket()
                .arguments(GaleraLibrary.ofOneNode())
                .start();
        fixture = SqlFixture.on(node, NAME);
        node.admin("create table " + NAME + ".t (id int primary key)", "insert into " + NAME + ".t values (1)");
    }

    @AfterAll
    static void end() {
        node.close();
    }

    /** Whether it has lost the others, or its operator takes it out. */
    @ParameterizedTest
    @CsvSource({"wsrep_cluster_address, '', gcomm://", "wsrep_reject_queries, all, none"})
    void whileItIsOutOfItsClusterHandlerSocketIsLeftAndComesBackByItself(String variable, String out, String in) {
        try (Hansock hansock = client()) {
            awaitUse(hansock);
            node.admin("set global " + variable + " = '" + out + "'");
            try {
                awaitLeft(hansock);
                assertThatExceptionOfType(HansockException.class)
                        .as("no row that may be old")
                        .isThrownBy(() -> hansock.findOne(T, 1));
                try (Hansock late = client()) {
                    assertThatExceptionOfType(HansockException.class).isThrownBy(() -> late.findOne(T, 1));
                    awaitLeft(late);
                }
            } finally {
                node.admin("set global " + variable + " = '" + in + "'");
            }
            awaitUse(hansock);
        }
    }

    /** Also by who comes while its operator has taken it out, and stays. */
    @Test
    void whileItIsToAnswerNoQueriesHandlerSocketIsLeft() {
        node.admin("set global wsrep_reject_queries = all");
        try (Hansock hansock = client()) {
            assertThatExceptionOfType(ServerException.class).isThrownBy(() -> hansock.findOne(T, 1));
            awaitLeft(hansock);
            node.admin("set global wsrep_reject_queries = none");
            awaitUse(hansock);
        } finally {
            node.admin("set global wsrep_reject_queries = none");
        }
    }

    private static void awaitLeft(Hansock hansock) {
        InTime.within(SOON).untilAsserted(() -> {
            ServerState state = hansock.states().get(0);
            assertThat(state.reads().condition()).isEqualTo(Condition.OFF);
            assertThat(state.writes().condition()).isEqualTo(Condition.OFF);
            assertThat(state.reads().reason())
                    .contains("Galera")
                    .isEqualTo(state.writes().reason());
        });
    }

    private static void awaitUse(Hansock hansock) {
        InTime.within(UNTIL_IT_IS_BACK).ignoreExceptions().untilAsserted(() -> {
            assertThat(hansock.findOne(T, 1)).isPresent();
            assertThat(hansock.states().get(0).reads().condition()).isEqualTo(Condition.UP);
            assertThat(hansock.states().get(0).writes().condition()).isEqualTo(Condition.UP);
        });
    }

    private static Hansock client() {
        return fixture.hansock()
                .writes(Writes.HANDLERSOCKET)
                .handlerSocket(HandlerSocketSettings.DEFAULT.acceptUnreplicatedWrites())
                .build();
    }
}
